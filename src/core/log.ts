import { pino } from "pino";

export type Log = Pick<ReturnType<typeof pino>, "info" | "warn" | "error">;

/**
 * The log of the core, JSON lines in a file of the user-data folder. It tells what happened to which id; names,
 * paths and ratings stay out of it.
 */
export function openLog(file: string): Log {
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["path", "fileName", "pseudonym", "note", "*.path", "*.fileName", "*.where"],
        censor: "[removed]",
      },
    },
    pino.destination({ dest: file, mkdir: true, sync: true }),
  );
}
