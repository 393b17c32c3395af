import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { formatShare } from "./statistic-text.ts";

export interface ClassPoint {
  /** The class with its number of clips. */
  readonly label: string;
  readonly judge: string;
  /** 0..1 */
  readonly sensitivity: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

interface Judge {
  readonly name: string;
  readonly kind: "model" | "human" | "humans";
}

/** Models are filled, people hollow; several models differ by shape. */
const MODEL_SHAPES = ["diamond", "square", "triangle-up", "cross"];
/** Distance of the judges' marks within a class, in pixels. */
const GAP = 9;

/** Dot plot: share of each class's clips that was named right, judges above each other, intervals as lines. */
export function classSensitivity(
  judges: readonly Judge[],
  labels: readonly string[],
  points: readonly ClassPoint[],
  theme: FigureTheme,
): FigureSpec {
  const { ink, muted, ground } = INKS[theme];
  const names = judges.map(({ name }) => name);
  const shapes = judges.map(({ kind }, i) =>
    kind === "humans" ? "circle" : (MODEL_SHAPES[i % MODEL_SHAPES.length] ?? "diamond"),
  );
  const fills = judges.map(({ kind }) => (kind === "humans" ? ground : ink));
  const people = judges.flatMap(({ name, kind }) => (kind === "humans" ? [name] : []));
  const strokes = { condition: { test: { field: "judge", oneOf: people }, value: muted }, value: ink };
  const rows = points.map((point) => ({
    ...point,
    what: `${point.label}, ${point.judge}: ${formatShare(point.sensitivity)}`,
    interval:
      point.low === null || point.high === null
        ? "no interval"
        : `95% CI ${formatShare(point.low)} to ${formatShare(point.high)}`,
  }));
  const y = {
    field: "label",
    type: "nominal",
    sort: null,
    scale: { domain: labels },
    axis: { title: null, grid: true, ticks: false, domain: false, labelLimit: 260, labelPadding: 8 },
  };
  const x = (field: string): FigureValue => ({
    field,
    type: "quantitative",
    scale: { domain: [0, 1], nice: false },
    axis: { title: "Sensitivity", format: "%", tickCount: 6 },
  });
  const legend = { orient: "top", title: null, symbolSize: 90, labelFontSize: 12, columnPadding: 24 };
  const byName = (range: readonly string[]): FigureValue => ({
    field: "judge",
    type: "nominal",
    scale: { domain: names, range },
    legend,
  });
  return figure(theme, {
    data: { values: rows },
    width: 560,
    height: { step: Math.max(24, GAP * names.length + 10) },
    encoding: { y },
    layer: names.flatMap((name, i) => {
      const yOffset = (i - (names.length - 1) / 2) * GAP;
      const own = { filter: { field: "judge", equal: name } };
      return [
        {
          transform: [own, { filter: { field: "low", valid: true } }],
          mark: { type: "rule", strokeWidth: 1.5, yOffset },
          encoding: { x: x("low"), x2: { field: "high" }, stroke: strokes },
        },
        {
          transform: [own],
          mark: { type: "point", yOffset, size: 70, strokeWidth: 1.5, opacity: 1, filled: true },
          encoding: {
            x: x("sensitivity"),
            shape: byName(shapes),
            fill: byName(fills),
            stroke: strokes,
            tooltip: ["what", "interval", "n"].map((field) => ({ field })),
          },
        },
      ];
    }),
  });
}
