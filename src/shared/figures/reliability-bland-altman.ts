import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { spreadLabels } from "./spread-labels.ts";

interface Line {
  readonly label: string;
  readonly value: number;
  /** 95% interval; null: none. */
  readonly low: number | null;
  readonly high: number | null;
}

interface DifferencePlot {
  readonly first: string;
  readonly second: string;
  /** Pairs of values, each once, and in how many minutes it occurs. */
  readonly points: readonly { readonly mean: number; readonly difference: number; readonly count: number }[];
  /** The bias and the limits of agreement, in this order: bias, low, high. */
  readonly lines: readonly Line[];
}

/**
 * Differences of two raters against their means (Bland & Altman 1986): the area of a circle is the number of minutes, the
 * bands are the intervals of bias and limits.
 */
export function reliabilityBlandAltman(plot: DifferencePlot, theme: FigureTheme): FigureSpec {
  const { ink, muted } = INKS[theme];
  const reach = Math.max(
    2,
    ...plot.points.map((point) => Math.abs(point.difference)),
    ...plot.lines.flatMap(({ value, low, high }) => [value, low ?? 0, high ?? 0].map(Math.abs)),
  );
  const top = Math.ceil(reach + 0.3);
  const x = { type: "quantitative", scale: { domain: [0.7, 7.3], nice: false, zero: false } };
  const y = { type: "quantitative", scale: { domain: [-top, top], nice: false, zero: true } };
  const most = Math.max(1, ...plot.points.map((point) => point.count));
  const spread = spreadLabels(
    plot.lines.map((line) => line.value),
    { gap: (2 * top) / 17, low: -top, high: top },
  );
  const lines = plot.lines.map((line, i) => ({
    ...line,
    kind: i === 0 ? "bias" : "limit",
    labelY: spread[i] ?? line.value,
  }));
  const ticks = Array.from({ length: 2 * top + 1 }, (_, i) => i - top);
  return figure(theme, {
    width: 420,
    height: 260,
    layer: [
      {
        data: { values: lines.filter((line) => line.low !== null) },
        mark: { type: "rect", color: muted, opacity: 0.18 },
        encoding: {
          y: {
            field: "low",
            ...y,
            axis: {
              title: `${plot.first} − ${plot.second}`,
              values: ticks,
              tickCount: ticks.length,
              format: "d",
              grid: false,
            },
          },
          y2: { field: "high" },
        },
      },
      {
        data: { values: [{ y: 0 }] },
        mark: { type: "rule", color: muted, strokeWidth: 1 },
        encoding: { y: { field: "y", ...y } },
      },
      {
        data: { values: lines },
        mark: { type: "rule", color: ink, strokeWidth: 1.5 },
        encoding: {
          y: { field: "value", ...y },
          strokeDash: {
            field: "kind",
            type: "nominal",
            scale: { domain: ["bias", "limit"], range: [[], [6, 4]] },
            legend: null,
          },
        },
      },
      {
        data: { values: lines },
        mark: { type: "text", align: "left", x: 428 },
        encoding: { y: { field: "labelY", ...y }, text: { field: "label" } },
      },
      {
        data: { values: plot.points },
        mark: { type: "point", filled: true, color: ink, opacity: 0.45, strokeWidth: 0 },
        encoding: {
          x: {
            field: "mean",
            ...x,
            axis: {
              title: "Mean of both raters (arousal)",
              values: [1, 2, 3, 4, 5, 6, 7],
              format: "d",
              grid: false,
            },
          },
          y: { field: "difference", ...y },
          size: {
            field: "count",
            type: "quantitative",
            scale: { domain: [0, most], range: [0, 900] },
            legend: null,
          },
          tooltip: ["mean", "difference", "count"].map((field) => ({ field })),
        },
      },
    ],
  });
}
