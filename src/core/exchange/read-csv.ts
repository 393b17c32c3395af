import { CsvError, parse } from "csv-parse/sync";
import type { FileProblem } from "../../shared/failure.ts";
import { Failure } from "../failure.ts";
import { decodeText } from "./decode-text.ts";
import { otherKindOfTable } from "./table-kind.ts";

/** One row of a CSV by column name, trimmed; a missing field is an empty text. */
export interface CsvRow {
  /** Line in the file, counted from 1 with the header line. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** What of a file could be read, and the rows that could not. */
export interface CsvContent {
  /** Names of the columns in their order, in lower case. */
  readonly columns: readonly string[];
  readonly headerLine: number;
  /** True where a comma cannot stand between fields, so that it can be a decimal comma. */
  readonly decimalComma: boolean;
  readonly rows: readonly CsvRow[];
  /** Rows with too few or too many fields; the caller adds what it finds and refuses the file as a whole. */
  readonly problems: readonly FileProblem[];
}

export interface CsvColumns {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Columns whose names a layout leaves open, such as `pre_...`. */
  readonly open?: RegExp;
}

/**
 * Reads a CSV with a header line: comma, semicolon or tab, in any encoding that {@link decodeText} knows. Column
 * names are compared without case; columns that are not asked for are left aside; empty rows are skipped. A field
 * never reaches over a line's end, so that a quotation mark left open spoils its own row alone.
 *
 * @throws Failure INVALID_FILE when the file has no such table: it is empty, no text, lacks a column or has it twice
 */
export function readCsv(fileName: string, bytes: Uint8Array, columns: CsvColumns): CsvContent {
  const text = decodeText(bytes).replace(/^\ufeff/, "");
  const refuse = (line: number, problem: string): Failure => invalidFile(fileName, [{ line, problem }]);
  if (text.includes("\0")) throw refuse(1, "this is not a text file");
  const lines = text.split(/\r\n|\n|\r/);
  // Excel takes a first line such as "sep=;" for the delimiter and no row.
  const stated = /^sep=(.)$/i.exec(lines[0]?.trim() ?? "")?.[1];
  const headerAt = lines.findIndex((line, i) => line.trim() !== "" && !(i === 0 && stated !== undefined));
  const headerLine = lines[headerAt];
  if (headerLine === undefined) throw refuse(1, "the file is empty");

  const delimiter = stated ?? detectDelimiter(headerLine);
  const header = readLine(headerLine, delimiter);
  if (typeof header === "string") throw refuse(headerAt + 1, header);
  const names = header.map((name) => name.toLowerCase());
  const columnProblem = problemOfColumns(names, columns);
  if (columnProblem !== null) {
    const { required } = columns;
    const lacking = required.some((name) => !names.includes(name));
    const otherKind = lacking ? otherKindOfTable(fileName, names, required.join(", ")) : null;
    throw otherKind ?? refuse(headerAt + 1, columnProblem);
  }

  const problems: FileProblem[] = [];
  const rows: CsvRow[] = [];
  for (const [index, content] of lines.entries()) {
    if (index <= headerAt || content.trim() === "") continue;
    const line = index + 1;
    const values = readLine(content, delimiter);
    if (typeof values === "string") problems.push({ line, problem: values });
    else if (values.every((value) => value === "")) continue;
    else if (values.length === names.length) {
      rows.push({ line, fields: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""])) });
    } else {
      problems.push({ line, problem: `has ${fields(values.length)} where the header has ${names.length}` });
    }
  }
  return { columns: names, headerLine: headerAt + 1, decimalComma: delimiter !== ",", rows, problems };
}

function fields(count: number): string {
  return count === 1 ? "1 field" : `${count} fields`;
}

/** What is wrong with the header, or null. */
function problemOfColumns(
  names: readonly string[],
  { required, optional = [], open }: CsvColumns,
): string | null {
  const known = [...required, ...optional, ...new Set(names.filter((name) => open?.test(name)))];
  const twice = known.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice.length > 0) return `${columnsNamed(twice)} ${twice.length === 1 ? "stands" : "stand"} twice`;
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length === 0) return null;
  const delimiterHint = names.length === 1 ? "; columns are divided by comma, semicolon or tab" : "";
  const expected = [...required, ...optional];
  return `${columnsMissing(missing)}; expected: ${expected.join(", ")}${delimiterHint}`;
}

/** As in "columns session, minute are missing". */
export function columnsMissing(names: readonly string[]): string {
  return `${columnsNamed(names)} ${names.length === 1 ? "is" : "are"} missing`;
}

/** As in "columns session, minute". */
export function columnsNamed(names: readonly string[]): string {
  return `${names.length === 1 ? "column" : "columns"} ${names.join(", ")}`;
}

/** The failure for a file with bad rows: nothing of it was stored. Rows are named in their order in the file. */
export function invalidFile(fileName: string, found: readonly FileProblem[]): Failure {
  const problems = found.toSorted((a, b) => a.line - b.line);
  const count = problems.length === 1 ? "1 row" : `${problems.length} rows`;
  return new Failure(
    "INVALID_FILE",
    `${fileName} has ${count} that cannot be read. Nothing of it was stored.`,
    {
      where: fileName,
      remedy: "Correct the rows named and import the file again.",
      problems,
    },
  );
}

/**
 * Refuses to import a file that has a header line alone.
 *
 * @throws Failure INVALID_FILE
 */
export function refuseNoRows(fileName: string, entries: readonly unknown[]): void {
  if (entries.length > 0) return;
  throw new Failure("INVALID_FILE", `${fileName} has no rows. Nothing of it was stored.`, {
    where: fileName,
    remedy: "Check that this is the right file, and that rows follow its header line.",
  });
}

/** The trimmed fields of a line, or what is wrong with its quotation marks. */
function readLine(line: string, delimiter: string): string[] | string {
  if (!line.includes('"')) return line.split(delimiter).map((field) => field.trim());
  try {
    const [values = []] = parse(line, { delimiter, relax_column_count: true, trim: true });
    return values;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === "CSV_QUOTE_NOT_CLOSED"
      ? "a quotation mark is opened and never closed"
      : "misplaced quotation mark";
  }
}

/** The delimiter that stands most often in the header line. */
function detectDelimiter(header: string): string {
  const counted = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
