import { dirname } from "node:path";
import { pino } from "pino";
import { makeFolder } from "./make-folder.ts";

export type Log = Pick<ReturnType<typeof pino>, "info" | "warn" | "error">;

/**
 * The log of the core, JSON lines in a file of the user-data folder. It tells what happened to which id; names,
 * paths and ratings stay out of it.
 *
 * @throws Failure STORAGE_FAILED where its folder cannot be made; system errors as they are
 */
export function openLog(file: string): Log {
  makeFolder(dirname(file));
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["path", "fileName", "pseudonym", "note", "*.path", "*.fileName", "*.where"],
        censor: "[removed]",
      },
    },
    pino.destination({ dest: file, mkdir: false, sync: true }),
  );
}
