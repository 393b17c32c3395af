import { formatCount, formatP, formatR } from "../figures/statistic-text.ts";
import type { Cell, CellFormat, Column } from "./document.ts";

/** What stands where there is no value. */
const NONE = "–";

/** A cell as it is printed. */
export function cellText(cell: Cell, format: CellFormat): string {
  const value = cellValue(cell);
  if (value === null) return NONE;
  if (typeof value === "string") return value;
  switch (format) {
    case "text":
      return String(value);
    case "count":
      return formatCount(value);
    case "r":
      return formatR(value);
    case "p":
      return formatP(value);
    case "percent1":
      return `${signed(100 * value, 1)}%`;
    default:
      return signed(value, Number(format.at(-1)));
  }
}

/** The bare value of a cell, as it stands in a CSV. */
export function cellValue(cell: Cell): string | number | null {
  return cell !== null && typeof cell === "object" ? cell.value : cell;
}

/** What is shown on hover: the definition of the column, the number of cases, why there is no value, all digits. */
export function cellHover(cell: Cell, column: Column, n: string | number | null): string {
  const value = cellValue(cell);
  const why = cell !== null && typeof cell === "object" ? cell.why : null;
  return [
    column.definition,
    typeof value === "number" && column.format !== "count" ? `Value: ${value}.` : null,
    n === null || column.format === "text" ? null : `n = ${typeof n === "number" ? formatCount(n) : n}.`,
    why,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

/** Fixed decimals with a true minus sign; a value that rounds to zero has none. */
function signed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}
