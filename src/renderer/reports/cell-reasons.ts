import type { Cell, TableBlock } from "../../shared/reports/document.ts";

/** More reasons than these would make a text of their own under the table; they are then shown on hover alone. */
const MOST_REASONS = 8;

/** Reasons why cells have no value, each with the letter that stands for it, in the order in which they appear. */
export function cellReasons(table: Pick<TableBlock, "rows">): ReadonlyMap<string, string> {
  const reasons = new Set(table.rows.flatMap((row) => row.flatMap((cell) => reasonOf(cell) ?? [])));
  if (reasons.size > MOST_REASONS) return new Map();
  return new Map([...reasons].map((why, place) => [why, String.fromCharCode(97 + place)]));
}

export function reasonOf(cell: Cell): string | null {
  return cell !== null && typeof cell === "object" ? cell.why : null;
}
