import { CsvError, parse } from "csv-parse/sync";
import type { FileProblem } from "../../shared/failure.ts";
import { Failure } from "../failure.ts";
import { decodeText } from "./decode-text.ts";

/** One row of a CSV by column name, trimmed; a missing field is an empty text. */
export interface CsvRow {
  /** Line in the file, counted from 1 with the header line. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** What of a file could be read, and the rows that could not. */
export interface CsvContent {
  readonly rows: readonly CsvRow[];
  /** Rows with too few or too many fields; the caller adds what it finds and refuses the file as a whole. */
  readonly problems: readonly FileProblem[];
}

export interface CsvColumns {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/**
 * Reads a CSV with a header line: comma, semicolon or tab, in any encoding that {@link decodeText} knows. Column
 * names are compared without case; columns that are not asked for are left aside; empty rows are skipped.
 *
 * @throws Failure INVALID_FILE when the file has no such table: it is empty, no text, lacks a column, or a quotation
 * mark is left open
 */
export function readCsv(fileName: string, bytes: Uint8Array, columns: CsvColumns): CsvContent {
  const text = decodeText(bytes);
  if (text.trim() === "") throw invalidFile(fileName, [{ line: 1, problem: "the file is empty" }]);
  if (text.includes("\0")) throw invalidFile(fileName, [{ line: 1, problem: "this is not a text file" }]);
  const [header, ...records] = parseRecords(fileName, text);
  if (!header) throw invalidFile(fileName, [{ line: 1, problem: "the file is empty" }]);

  const names = header.record.map((name) => name.trim().toLowerCase());
  const missing = columns.required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const expected = [...columns.required, ...(columns.optional ?? [])].join(", ");
    throw invalidFile(fileName, [
      { line: header.info.lines, problem: `column ${missing.join(", ")} is missing; expected: ${expected}` },
    ]);
  }

  const problems: FileProblem[] = [];
  const rows: CsvRow[] = [];
  for (const { record, info } of records) {
    const values = record.map((value) => value.trim());
    if (values.every((value) => value === "")) continue;
    if (values.length !== names.length) {
      problems.push({
        line: info.lines,
        problem: `has ${values.length} fields where the header has ${names.length}`,
      });
      continue;
    }
    rows.push({
      line: info.lines,
      fields: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""])),
    });
  }
  return { rows, problems };
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

function parseRecords(fileName: string, text: string): ParsedRecord[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: detectDelimiter(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    const problem =
      error.code === "CSV_QUOTE_NOT_CLOSED"
        ? "a quotation mark is opened and never closed"
        : "misplaced quotation mark";
    throw invalidFile(fileName, [{ line, problem }]);
  }
}

/** The delimiter that stands most often in the header line. */
function detectDelimiter(text: string): string {
  const header = text.split(/\r?\n|\r/, 1)[0] ?? "";
  const counted = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
