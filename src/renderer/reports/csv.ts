import { cellValue } from "../../shared/reports/cell-text.ts";
import type { FigureBlock, TableBlock } from "../../shared/reports/document.ts";
import { reasonOf } from "./cell-reasons.ts";

/**
 * The table's bare values under the ids of its columns, in the report's own order, as the written report has them:
 * reasons of missing values stand in a column of their own.
 */
export function tableCsv(table: Pick<TableBlock, "columns" | "rows">): string {
  const reasons = table.rows.map((row) =>
    [...new Set(row.flatMap((cell) => reasonOf(cell) ?? []))].join("; "),
  );
  const withReasons = reasons.some((words) => words !== "");
  return csv(
    [...table.columns.map((column) => column.id), ...(withReasons ? ["reason"] : [])],
    table.rows.map((row, place) => [...row.map(cellValue), ...(withReasons ? [reasons[place]] : [])]),
  );
}

/** The values that the figure shows. */
export function figureCsv({ data }: Pick<FigureBlock, "data">): string {
  return csv(
    data.columns.map(({ id }) => id),
    data.rows,
  );
}

function csv(
  head: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  return [head, ...rows].map((row) => `${row.map(csvField).join(",")}\n`).join("");
}

/** A field after RFC 4180; nothing for null. */
function csvField(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
