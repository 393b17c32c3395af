import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Failure, systemErrorCode } from "./failure.ts";

/**
 * Makes a folder and those above it. Not `mkdir` with `recursive`: that never returns where a file system refuses new
 * folders with ENOENT, as /proc does.
 *
 * @throws Failure STORAGE_FAILED where no folder can be made; system errors as they are
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "EEXIST") return;
    if (code !== "ENOENT") throw error;
    throw new Failure("STORAGE_FAILED", "Nothing was stored: no folder can be created there.", {
      where: folder,
      remedy: "Choose a folder that you may write to.",
      cause: error,
    });
  }
}
