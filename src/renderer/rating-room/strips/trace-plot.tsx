import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { CURVES, type Curve } from "./frame-series.ts";
import type { StripColors } from "./strip-colors.ts";
import type { TraceData } from "./trace-data.ts";
import { ticks, type View } from "./view.ts";

interface TracePlotProps {
  readonly data: TraceData;
  readonly view: View;
  readonly shown: ReadonlySet<Curve>;
  /** Steps of minutes are told apart by patterns too; on thousands of frames patterns are noise, and slow. */
  readonly patterned: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly colors: StripColors;
}

/** Told apart without colour; the patterns also stand in the labels. Nonspecific arousal is the one thick line. */
export const DASHES: Readonly<Record<Curve, readonly number[]>> = {
  angry: [],
  disgust: [8, 3],
  fear: [2, 2],
  happy: [14, 3],
  sad: [8, 2, 2, 2],
  surprise: [4, 3],
  neutral: [1, 2],
  nonspecific: [],
};

const HIGH = CURVES.length + 1;
const LOW = CURVES.length + 2;

function seriesOf(colors: StripColors, shown: ReadonlySet<Curve>, patterned: boolean): uPlot.Series[] {
  const edge: uPlot.Series = {
    show: shown.has("nonspecific"),
    stroke: "transparent",
    width: 0,
    points: { show: false },
  };
  return [
    {},
    ...CURVES.map(
      (curve): uPlot.Series => ({
        show: shown.has(curve),
        stroke: colors.curves[curve],
        width: curve === "nonspecific" ? 2 : 1.25,
        dash: patterned ? [...DASHES[curve]] : [],
        points: { show: false },
        // The data are at most two points a pixel already.
        sorted: 1,
      }),
    ),
    edge,
    edge,
  ];
}

function withAlpha(color: string, alpha: string): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? `${color}${alpha}` : color;
}

/** The curves on the strips' own time axis: axes, labels and pointer are the strips', uPlot draws. */
export function TracePlot({
  data,
  view,
  shown,
  patterned,
  widthPx,
  heightPx,
  colors,
}: TracePlotProps): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ data, view });
  latest.current = { data, view };

  useEffect(() => {
    if (place.current === null || widthPx <= 0) return;
    const grid = { stroke: colors.line, width: 1 };
    const options: uPlot.Options = {
      width: widthPx,
      height: heightPx,
      padding: [2, 0, 2, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => [latest.current.view.startMs, latest.current.view.endMs] },
        y: { range: [0, 1] },
      },
      axes: [
        {
          size: 0,
          ticks: { show: false },
          grid,
          splits: () => ticks(latest.current.view, widthPx, 64).timesMs,
          values: (_plot, splits) => splits.map(() => ""),
        },
        { size: 0, ticks: { show: false }, grid, splits: () => [0, 0.5, 1], values: () => ["", "", ""] },
      ],
      series: seriesOf(colors, shown, patterned),
      bands: [{ series: [HIGH, LOW], fill: withAlpha(colors.curves.nonspecific, "22") }],
    };
    const drawn = new uPlot(options, latest.current.data, place.current);
    plot.current = drawn;
    return () => {
      plot.current = null;
      drawn.destroy();
    };
  }, [colors, shown, patterned, widthPx, heightPx]);

  useEffect(() => {
    const drawn = plot.current;
    if (drawn === null) return;
    drawn.batch(() => {
      drawn.setData(data, false);
      drawn.setScale("x", { min: view.startMs, max: view.endMs });
    });
  }, [data, view]);

  return <div ref={place} aria-hidden="true" />;
}
