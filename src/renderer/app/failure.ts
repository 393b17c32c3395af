import { ORPCError } from "@orpc/client";
import { type FailureDetail, type FileProblem, failureDetailSchema } from "../../shared/failure.ts";
import { ConnectionLostError } from "./connection.ts";

/** What the user reads when something did not work: what happened, where, and what to do. */
export interface Failure {
  /** Code of the contract, or "CONNECTION_LOST", "FILE_CHANGED", "BAD_REQUEST" or "INTERNAL_SERVER_ERROR". */
  readonly code: string;
  readonly what: string;
  readonly where: string | null;
  readonly remedy: string | null;
  readonly problems: readonly FileProblem[];
}

/** What to do when the line to the program is down; the page goes on dialling meanwhile. */
export const CONNECTION_REMEDY =
  "Start Minutewise again and open the address that it prints in this browser; this tab then goes on by itself.";

/** A file that was chosen in the page and can no longer be read: browsers refuse one that has changed since. */
export class FileChangedError extends Error {
  override readonly name = "FileChangedError";
  readonly fileName: string;
  constructor(fileName: string, options?: ErrorOptions) {
    super("The file was changed; choose it again.", options);
    this.fileName = fileName;
  }
}

/** "sessions count from 1" -> "Sessions count from 1." */
export function asSentence(words: string): string {
  const end = /[.!?]$/.test(words) ? "" : ".";
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${end}`;
}

function detailOf(data: unknown): FailureDetail | null {
  const parsed = failureDetailSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}

function issueMessages(data: unknown): string[] {
  if (typeof data !== "object" || data === null || !("issues" in data) || !Array.isArray(data.issues))
    return [];
  return data.issues.flatMap((issue: unknown) =>
    typeof issue === "object" && issue !== null && "message" in issue && typeof issue.message === "string"
      ? [issue.message]
      : [],
  );
}

/** Turns whatever a call ended with into words. */
export function describeFailure(error: unknown): Failure {
  const plain = { where: null, remedy: null, problems: [] };
  if (error instanceof ConnectionLostError) {
    return {
      ...plain,
      code: "CONNECTION_LOST",
      what: "The connection to Minutewise was lost.",
      remedy: CONNECTION_REMEDY,
    };
  }
  if (error instanceof FileChangedError) {
    return { ...plain, code: "FILE_CHANGED", what: error.message, where: error.fileName };
  }
  if (error instanceof ORPCError) {
    const code = String(error.code);
    const detail = detailOf(error.data);
    if (detail !== null) return { code, what: error.message, ...detail };
    if (code === "BAD_REQUEST") {
      const messages = issueMessages(error.data);
      return {
        ...plain,
        code,
        what: "A value was not accepted.",
        where: messages.length > 0 ? messages.map(asSentence).join(" ") : null,
      };
    }
    return { ...plain, code, what: error.message, remedy: "Try again." };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { ...plain, code: "INTERNAL_SERVER_ERROR", what: message, remedy: "Reload the page and try again." };
}
