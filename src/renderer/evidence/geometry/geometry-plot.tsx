import { useEffect, useMemo, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { StripColors } from "../../rating-room/strips/strip-colors.ts";
import { ticks, type View } from "../../rating-room/strips/view.ts";
import type { GeometryRow } from "./geometry-rows.ts";
import { type Envelope, envelope, type MeshSeries } from "./mesh-series.ts";

interface GeometryPlotProps {
  readonly row: GeometryRow;
  readonly series: MeshSeries;
  readonly view: View;
  readonly widthPx: number;
  readonly colors: StripColors;
}

type Columns = [number[], ...(number | null)[][]];

/** The curves of a strip; all have the times of the first, so that one x serves them all. */
function dataOf(row: GeometryRow, series: MeshSeries, view: View, widthPx: number): Columns {
  const drawn = row.curves.map(
    ({ values }): Envelope => envelope(series, values, view.startMs, view.endMs, widthPx),
  );
  const [first] = drawn;
  if (first === undefined) return [[]];
  // A single curve carries the extremes of its columns; several would only cover each other.
  return row.curves.length === 1
    ? [first[0], first[1], first[3], first[2]]
    : [first[0], ...drawn.map(([, mean]) => mean)];
}

function seriesOf(row: GeometryRow, colors: StripColors): uPlot.Series[] {
  const lines = row.curves.map(
    ({ dash }): uPlot.Series => ({
      stroke: colors.text,
      width: 1.1,
      dash: [...dash],
      points: { show: false },
      sorted: 1,
    }),
  );
  const edge: uPlot.Series = { stroke: "transparent", width: 0, points: { show: false } };
  return row.curves.length === 1 ? [{}, ...lines, edge, edge] : [{}, ...lines];
}

/** One strip on the room's time axis: labels and pointer are the pane's, uPlot draws. */
export function GeometryPlot({ row, series, view, widthPx, colors }: GeometryPlotProps): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const data = useMemo(() => dataOf(row, series, view, Math.round(widthPx)), [row, series, view, widthPx]);
  const latest = useRef({ data, view });
  latest.current = { data, view };

  useEffect(() => {
    if (place.current === null || widthPx <= 0) return;
    const { least, most, heightPx } = row;
    const grid = { stroke: colors.line, width: 1 };
    const zero = least < 0 ? [least, 0, most] : [least, most];
    const drawn = new uPlot(
      {
        width: widthPx,
        height: heightPx,
        padding: [1, 0, 1, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: () => [latest.current.view.startMs, latest.current.view.endMs] },
          y: { range: [least, most] },
        },
        axes: [
          {
            size: 0,
            ticks: { show: false },
            grid,
            splits: () => ticks(latest.current.view, widthPx, 64).timesMs,
            values: (_plot, splits) => splits.map(() => ""),
          },
          { size: 0, ticks: { show: false }, grid, splits: () => zero, values: () => zero.map(() => "") },
        ],
        series: seriesOf(row, colors),
        bands: row.curves.length === 1 ? [{ series: [2, 3], fill: `${colors.text}26` }] : [],
      },
      latest.current.data,
      place.current,
    );
    plot.current = drawn;
    return () => {
      plot.current = null;
      drawn.destroy();
    };
  }, [row, colors, widthPx]);

  useEffect(() => {
    const drawn = plot.current;
    if (drawn === null) return;
    drawn.batch(() => {
      drawn.setData(data, false);
      drawn.setScale("x", { min: view.startMs, max: view.endMs });
    });
  }, [data, view]);

  return <div ref={place} style={{ height: row.heightPx }} aria-hidden="true" />;
}
