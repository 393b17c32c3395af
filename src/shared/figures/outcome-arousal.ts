import type { Group } from "../reports/outcome-group.ts";
import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { groupEncodings } from "./outcome-marks.ts";

export interface ArousalPoint {
  readonly patient: string;
  readonly group: Group;
  /** Share of rated minutes with high arousal, 0..1. */
  readonly share: number;
  readonly delta: number;
  readonly n: number;
}

interface End {
  readonly share: number;
  readonly delta: number;
}

/** Change against the share of high arousal, with straight line and parabola; the broken line is the reference of 25%. */
export function outcomeArousal(
  points: readonly ArousalPoint[],
  curves: { readonly line: readonly End[]; readonly parabola: readonly End[] },
  reference: number,
  theme: FigureTheme,
): FigureSpec {
  const { ink, muted } = INKS[theme];
  const { color, shape } = groupEncodings(theme);
  const x = {
    field: "share",
    type: "quantitative",
    scale: { zero: true, nice: true },
    axis: { title: "Share of minutes with high arousal", format: "~%", grid: false, tickCount: 6 },
  };
  const y = {
    field: "delta",
    type: "quantitative",
    axis: { title: "Delta of the mean rank (higher: better)", grid: true, tickCount: 6 },
  };
  const curve = (values: readonly End[], name: string, dash: readonly number[]): FigureSpec[] => [
    {
      data: { values: values.map((end, order) => ({ ...end, order })) },
      mark: { type: "line", strokeWidth: 1.8, color: ink, strokeDash: dash },
      encoding: { x, y, order: { field: "order" } },
    },
    {
      data: { values: values.slice(-1).map((end) => ({ ...end, name })) },
      mark: { type: "text", align: "left", dx: 8, fontSize: 11 },
      encoding: { x, y, text: { field: "name" } },
    },
  ];
  return figure(theme, {
    width: 520,
    height: 300,
    layer: [
      {
        data: { values: [{ share: reference }] },
        mark: { type: "rule", color: muted, strokeDash: [3, 3] },
        encoding: { x },
      },
      {
        data: { values: [{ share: reference, label: `${Math.round(100 * reference)}%` }] },
        mark: { type: "text", align: "left", dx: 4, baseline: "top", fontSize: 11, color: muted },
        encoding: { x, y: { value: 2 }, text: { field: "label" } },
      },
      ...curve(curves.line, "line", [1, 0]),
      ...curve(curves.parabola, "parabola", [6, 3]),
      {
        data: { values: points.map((point) => ({ ...point })) },
        mark: { type: "point", filled: true, opacity: 0.9, size: 64 },
        encoding: {
          x,
          y,
          color,
          shape,
          tooltip: ["patient", "group", "share", "delta", "n"].map((field) => ({ field })),
        },
      },
      {
        data: { values: points.map((point) => ({ ...point })) },
        mark: { type: "text", align: "left", dx: 7, dy: -6, fontSize: 10, color: muted },
        encoding: { x, y, text: { field: "patient" } },
      },
    ],
  });
}
