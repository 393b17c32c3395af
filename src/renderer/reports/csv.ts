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

/** What the figure is drawn from. With several data sets the first column names them. */
export function figureCsv({ datasets }: Pick<FigureBlock, "datasets">): string {
  const sets = Object.entries(datasets);
  const fields = [...new Set(sets.flatMap(([, rows]) => rows.flatMap((row) => Object.keys(row))))];
  const several = sets.length > 1;
  return csv(
    several ? ["dataset", ...fields] : fields,
    sets.flatMap(([name, rows]) =>
      rows.map((row) => [...(several ? [name] : []), ...fields.map((field) => row[field])]),
    ),
  );
}

function csv(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [head, ...rows].map((row) => `${row.map(csvField).join(",")}\n`).join("");
}

/** A field after RFC 4180; nothing for null, JSON for what is no plain value. */
function csvField(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
