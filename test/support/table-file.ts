import { expect } from "vitest";
import type { StudyDatabase } from "../../src/core/database/open-database.ts";
import type { TableFile } from "../../src/core/exchange/table-imports.ts";

/** A CSV file of this text. */
export function tableFile(text: string, fileName = "table.csv"): TableFile {
  return { fileName, bytes: new TextEncoder().encode(text) };
}

const TABLES = [
  "table_import",
  "imported_minute",
  "session_length",
  "session_exclusion",
  "outcome_score",
  "outcome_dropout",
  "label_judge",
  "clip_label",
  "action_unit_video",
  "action_unit_series",
  "patient",
  "session",
  "audit",
] as const;

/** How many rows each table holds that an import may write to. */
export function rowCounts(db: StudyDatabase): Record<string, unknown> {
  return Object.fromEntries(
    TABLES.map((table) => [table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]),
  );
}

/** Expects that the work is refused for one line in these words, and that it stored nothing. */
export function expectRefused(db: StudyDatabase, work: () => unknown, line: number, words: RegExp): void {
  const before = rowCounts(db);
  expect(work).toThrow(
    expect.objectContaining({
      code: "INVALID_FILE",
      problems: [{ line, problem: expect.stringMatching(words) }],
    }),
  );
  expect(rowCounts(db)).toEqual(before);
}
