import { ORPCError } from "@orpc/client";
import { type FailureDetail, failureDetailSchema } from "../shared/failure.ts";
import { Failure } from "./failure.ts";

const SHOWN_PROBLEMS = 20;

/**
 * An expected failure in the user's words, a line each for what happened, where, the bad rows of a file, and what
 * to do. Null for everything else, which is a bug and belongs into the log.
 */
export function failureWords(error: unknown): string[] | null {
  if (error instanceof Failure) return lines(error.message, error);
  if (error instanceof ORPCError) {
    const detail = failureDetailSchema.safeParse(error.data);
    if (detail.success) return lines(error.message, detail.data);
  }
  return null;
}

function lines(message: string, { where, problems, remedy }: FailureDetail | Failure): string[] {
  const hidden = problems.length - SHOWN_PROBLEMS;
  return [
    message,
    ...(where === null ? [] : [`  Where: ${where}`]),
    ...problems.slice(0, SHOWN_PROBLEMS).map(({ line, problem }) => `  Line ${line}: ${problem}`),
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
    ...(remedy === null ? [] : [`  What to do: ${remedy}`]),
  ];
}
