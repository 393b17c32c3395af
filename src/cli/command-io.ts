import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** 0: done, 1: failed, 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** What a command writes to and where its relative paths start. */
export interface CommandIo {
  /** The command's result. */
  out(text: string): void;
  /** Everything else: progress, failures. */
  err(text: string): void;
  /** True where progress is watched by a person. */
  readonly errIsTerminal: boolean;
  readonly folder: string;
}

/**
 * The folder that the user stood in. npm runs scripts in the program's own folder and names the user's one in
 * INIT_CWD; everywhere else the working directory is the user's.
 */
export function userFolder(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  programFolder = fileURLToPath(new URL("../..", import.meta.url)),
): string {
  const startedByNpm = resolve(cwd) === resolve(programFolder);
  return resolve((startedByNpm && env["INIT_CWD"]) || cwd);
}
