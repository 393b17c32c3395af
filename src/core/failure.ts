import type { FailureCode, FileProblem } from "../shared/failure.ts";

interface FailureOptions {
  /** File, folder, row or field that the failure is about. */
  where?: string;
  /** What the user can do about it. */
  remedy?: string;
  problems?: readonly FileProblem[];
  cause?: unknown;
}

/** A failure that users can meet: thrown in the core, declared in the contract, shown in the user's words. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: FailureCode;
  readonly where: string | null;
  readonly remedy: string | null;
  readonly problems: readonly FileProblem[];

  constructor(code: FailureCode, message: string, options: FailureOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.where = options.where ?? null;
    this.remedy = options.remedy ?? null;
    this.problems = options.problems ?? [];
  }
}

/** The `code` of a Node system error (ENOENT, EACCES, ...), or null. */
export function systemErrorCode(error: unknown): string | null {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return null;
}

const STORAGE_REASONS: Readonly<Record<string, { reason: string; remedy: string }>> = {
  ENOSPC: { reason: "the disk is full", remedy: "Free some space on that disk and try again." },
  SQLITE_FULL: { reason: "the disk is full", remedy: "Free some space on that disk and try again." },
  EACCES: { reason: "writing there is not permitted", remedy: "Choose a folder that you may write to." },
  EPERM: { reason: "writing there is not permitted", remedy: "Choose a folder that you may write to." },
  EROFS: { reason: "the disk is read-only", remedy: "Choose a folder on a disk that can be written." },
  SQLITE_CANTOPEN: {
    reason: "a file of the study cannot be opened or made there",
    remedy: "Check that you may read and write the study folder.",
  },
  SQLITE_READONLY: { reason: "the study is read-only", remedy: "Make the study folder writable." },
  ENOTDIR: { reason: "a file is in the way of the folder", remedy: "Choose another folder." },
  EISDIR: { reason: "a folder is in the way of a file", remedy: "Choose another folder." },
  EDQUOT: {
    reason: "your share of the disk is used up",
    remedy: "Free some space on that disk and try again.",
  },
  EIO: { reason: "the disk reported an error", remedy: "Check the disk and its connection." },
  ENAMETOOLONG: { reason: "the path is too long", remedy: "Choose a folder with a shorter path." },
  EEXIST: { reason: "a file is in the way of the folder", remedy: "Choose another folder." },
  SQLITE_IOERR: { reason: "the disk reported an error", remedy: "Check the disk and its connection." },
};

/** STORAGE_FAILED for a known error of the disk or database; null for every other error. */
export function storageFailure(error: unknown, where: string): Failure | null {
  const code = systemErrorCode(error) ?? "";
  const known = STORAGE_REASONS[code] ?? STORAGE_REASONS[code.split("_").slice(0, 2).join("_")];
  if (!known) return null;
  return new Failure("STORAGE_FAILED", `Nothing was stored: ${known.reason}.`, {
    where,
    remedy: known.remedy,
    cause: error,
  });
}
