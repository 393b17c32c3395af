import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import type { RecentStudy, Study } from "../../shared/contract/studies.ts";
import { systemErrorCode } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";
import { holdsStudy } from "./study-folder.ts";

const entriesSchema = z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.iso.datetime() }));
type Entry = z.infer<typeof entriesSchema>[number];

const KEPT = 12;

/** The studies opened last by this user of this computer, newest first. */
export function recentStudies(file: string): RecentStudy[] {
  return readEntries(file).map((entry) => ({ ...entry, found: holdsStudy(entry.path) }));
}

/** Puts a study on top of the list. */
export function rememberStudy(file: string, study: Study): void {
  const entry: Entry = { path: study.path, name: study.name, openedAt: new Date().toISOString() };
  const entries = [entry, ...readEntries(file).filter((other) => other.path !== study.path)].slice(0, KEPT);
  makeFolder(dirname(file));
  writeFileSync(`${file}.new`, JSON.stringify(entries, null, 2));
  renameSync(`${file}.new`, file);
}

/** The list is a convenience: one that is missing or damaged counts as empty. */
function readEntries(file: string): Entry[] {
  try {
    return entriesSchema.catch([]).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof SyntaxError || systemErrorCode(error) !== null) return [];
    throw error;
  }
}
