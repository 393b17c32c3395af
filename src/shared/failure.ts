import * as z from "zod";

/**
 * The failures that users can meet. Each is declared by the procedures that can end with it; everything else is
 * a bug and becomes INTERNAL_SERVER_ERROR with an id that stands in the log.
 */
export const FAILURE_CODES = [
  "NO_STUDY_OPEN",
  "STUDY_NOT_FOUND",
  "STUDY_EXISTS",
  "STUDY_IN_USE",
  "STUDY_TOO_NEW",
  "STUDY_DAMAGED",
  "NOT_SIGNED_IN",
  "NOT_FOUND",
  "CONFLICT",
  "INVALID_VALUE",
  "INVALID_FILE",
  "UNSUPPORTED_MEDIA",
  "VIDEO_MISSING",
  "VIDEO_CHANGED",
  "MODEL_DAMAGED",
  "ANALYSIS_FAILED",
  "CANCELLED",
  "STORAGE_FAILED",
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** One bad row of a file. `line` counts from 1 and includes the header line. */
export const fileProblemSchema = z.object({ line: z.int().min(1), problem: z.string() });
export type FileProblem = z.infer<typeof fileProblemSchema>;

/** What a failure tells the user: what happened (the message), where, and what to do about it. */
export const failureDetailSchema = z.object({
  where: z.string().nullable(),
  remedy: z.string().nullable(),
  problems: z.array(fileProblemSchema),
});
export type FailureDetail = z.infer<typeof failureDetailSchema>;

/** The `.errors()` map of a contract procedure that can end with these failures. */
export function failures<const Code extends FailureCode>(
  ...codes: readonly Code[]
): Record<Code, { readonly data: typeof failureDetailSchema }> {
  return Object.fromEntries(codes.map((code) => [code, { data: failureDetailSchema }])) as Record<
    Code,
    { readonly data: typeof failureDetailSchema }
  >;
}
