import type { FileProblem } from "../../shared/failure.ts";
import { type CsvContent, type CsvRow, invalidFile } from "./read-csv.ts";

/**
 * The entries of a file's rows: all of them, or a failure that names every row that is wrong.
 *
 * @param read the row's entry, or what is wrong with it in words
 * @param keyOf what may stand once in a file, and how it is called; null: any number of times
 * @throws Failure INVALID_FILE
 */
export function readEntries<Entry extends object>(
  fileName: string,
  content: CsvContent,
  read: (row: CsvRow) => Entry | string,
  keyOf: (entry: Entry) => { readonly key: string; readonly words: string } | null,
): Entry[] {
  const problems: FileProblem[] = [...content.problems];
  const entries: Entry[] = [];
  const seen = new Map<string, number>();
  for (const row of content.rows) {
    const entry = read(row);
    if (typeof entry === "string") {
      problems.push({ line: row.line, problem: entry });
      continue;
    }
    entries.push(entry);
    const once = keyOf(entry);
    if (once === null) continue;
    const earlier = seen.get(once.key);
    if (earlier === undefined) seen.set(once.key, row.line);
    else problems.push({ line: row.line, problem: `${once.words} stands in line ${earlier} already` });
  }
  if (problems.length > 0) throw invalidFile(fileName, problems);
  return entries;
}
