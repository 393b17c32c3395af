import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";

export interface DotInterval {
  readonly panel: string;
  /** Line of the panel. */
  readonly label: string;
  readonly series: string;
  readonly value: number;
  /** null: no interval. */
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

const SHAPES = ["circle", "square", "triangle-up"];
const ROW_HEIGHT = 15;
const WIDTH = 560;

/**
 * Estimates as dots with their intervals: panels side by side, a line for each label, in it a mark for each series. Panels
 * share the axis; zero is marked.
 */
export function dotIntervals(values: readonly DotInterval[], title: string, theme: FigureTheme): FigureSpec {
  const { ink, muted, grid } = INKS[theme];
  const panels = [...new Set(values.map(({ panel }) => panel))];
  const labels = [...new Set(values.map(({ label }) => label))];
  const series = [...new Set(values.map((value) => value.series))];
  const greys = [ink, muted, ink];
  const ends = values.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value, 0]);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const margin = 0.04 * (last - first || 1);
  const domain = [first - margin, last + margin];
  const y = {
    field: "label",
    type: "nominal",
    scale: { domain: labels, paddingInner: 0.25 },
    sort: null,
  };
  const yOffset = { field: "series", type: "nominal", scale: { domain: series }, sort: null };
  const bySeries = (range: readonly string[]) => ({
    field: "series",
    type: "nominal",
    scale: { domain: series, range: range.slice(0, series.length) },
    legend:
      series.length < 2
        ? null
        : { title: null, orient: "bottom", symbolSize: 70, labelFontSize: 12, labelLimit: 300 },
  });
  return figure(theme, {
    hconcat: panels.map((panel, index) => ({
      width: Math.round(WIDTH / panels.length) - 20,
      height: labels.length * series.length * ROW_HEIGHT + labels.length * 8,
      ...(panels.length === 1
        ? {}
        : { title: { text: panel, fontSize: 12, fontWeight: "normal", color: ink, anchor: "middle" } }),
      layer: [
        { data: { values: [{}] }, mark: { type: "rule", color: muted }, encoding: { x: { datum: 0 } } },
        {
          data: {
            values: values
              .filter((value) => value.panel === panel && value.low !== null)
              .map((v) => ({ ...v })),
          },
          mark: { type: "rule", strokeWidth: 1.5, color: ink },
          encoding: {
            x: {
              field: "low",
              type: "quantitative",
              scale: { domain, nice: true },
              axis: { title, format: ".2~f", grid: true, tickCount: 5, labelOverlap: true },
            },
            x2: { field: "high" },
            y: {
              ...y,
              axis: {
                title: null,
                labels: index === 0,
                labelLimit: 260,
                ticks: false,
                domain: false,
                grid: true,
                gridColor: grid,
              },
            },
            yOffset,
            detail: { field: "series" },
          },
        },
        {
          data: { values: values.filter((value) => value.panel === panel).map((v) => ({ ...v })) },
          mark: { type: "point", filled: true, opacity: 1, size: 54 },
          encoding: {
            x: { field: "value", type: "quantitative" },
            y,
            yOffset,
            shape: bySeries(SHAPES),
            color: bySeries(greys),
            tooltip: ["label", "series", "value", "low", "high", "n"].map((field) => ({ field })),
          },
        },
      ],
    })),
    spacing: 16,
    resolve: { legend: { color: "shared", shape: "shared" } },
  });
}
