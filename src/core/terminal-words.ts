import { randomUUID } from "node:crypto";
import { ORPCError } from "@orpc/client";
import { storageFailure } from "./failure.ts";
import { expectedFailure, failureLines } from "./failure-words.ts";
import { openLog } from "./log.ts";
import { logFile, userDataFolder } from "./user-data-folder.ts";

/**
 * Any error in words for a person at a terminal. A bug becomes one line that names the log, and its stack goes
 * there; the core has already logged those that it hands out.
 */
export function terminalWords(error: unknown): string[] {
  const folder = userDataFolder();
  const expected = expectedFailure(error) ?? expectedFailure(storageFailure(error, folder));
  if (expected !== null) return failureLines(expected);
  const file = logFile(folder);
  if (error instanceof ORPCError) {
    if (error.code === "BAD_REQUEST")
      return [["A value was not accepted", ...issueMessages(error.data)].join(": ")];
    return [`${error.message} It is ${file}`];
  }
  const id = randomUUID();
  openLog(file).error({ id, err: error }, "unexpected error");
  return [`Something went wrong inside Minutewise (${id}). The log says more: ${file}`];
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
