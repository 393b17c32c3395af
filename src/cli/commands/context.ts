import { resolve } from "node:path";
import type { CommandIo, ExitCode } from "../command-io.ts";

/** What every command works with. */
export interface CommandContext {
  readonly io: CommandIo;
  /** Absolute path of what the user typed. */
  path(typed: string): string;
  /** Prints a result: `--json` gives exactly one JSON object, otherwise the lines. */
  result(json: boolean | undefined, object: object, lines: readonly string[]): void;
  /** Sets the exit code of a command that ends without an error of its own. */
  exit(code: ExitCode): void;
}

export function commandContext(io: CommandIo, exit: (code: ExitCode) => void): CommandContext {
  return {
    io,
    path: (typed) => resolve(io.folder, typed),
    result: (json, object, lines) =>
      io.out(json ? `${JSON.stringify(object, null, 2)}\n` : lines.map((line) => `${line}\n`).join("")),
    exit,
  };
}
