import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Failure, systemErrorCode } from "../core/failure.ts";
import { expectedFailure } from "../core/failure-words.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file.",
  EISDIR: "This is a folder, not a file.",
  EACCES: "Reading this file is not permitted.",
  EPERM: "Reading this file is not permitted.",
};

/**
 * A file's name and bytes, as the imports of the contract take them.
 *
 * @throws Failure INVALID_FILE when it cannot be read.
 */
export async function readTextFile(path: string): Promise<{ fileName: string; content: Blob }> {
  try {
    return { fileName: basename(path), content: new Blob([await readFile(path)]) };
  } catch (error) {
    const message = REASONS[systemErrorCode(error) ?? ""];
    if (message === undefined) throw error;
    throw new Failure("INVALID_FILE", message, {
      where: path,
      remedy: "Check the path and the file's permissions.",
      cause: error,
    });
  }
}

/**
 * The result of an import. Contents travel without their folder, so a failure about the file itself knows its bare
 * name alone; here it gets the path as the user typed it.
 */
export async function namingFile<Result>(typed: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const failure = expectedFailure(error);
    if (failure?.code !== "INVALID_FILE" || failure.where !== basename(typed)) throw error;
    throw new Failure("INVALID_FILE", failure.message, {
      where: typed,
      problems: failure.problems,
      ...(failure.remedy === null ? {} : { remedy: failure.remedy }),
      cause: error,
    });
  }
}
