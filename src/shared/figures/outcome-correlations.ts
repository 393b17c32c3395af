import { type FigureSpec, type FigureTheme, figure, INKS } from "./figure-spec.ts";
import { type ScoreName, scoreLabel } from "./outcome-marks.ts";
import { formatP, formatR } from "./statistic-text.ts";

const CELL = { width: 96, height: 38 };
/** Blue below zero, orange above: told apart without red and green; the digits say it again. */
const SHADES: Readonly<Record<FigureTheme, readonly [string, string, string]>> = {
  light: ["#1E5A8A", "#F7F7F5", "#B45309"],
  dark: ["#6FB4E8", "#1B232C", "#F0A04B"],
};
const INK_ON_DEEP: Readonly<Record<FigureTheme, string>> = { light: "#FFFFFF", dark: "#0B161E" };
const DEEP_FROM = 0.7;

export interface CorrelationCell {
  readonly score: ScoreName;
  /** Label of the column. */
  readonly outcome: string;
  readonly n: number;
  readonly r: number | null;
  readonly p: number | null;
}

/** r of expression means and outcomes of persons, shaded by size and sign; p stands under each r. */
export function outcomeCorrelations(cells: readonly CorrelationCell[], theme: FigureTheme): FigureSpec {
  const { ink } = INKS[theme];
  const rows = [...new Set(cells.map(({ score }) => scoreLabel(score)))];
  const columns = [...new Set(cells.map(({ outcome }) => outcome))];
  const values = cells.map(({ score, outcome, n, r, p }) => ({
    expression: scoreLabel(score),
    outcome,
    n,
    r,
    p,
    rText: r === null ? "no r" : formatR(r),
    pText: p === null ? "" : `p ${p < 0.001 ? formatP(p) : `= ${formatP(p)}`}`,
    size: r === null ? 0 : Math.abs(r),
  }));
  const inkOnCell = (pale: string): FigureSpec => ({
    condition: { test: { field: "size", gte: DEEP_FROM }, value: INK_ON_DEEP[theme] },
    value: pale,
  });
  return figure(theme, {
    data: { values },
    width: CELL.width * columns.length,
    height: CELL.height * rows.length,
    encoding: {
      x: {
        field: "outcome",
        type: "nominal",
        scale: { domain: columns, paddingInner: 0.03 },
        sort: null,
        axis: { title: null, orient: "top", labelAngle: 0, domain: false, ticks: false },
      },
      y: {
        field: "expression",
        type: "nominal",
        scale: { domain: rows, paddingInner: 0.05 },
        sort: null,
        axis: { title: null, domain: false, ticks: false },
      },
      tooltip: ["expression", "outcome", "r", "p", "n"].map((field) => ({ field })),
    },
    layer: [
      {
        mark: { type: "rect", cornerRadius: 2 },
        encoding: {
          color: {
            condition: { test: { field: "r", valid: false }, value: "transparent" },
            field: "r",
            type: "quantitative",
            scale: { domain: [-1, 0, 1], range: SHADES[theme], interpolate: "lab" },
            legend: null,
          },
        },
      },
      {
        mark: { type: "text", dy: -6, fontSize: 13 },
        encoding: { text: { field: "rText" }, color: inkOnCell(ink) },
      },
      {
        mark: { type: "text", dy: 9, fontSize: 10 },
        encoding: { text: { field: "pText" }, color: inkOnCell(ink) },
      },
    ],
  });
}
