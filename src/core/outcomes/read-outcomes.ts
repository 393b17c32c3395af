import { Cells } from "../exchange/cells.ts";
import { type CsvContent, invalidFile, readCsv } from "../exchange/read-csv.ts";
import { readEntries } from "../exchange/read-entries.ts";
import type { TableFile } from "../exchange/table-imports.ts";
import { otherKindOfTable } from "../exchange/table-kind.ts";

export interface Score {
  readonly subscale: string;
  readonly timepoint: "pre" | "post";
  /** null: missing. */
  readonly score: number | null;
}

/** What a row says of a patient. */
export interface OutcomeEntry {
  readonly patient: string;
  /** null: not stated. */
  readonly dropout: boolean | null;
  readonly scores: readonly Score[];
}

const SCORE_COLUMN = /^(pre|post)_(.+)$/;

/**
 * Reads questionnaires in one of two layouts: a row a patient, `patient[,dropout],pre_...,post_...` with any subscales;
 * or a row a score, `patient[,instrument],subscale,timepoint,score[,dropout]`. Names of subscales are in lower case;
 * of the second layout they are the instrument and the subscale, as in `yoq_id`.
 *
 * @param problemOf what is wrong with a patient, or null
 * @throws Failure INVALID_FILE naming every bad row
 */
export function readOutcomes(
  { fileName, bytes }: TableFile,
  problemOf: (patient: string) => string | null,
): OutcomeEntry[] {
  const content = readCsv(fileName, bytes, {
    required: ["patient"],
    optional: ["dropout", "instrument", "subscale", "timepoint", "score"],
    open: SCORE_COLUMN,
  });
  const tidy = isTidy(fileName, content);
  const scoreColumns = content.columns.filter((name) => SCORE_COLUMN.test(name));
  const entries = readEntries(
    fileName,
    content,
    (row) =>
      Cells.read(content, row, (cells): OutcomeEntry & { readonly line: number } => {
        const patient = cells.patient();
        const problem = problemOf(patient);
        if (problem !== null) cells.refuse(problem);
        const scores = tidy ? [readScore(cells)] : readScores(cells, scoreColumns);
        return { line: row.line, patient, dropout: cells.flag("dropout"), scores };
      }),
    ({ patient, scores: [score] }) => {
      const key = patient.toLowerCase();
      if (!tidy || !score) return { key, words: `patient ${patient}` };
      const { subscale, timepoint } = score;
      return { key: `${key} ${subscale} ${timepoint}`, words: `the ${timepoint} score of ${subscale}` };
    },
  );
  refuseContradictions(fileName, entries);
  return entries;
}

function isTidy(fileName: string, { columns, headerLine }: CsvContent): boolean {
  const tidy = ["timepoint", "score"].filter((name) => columns.includes(name));
  const named = columns.includes("subscale") || columns.includes("instrument");
  if (tidy.length === 2 && named) return true;
  if (columns.some((name) => SCORE_COLUMN.test(name))) return false;
  const expected = "such as pre_yoq_id and post_yoq_id, or subscale, timepoint and score";
  throw (
    otherKindOfTable(fileName, columns, `patient and columns ${expected}`) ??
    invalidFile(fileName, [
      { line: headerLine, problem: `there are no scores; expected: columns ${expected}` },
    ])
  );
}

function readScores(cells: Cells, columns: readonly string[]): Score[] {
  return columns.map((column) => {
    const [, timepoint, subscale = ""] = SCORE_COLUMN.exec(column) ?? [];
    return { subscale, timepoint: timepoint === "pre" ? "pre" : "post", score: cells.number(column) };
  });
}

function readScore(cells: Cells): Score {
  const parts = [cells.text("instrument"), cells.text("subscale")].filter((part) => part !== "");
  const timepoint = cells.text("timepoint").toLowerCase();
  if (parts.length === 0) cells.refuse("subscale is empty");
  if (timepoint !== "pre" && timepoint !== "post") {
    return cells.refuse(`timepoint "${cells.text("timepoint")}" is neither pre nor post`);
  }
  return { subscale: parts.join("_").toLowerCase(), timepoint, score: cells.number("score") };
}

/** A patient whose rows say both 0 and 1 of the dropout. */
function refuseContradictions(
  fileName: string,
  entries: readonly (OutcomeEntry & { readonly line: number })[],
): void {
  const stated = new Map<string, { dropout: boolean; line: number }>();
  const problems = entries.flatMap(({ patient, dropout, line }) => {
    if (dropout === null) return [];
    const key = patient.toLowerCase();
    const earlier = stated.get(key);
    if (earlier && earlier.dropout !== dropout) {
      return [{ line, problem: `dropout of ${patient} is another one than in line ${earlier.line}` }];
    }
    if (!earlier) stated.set(key, { dropout, line });
    return [];
  });
  if (problems.length > 0) throw invalidFile(fileName, problems);
}
