import { EXPRESSION_OF_EMOTION, EXPRESSION_OF_LOW_AROUSAL } from "../ceas/expression-mapping.ts";
import type { RatedClass } from "../ceas/rated-class.ts";
import { EMOTION_MARKS, EXPRESSION_MARKS } from "../colors.ts";
import type { Confusion } from "./agreement-values.ts";
import { type FigureSpec, type FigureTheme, type FigureValue, figure, INKS } from "./figure-spec.ts";
import { DEEP_FROM, SHADES } from "./share-shades.ts";
import { formatCount, formatShare } from "./statistic-text.ts";

const CELL = { width: 66, height: 40 };

/**
 * Counts of rows by the rater's class and the machine's strongest expression; a cell is shaded by its share of the
 * row. A frame marks the cells in which both name the same.
 */
export function confusionHeatmap(confusion: Confusion, theme: FigureTheme): FigureSpec {
  const { ink, muted } = INKS[theme];
  const { range, inkOnDeep } = SHADES[theme];
  const columns = confusion.columns.map((name) => EXPRESSION_MARKS[name].label);
  const totals = confusion.counts.map((line) => line.reduce((sum, count) => sum + count, 0));
  const rows = confusion.rows.map((name, i) => `${ratedClassLabel(name)}, n ${formatCount(totals[i] ?? 0)}`);
  const cells = confusion.rows.flatMap((rated, i) =>
    confusion.columns.map((expression, j) => {
      const count = confusion.counts[i]?.[j] ?? 0;
      const total = totals[i] ?? 0;
      return {
        row: rows[i] ?? "",
        column: columns[j] ?? "",
        count: formatCount(count),
        share: total === 0 ? null : count / total,
        shareText: total === 0 ? "" : formatShare(count / total),
        same: counterpart(rated) === expression,
      };
    }),
  );
  const x = { field: "column", type: "nominal", scale: { domain: columns, paddingInner: 0.04 }, sort: null };
  const y = { field: "row", type: "nominal", scale: { domain: rows, paddingInner: 0.06 }, sort: null };
  const inkOnCell = (onPale: string): FigureValue => ({
    condition: { test: { field: "share", gte: DEEP_FROM }, value: inkOnDeep },
    value: onPale,
  });
  return figure(theme, {
    data: { values: cells },
    width: CELL.width * columns.length,
    height: CELL.height * rows.length,
    encoding: {
      x: {
        ...x,
        axis: {
          title: "Strongest expression (machine)",
          orient: "top",
          labelAngle: 0,
          domain: false,
          ticks: false,
        },
      },
      y: { ...y, axis: { title: "Emotion (rater)", domain: false, ticks: false, labelLimit: 260 } },
    },
    layer: [
      {
        mark: { type: "rect", cornerRadius: 2 },
        encoding: {
          color: {
            condition: { test: { field: "share", valid: false }, value: "transparent" },
            field: "share",
            type: "quantitative",
            scale: { domain: [0, 1], range },
            legend: null,
          },
          tooltip: ["row", "column", "count", "shareText"].map((field) => ({ field })),
        },
      },
      {
        transform: [{ filter: { field: "same", equal: true } }],
        mark: { type: "rect", filled: false, stroke: ink, strokeWidth: 2, cornerRadius: 2 },
      },
      {
        transform: [{ filter: { field: "share", gt: 0 } }],
        mark: { type: "text", dy: -6, fontSize: 13 },
        encoding: { text: { field: "count" }, color: inkOnCell(ink) },
      },
      {
        transform: [{ filter: { field: "share", gt: 0 } }],
        mark: { type: "text", dy: 9, fontSize: 10 },
        encoding: { text: { field: "shareText" }, color: inkOnCell(ink) },
      },
      {
        transform: [{ filter: { not: { field: "share", gt: 0 } } }],
        mark: { type: "text", fontSize: 13, color: muted },
        encoding: { text: { field: "count" } },
      },
    ],
  });
}

/** "Anger", ..., "Low (CEAS < 3)". */
export function ratedClassLabel(rated: RatedClass): string {
  return rated === "low" ? "Low (CEAS < 3)" : EMOTION_MARKS[rated].label;
}

function counterpart(rated: RatedClass): string | null {
  return rated === "low" ? EXPRESSION_OF_LOW_AROUSAL : EXPRESSION_OF_EMOTION[rated];
}
