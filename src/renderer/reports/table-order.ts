import { cellValue } from "../../shared/reports/cell-text.ts";
import type { TableBlock } from "../../shared/reports/document.ts";

/** By which column a table is ordered; null: as the report has it. */
export type TableOrder = { readonly column: number; readonly descending: boolean } | null;

const words = new Intl.Collator("en", { numeric: true });

/** What a further click on a column's head asks for: upwards, downwards, as it was. */
export function nextOrder(order: TableOrder, column: number): TableOrder {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? null : { column, descending: true };
}

/**
 * Positions of the rows in the asked order. Numbers go by size, texts by their letters with numbers in them by size,
 * cells without a value last both ways. Rows that are set apart stay at the head or the foot of the table.
 */
export function orderedRows(table: Pick<TableBlock, "rows" | "strong">, order: TableOrder): number[] {
  const positions = table.rows.map((_, position) => position);
  if (order === null) return positions;
  const apart = new Set(table.strong);
  const firstPlain = positions.find((position) => !apart.has(position)) ?? 0;
  const value = (position: number): string | number | null =>
    cellValue(table.rows[position]?.[order.column] ?? null);
  const sign = order.descending ? -1 : 1;
  const plain = positions
    .filter((position) => !apart.has(position))
    .toSorted((a, b) => {
      const [left, right] = [value(a), value(b)];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return sign * compared(left, right);
    });
  return [
    ...positions.slice(0, firstPlain),
    ...plain,
    ...positions.slice(firstPlain).filter((position) => apart.has(position)),
  ];
}

function compared(left: string | number, right: string | number): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left !== typeof right) return typeof left === "number" ? -1 : 1;
  return words.compare(String(left), String(right));
}
