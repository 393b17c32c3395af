import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { formatP, formatR } from "./statistic-text.ts";

export interface ForestRow {
  readonly label: string;
  readonly r: number;
  readonly zeroOrder: number;
  readonly low: number | null;
  readonly high: number | null;
  /** p adjusted over the family. */
  readonly q: number;
  readonly n: number;
  readonly df: number;
  /** The adjusted p stays below the false discovery rate. */
  readonly found: boolean;
}

/** Partial correlations with intervals: filled diamonds are below the false discovery rate, open circles are not. */
export function unitForest(rows: readonly ForestRow[], theme: FigureTheme): FigureSpec {
  const { ink, muted, ground } = INKS[theme];
  const values = rows.map((row) => ({
    ...row,
    what: `${row.label}: partial r ${formatR(row.r)}`,
    interval:
      row.low === null || row.high === null
        ? "no interval"
        : `95% CI ${formatR(row.low)} to ${formatR(row.high)}`,
    raw: `r without covariates ${formatR(row.zeroOrder)}`,
    adjusted: `p, FDR ${formatP(row.q)}; n ${row.n}, df ${row.df}`,
    rText: formatR(row.r),
    qText: formatP(row.q),
    kind: row.found ? "p, FDR below .05" : "not below",
  }));
  const ends = rows.flatMap(({ low, high, r, zeroOrder }) => [low ?? r, high ?? r, zeroOrder]);
  const reach = Math.min(1, Math.max(0.2, ...ends.map(Math.abs)) + 0.02);
  const x = (field: string): FigureValue => ({
    field,
    type: "quantitative",
    scale: { domain: [-reach, reach], nice: false },
    axis: { title: "Partial r with severity", format: ".1f", tickCount: 9 },
  });
  const legend = { orient: "top", title: null, symbolSize: 90, labelFontSize: 12, columnPadding: 24 };
  const kinds = ["p, FDR below .05", "not below"];
  const kind = (range: readonly string[]): FigureValue => ({
    field: "kind",
    type: "nominal",
    scale: { domain: kinds, range },
    legend,
  });
  const digits = [
    { x: 600, field: "rText", title: "r" },
    { x: 660, field: "qText", title: "p, FDR" },
  ];
  return figure(theme, {
    data: { values },
    width: 560,
    height: { step: 22 },
    encoding: {
      y: {
        field: "label",
        type: "nominal",
        sort: null,
        scale: { domain: rows.map(({ label }) => label) },
        axis: { title: null, grid: true, ticks: false, domain: false, labelLimit: 260, labelPadding: 8 },
      },
    },
    layer: [
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: "rule", color: muted, strokeWidth: 1 },
        encoding: { x: x("zero"), y: null },
      },
      {
        mark: { type: "tick", thickness: 2, size: 12, color: muted },
        encoding: { x: x("zeroOrder") },
      },
      {
        transform: [{ filter: { field: "low", valid: true } }],
        mark: { type: "rule", strokeWidth: 1.5, color: ink },
        encoding: { x: x("low"), x2: { field: "high" } },
      },
      {
        mark: { type: "point", size: 70, filled: true, opacity: 1, stroke: ink, strokeWidth: 1.5 },
        encoding: {
          x: x("r"),
          shape: kind(["diamond", "circle"]),
          fill: kind([ink, ground]),
          tooltip: ["what", "interval", "raw", "adjusted"].map((field) => ({ field })),
        },
      },
      ...digits.flatMap(({ x: at, field, title }) => [
        {
          mark: { type: "text", align: "right", fontSize: 12 },
          encoding: { x: { value: at }, text: { field } },
        },
        {
          data: { values: [{ title }] },
          mark: { type: "text", align: "right", fontSize: 12, color: muted },
          encoding: { x: { value: at }, y: { value: -8 }, text: { field: "title" } },
        },
      ]),
    ],
  });
}
