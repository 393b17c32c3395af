import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { systemErrorCode } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";

/** Settings of this computer, not of a study. What another version of the program has stored is kept as it is. */
const settingsSchema = z.looseObject({
  /** Jobs at once; null: by the number of cores. */
  workers: z.int().positive().nullable().catch(null),
  /** Where models compute; unknown values count as none. */
  provider: z.string().optional().catch(undefined),
});
export type StoredSettings = z.infer<typeof settingsSchema>;

/** The stored settings; a file that is missing or damaged counts as one that changes nothing. */
export function readSettings(file: string): StoredSettings {
  return settingsSchema.catch({ workers: null }).parse({ workers: null, ...readObject(file) });
}

function readObject(file: string): Record<string, unknown> {
  try {
    return z
      .record(z.string(), z.unknown())
      .catch({})
      .parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof SyntaxError || systemErrorCode(error) !== null) return {};
    throw error;
  }
}

/** Stores changed settings; a reader sees either the old or the new file. */
export function writeSettings(file: string, changes: Partial<StoredSettings>): void {
  makeFolder(dirname(file));
  writeFileSync(`${file}.new`, JSON.stringify({ ...readSettings(file), ...changes }, null, 2));
  renameSync(`${file}.new`, file);
}
