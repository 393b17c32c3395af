import { ORPCError } from "@orpc/client";
import { type FailureDetail, failureDetailSchema } from "../shared/failure.ts";
import { Failure } from "./failure.ts";

const SHOWN_PROBLEMS = 20;

/** An expected failure as plain values. */
export interface ExpectedFailure extends FailureDetail {
  readonly code: string;
  readonly message: string;
}

/** The expected failure that an error is; null for everything else, which is a bug and belongs into the log. */
export function expectedFailure(error: unknown): ExpectedFailure | null {
  if (error instanceof Failure) {
    const { code, message, where, remedy, problems } = error;
    return { code, message, where, remedy, problems: [...problems] };
  }
  if (error instanceof ORPCError) {
    const detail = failureDetailSchema.safeParse(error.data);
    if (detail.success) return { code: String(error.code), message: error.message, ...detail.data };
  }
  return null;
}

/** A failure in lines: what happened, where, the bad rows of a file, and what to do. */
export function failureLines({
  message,
  where,
  problems = [],
  remedy,
}: Pick<ExpectedFailure, "message" | "where" | "remedy"> & Partial<FailureDetail>): string[] {
  const hidden = problems.length - SHOWN_PROBLEMS;
  return [
    message,
    ...(where === null ? [] : [`  Where: ${where}`]),
    ...problems.slice(0, SHOWN_PROBLEMS).map(({ line, problem }) => `  Line ${line}: ${problem}`),
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
    ...(remedy === null ? [] : [`  What to do: ${remedy}`]),
  ];
}
