import { systemErrorCode } from "../core/failure.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is used up",
  EIO: "the disk reported an error",
  EFBIG: "the file would become too large",
};

/** Why the result did not get to where standard output leads, in one line. */
export function outputWords(error: unknown): string {
  const code = systemErrorCode(error) ?? "unknown error";
  return `The result could not be written: ${REASONS[code] ?? `standard output takes no data (${code})`}.`;
}
