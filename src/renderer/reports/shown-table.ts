import { cellHover, cellText, cellValue } from "../../shared/reports/cell-text.ts";
import type { Cell, Column, TableBlock } from "../../shared/reports/document.ts";
import { reasonOf } from "./cell-reasons.ts";
import type { TableOrder } from "./table-order.ts";

/** A table as it is shown now. */
export interface ShownTable {
  readonly table: TableBlock;
  /** Positions of the rows in the order asked for. */
  readonly rows: readonly number[];
  /** Letters of the reasons that are listed under the table. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly order: TableOrder;
  readonly onOrder: (column: number) => void;
}

export interface ShownCell {
  readonly text: string;
  /** Letter of the reason why there is no value. */
  readonly mark: string | null;
  readonly hover: string;
}

export const isNumeric = ({ format }: Column): boolean => format !== "text";

/** A row's cells in words, one for each column. */
export function shownCells(
  { table, reasons }: Pick<ShownTable, "table" | "reasons">,
  position: number,
): ShownCell[] {
  const row = table.rows[position] ?? [];
  const n = cellOf(
    row,
    table.columns.findIndex(({ id }) => id === table.nColumn),
  );
  return table.columns.map((column, place) => {
    const cell = row[place] ?? null;
    return {
      text: cellText(cell, column.format),
      mark: reasons.get(reasonOf(cell) ?? "") ?? null,
      hover: cellHover(cell, column, n),
    };
  });
}

function cellOf(row: readonly Cell[], place: number): string | number | null {
  return cellValue(row[place] ?? null);
}
