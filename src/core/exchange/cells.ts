import { pseudonymSchema, sessionNumberSchema } from "../../shared/names.ts";
import type { CsvContent, CsvRow } from "./read-csv.ts";
import { readDecimal, readWholeNumber } from "./read-number.ts";

/** What is wrong with a row, in words; ends the reading of the row it is thrown in, see {@link Cells.read}. */
class CellProblem extends Error {}

/** The cells of a row by column, read one after the other until one is wrong. */
export class Cells {
  readonly #row: CsvRow;
  readonly #decimalComma: boolean;

  private constructor(row: CsvRow, decimalComma: boolean) {
    this.#row = row;
    this.#decimalComma = decimalComma;
  }

  /** Reads a row: what `read` makes of its cells, or what it found wrong with them. */
  static read<Entry>(content: CsvContent, row: CsvRow, read: (cells: Cells) => Entry): Entry | string {
    try {
      return read(new Cells(row, content.decimalComma));
    } catch (error) {
      if (error instanceof CellProblem) return error.message;
      throw error;
    }
  }

  /** Ends the reading of this row. */
  refuse(problem: string): never {
    throw new CellProblem(problem);
  }

  /** Trimmed; "" for an empty cell and a column that is not there. */
  text(column: string): string {
    return this.#row.fields[column] ?? "";
  }

  filled(column: string): string {
    return this.text(column) || this.refuse(`${column} is empty`);
  }

  patient(): string {
    const text = this.text("patient");
    const pseudonym = pseudonymSchema.safeParse(text);
    if (pseudonym.success) return pseudonym.data;
    return this.refuse(`patient "${text}": ${pseudonym.error.issues[0]?.message ?? "not a code"}`);
  }

  session(): number {
    const text = this.text("session");
    const number = sessionNumberSchema.safeParse(readWholeNumber(text));
    return number.success ? number.data : this.refuse(`session "${text}" is not a whole number from 1 on`);
  }

  whole(column: string, from: number, to: number): number {
    const text = this.text(column);
    const value = readWholeNumber(text);
    if (value >= from && value <= to) return value;
    const range = to === Number.POSITIVE_INFINITY ? `from ${from} on` : `from ${from} to ${to}`;
    return this.refuse(`${column} "${text}" is not a whole number ${range}`);
  }

  /** Null for an empty cell. */
  number(column: string): number | null {
    const text = this.text(column);
    if (text === "") return null;
    const value = readDecimal(text, this.#decimalComma);
    if (Number.isFinite(value)) return value;
    const hint =
      !this.#decimalComma && Number.isFinite(readDecimal(text, true))
        ? "; in a file that is divided by commas, decimals are written with a point"
        : "";
    return this.refuse(`${column} "${text}" is no number${hint}`);
  }

  /** A number from 0 to 1; null for an empty cell. */
  share(column: string): number | null {
    const value = this.number(column);
    if (value === null || (value >= 0 && value <= 1)) return value;
    return this.refuse(`${column} "${this.text(column)}" is not between 0 and 1`);
  }

  /** 0 or 1; null for an empty cell. */
  flag(column: string): boolean | null {
    const text = this.text(column);
    if (text === "") return null;
    if (text === "0" || text === "1") return text === "1";
    return this.refuse(`${column} "${text}" is neither 0 nor 1`);
  }
}
