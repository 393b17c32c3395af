import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { DEEP_FROM, SHADES } from "./share-shades.ts";
import { formatCount } from "./statistic-text.ts";

interface PairTable {
  readonly first: string;
  readonly second: string;
  /** What both coded: "arousal". */
  readonly what: string;
  readonly labels: readonly string[];
  /** `counts[i][j]`: minutes in which the first gave label i and the second label j. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * How often two raters gave each pair of values: the digit is the number of minutes, the shade its part of the fullest
 * cell. A frame marks the cells in which both gave the same.
 */
export function reliabilityPairTable(table: PairTable, theme: FigureTheme): FigureSpec {
  const { ink, muted } = INKS[theme];
  const { range, inkOnDeep } = SHADES[theme];
  const fullest = Math.max(1, ...table.counts.flat());
  const cells = table.counts.flatMap((line, i) =>
    line.map((count, j) => ({
      first: table.labels[i] ?? "",
      second: table.labels[j] ?? "",
      count,
      text: formatCount(count),
      share: count / fullest,
      same: i === j,
    })),
  );
  const long = table.labels.some((label) => label.length > 2);
  const cell = long ? { width: 66, height: 34 } : { width: 44, height: 34 };
  const axis = { domain: false, ticks: false, labelAngle: 0, labelLimit: 200 };
  const scale = { domain: table.labels, paddingInner: 0.05 };
  const filled = (onPale: string): FigureValue => ({
    condition: { test: { field: "share", gte: DEEP_FROM }, value: inkOnDeep },
    value: onPale,
  });
  return figure(theme, {
    data: { values: cells },
    width: cell.width * table.labels.length,
    height: cell.height * table.labels.length,
    encoding: {
      x: {
        field: "second",
        type: "nominal",
        scale,
        sort: null,
        axis: { ...axis, title: `${table.second}: ${table.what}`, orient: "top" },
      },
      y: {
        field: "first",
        type: "nominal",
        scale,
        sort: null,
        axis: { ...axis, title: `${table.first}: ${table.what}` },
      },
    },
    layer: [
      {
        mark: { type: "rect", cornerRadius: 2 },
        encoding: {
          color: {
            field: "share",
            type: "quantitative",
            scale: { domain: [0, 1], range },
            legend: null,
          },
          tooltip: ["first", "second", "count"].map((field) => ({ field })),
        },
      },
      {
        transform: [{ filter: { field: "same", equal: true } }],
        mark: { type: "rect", filled: false, stroke: ink, strokeWidth: 2, cornerRadius: 2 },
      },
      {
        transform: [{ filter: { field: "count", gt: 0 } }],
        mark: { type: "text", fontSize: 12 },
        encoding: { text: { field: "text" }, color: filled(ink) },
      },
      {
        transform: [{ filter: { field: "count", equal: 0 } }],
        mark: { type: "text", fontSize: 12, color: muted },
        encoding: { text: { field: "text" } },
      },
    ],
  });
}
