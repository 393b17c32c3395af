import type { FigureData } from "../../shared/reports/document.ts";

type Value = string | number | null;

/** What a column of a figure's data means, and how a row gives its value. */
export type FigureColumn<Row> = readonly [definition: string, value: (row: Row) => Value];

/** The values that a figure shows as a tidy table: a row for each mark, unrounded, columns by their names. */
export function figureData<Row>(
  rows: readonly Row[],
  columns: Readonly<Record<string, FigureColumn<Row>>>,
): FigureData {
  const all = Object.entries(columns);
  return {
    columns: all.map(([id, [definition]]) => ({ id, definition })),
    rows: rows.map((row) => all.map(([, [, value]]) => value(row))),
  };
}
