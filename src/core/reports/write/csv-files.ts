import { cellValue } from "../../../shared/reports/cell-text.ts";
import type {
  Cell,
  Column,
  FigureBlock,
  ReportDocument,
  TableBlock,
} from "../../../shared/reports/document.ts";
import type { BuiltReport } from "../built-report.ts";
import { csvLines } from "./csv-lines.ts";

type FileColumn = Pick<Column, "id" | "format" | "definition">;

interface CsvTable {
  /** File name without ".csv". */
  readonly name: string;
  readonly columns: readonly FileColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const NUMBER_COLUMNS: readonly FileColumn[] = [
  { id: "key", format: "text", definition: "name of the number, the same in analysis.R" },
  { id: "value", format: "fixed4", definition: "the number; empty where it cannot be computed" },
  {
    id: "tolerance",
    format: "fixed4",
    definition: "x counts as the same when |x - value| <= tolerance * (1 + |value|)",
  },
];

const REASON: FileColumn = {
  id: "reason",
  format: "text",
  definition: "why values of the row are missing; empty where none is",
};

/**
 * The tables of a report as CSV by file name (comma, UTF-8, header line, decimal point, empty = none): its data, the
 * tables that are shown, `numbers.csv` and, for all of them and the figures' own, `columns.csv`.
 *
 * @throws Error when two tables have the same name
 */
export function csvFiles({ document, data }: BuiltReport): Map<string, string> {
  const tables: readonly CsvTable[] = [
    ...data,
    ...tableBlocks(document).map(withReasons),
    {
      name: "numbers",
      columns: NUMBER_COLUMNS,
      rows: document.numbers.map(({ key, value, tolerance }) => [key, value, tolerance]),
    },
  ];
  const files = new Map<string, string>();
  for (const table of tables) {
    const file = `${table.name}.csv`;
    if (files.has(file) || table.name === "columns")
      throw new Error(`Two tables would be written to ${file}.`);
    files.set(file, csv(table));
  }
  files.set("columns.csv", dictionary([...tables, ...figureBlocks(document).map(asTable)]));
  return files;
}

/** A figure's values, as the dictionary of columns lists them; the file is written beside the figure. */
function asTable({ id, data: { columns, rows } }: FigureBlock): CsvTable {
  return {
    name: `figures/${id}`,
    columns: columns.map((column, at) => ({
      ...column,
      format: rows.some((row) => typeof row[at] === "string") ? "text" : "fixed4",
    })),
    rows,
  };
}

function figureBlocks(document: ReportDocument): FigureBlock[] {
  return document.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "figure"));
}

function tableBlocks(document: ReportDocument): TableBlock[] {
  return document.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "table"));
}

/** The table that is shown; the reasons of its missing values stand in a column of their own. */
function withReasons({ id, columns, rows }: TableBlock): CsvTable {
  const reasons = rows.map((row) => [
    ...new Set(row.flatMap((cell) => (cell !== null && typeof cell === "object" ? [cell.why] : []))),
  ]);
  if (reasons.every((words) => words.length === 0)) return { name: id, columns, rows };
  return {
    name: id,
    columns: [...columns, REASON],
    rows: rows.map((row, i) => [...row, reasons[i]?.join("; ") ?? null]),
  };
}

function csv({ columns, rows }: CsvTable): string {
  return csvLines([columns.map(({ id }) => id), ...rows.map((row) => row.map(cellValue))]);
}

function dictionary(tables: readonly CsvTable[]): string {
  return csvLines([
    ["file", "name", "type", "definition"],
    ...tables.flatMap(({ name, columns }) =>
      columns.map(({ id, format, definition }) => [
        `${name}.csv`,
        id,
        format === "text" ? "text" : "number",
        definition,
      ]),
    ),
  ]);
}
