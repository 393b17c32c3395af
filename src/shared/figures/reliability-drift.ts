import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { raterLabelLayers } from "./rater-labels.ts";
import { raterEncodings } from "./rater-marks.ts";

export interface DriftPoint {
  readonly rater: string;
  /** Position on the axis, from 1. */
  readonly at: number;
  /** What stands there: "3", "2026-01". */
  readonly label: string;
  /** Mean of the rater minus the mean of the others, in levels. */
  readonly difference: number;
  /** 95% interval; null: a single session. */
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** How far each rater lies above or below the others, step by step in time. */
export function reliabilityDrift(
  points: readonly DriftPoint[],
  { raters, title }: { readonly raters: readonly string[]; readonly title: string },
  theme: FigureTheme,
): FigureSpec {
  const { muted } = INKS[theme];
  const names = [...new Map(points.map((point) => [point.at, point.label]))].sort(([a], [b]) => a - b);
  const last = Math.max(...names.map(([at]) => at), 2);
  const first = Math.min(...names.map(([at]) => at), 1);
  const ends = points.flatMap(({ difference, low, high }) => [
    difference,
    low ?? difference,
    high ?? difference,
  ]);
  // A long interval of few minutes must not press all the rest together.
  const reach = Math.min(3, Math.max(0.5, ...ends.map(Math.abs)) * 1.05);
  const apart = Math.min(0.16, 0.4 / Math.max(1, raters.length - 1)) * Math.min(1, (last - first) / 8);
  const runs = runsOf(points);
  const values = points.map((point, i) => ({
    ...point,
    run: runs[i] ?? 0,
    drawn: point.at + (raters.indexOf(point.rater) - (raters.length - 1) / 2) * apart,
    low: point.low === null ? null : Math.max(-reach, point.low),
    high: point.high === null ? null : Math.min(reach, point.high),
  }));
  const rater = raterEncodings(raters, theme);
  const x = {
    field: "drawn",
    type: "quantitative",
    scale: { domain: [first - 0.5, last + 0.5], nice: false, zero: false },
  };
  const y = { type: "quantitative", scale: { domain: [-reach, reach], nice: false, zero: true } };
  const labels = raters.flatMap((name) => {
    const own = values.filter((point) => point.rater === name).sort((a, b) => a.at - b.at);
    const end = own.at(-1);
    return end === undefined ? [] : [{ rater: name, text: name, y: end.difference }];
  });
  return figure(theme, {
    width: 560,
    height: 260,
    layer: [
      {
        data: { values: [{ y: 0 }] },
        mark: { type: "rule", color: muted },
        encoding: { y: { field: "y", ...y } },
      },
      {
        data: { values },
        mark: { type: "rule", strokeWidth: 1.2, opacity: 0.8 },
        encoding: { x, y: { field: "low", ...y }, y2: { field: "high" }, color: rater.color },
      },
      {
        data: { values },
        mark: { type: "line", strokeWidth: 1.5 },
        encoding: {
          x: { ...x, axis: axisOf(title, names) },
          y: {
            field: "difference",
            ...y,
            axis: { title: "Rater − others (levels)", grid: true, tickCount: 6 },
          },
          color: rater.color,
          strokeDash: rater.strokeDash,
          detail: { field: "run" },
        },
      },
      {
        data: { values },
        mark: { type: "point", filled: true, opacity: 1, size: 50 },
        encoding: {
          x,
          y: { field: "difference", ...y },
          color: rater.color,
          shape: rater.shape,
          tooltip: ["rater", "label", "difference", "low", "high", "n"].map((field) => ({ field })),
        },
      },
      ...raterLabelLayers(
        labels,
        {
          raters,
          x: { field: "drawn", right: last + 0.5 },
          gap: reach / 8,
          low: -reach * 0.95,
          high: reach * 0.95,
        },
        theme,
      ),
    ],
  });
}

/** Which unbroken run of places each point belongs to: no line crosses a place where the rater has no point. */
function runsOf(points: readonly DriftPoint[]): number[] {
  const runs = new Map<DriftPoint, number>();
  for (const own of Map.groupBy(points, ({ rater }) => rater).values()) {
    let run = 0;
    const sorted = own.toSorted((a, b) => a.at - b.at);
    for (const [i, point] of sorted.entries()) {
      const before = sorted[i - 1];
      if (before !== undefined && point.at > before.at + 1) run += 1;
      runs.set(point, run);
    }
  }
  return points.map((point) => runs.get(point) ?? 0);
}

/** Names such as months stand at their positions; plain numbers are left to the axis. */
function axisOf(title: string, names: readonly (readonly [number, string])[]): FigureValue {
  if (names.every(([at, label]) => label === String(at)))
    return { title, grid: false, tickMinStep: 1, format: "d" };
  const every = Math.ceil(names.length / 9);
  const shown = names.filter((_, i) => i % every === 0);
  const cases = shown.map(([at, label]) => `datum.value === ${at} ? '${label}' : `).join("");
  return { title, grid: false, values: shown.map(([at]) => at), labelExpr: `${cases}''` };
}
