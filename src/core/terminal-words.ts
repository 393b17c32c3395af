import { randomUUID } from "node:crypto";
import { ORPCError } from "@orpc/client";
import { storageFailure } from "./failure.ts";
import { type ExpectedFailure, expectedFailure, failureLines } from "./failure-words.ts";
import { openLog } from "./log.ts";
import { logFile, userDataFolder } from "./user-data-folder.ts";

/** Any error in words for a person at a terminal, as {@link describeError} finds them. */
export function terminalWords(error: unknown): string[] {
  return failureLines(describeError(error));
}

/**
 * What is to be said about any error. A bug becomes one line that names the log, and its stack goes there; the core
 * has already logged those that it hands out.
 */
export function describeError(error: unknown): ExpectedFailure {
  const folder = userDataFolder();
  const expected = expectedFailure(error) ?? expectedFailure(storageFailure(error, folder));
  if (expected !== null) return expected;
  const file = logFile(folder);
  if (error instanceof ORPCError) {
    return error.code === "BAD_REQUEST"
      ? inOneLine(
          "INVALID_VALUE",
          ["A value was not accepted", issueMessages(error.data).join("; ")].filter(Boolean).join(": "),
        )
      : inOneLine("INTERNAL_SERVER_ERROR", `${error.message} It is ${file}`);
  }
  return inOneLine("INTERNAL_SERVER_ERROR", logged(error, file));
}

function inOneLine(code: string, message: string): ExpectedFailure {
  return { code, message, where: null, remedy: null, problems: [] };
}

/** Logs a bug and says where. */
function logged(error: unknown, file: string): string {
  const id = randomUUID();
  const happened = `Something went wrong inside Minutewise (${id}).`;
  try {
    openLog(file).error({ id, err: error }, "unexpected error");
    return `${happened} The log says more: ${file}`;
  } catch (logError) {
    // A log that cannot be written must not hide the error that it was to tell.
    return `${happened} ${String(error)} The log could not be written: ${file} (${String(logError)})`;
  }
}

/** The messages of a validation error, as oRPC hands them out. */
function issueMessages(data: unknown): string[] {
  if (typeof data !== "object" || data === null || !("issues" in data) || !Array.isArray(data.issues))
    return [];
  return data.issues.flatMap((issue: unknown) =>
    typeof issue === "object" && issue !== null && "message" in issue && typeof issue.message === "string"
      ? [issue.message]
      : [],
  );
}
