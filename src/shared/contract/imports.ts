import { oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";
import { pseudonymSchema, sessionDateSchema, sessionNumberSchema } from "../names.ts";

/** A text file as bytes: the core finds out its encoding and delimiter. */
const csvFileSchema = z.object({ fileName: z.string(), content: z.instanceof(Blob) });

export const IMPORT_OUTCOMES = ["added", "completed", "unchanged"] as const;

export const importedSessionSchema = z.object({
  sessionId: z.int(),
  patient: z.string(),
  session: z.int(),
  /** "completed": the session was known and got its video or date; "unchanged": nothing was new. */
  outcome: z.enum(IMPORT_OUTCOMES),
  /** What one should know about the video, in words. */
  notices: z.array(z.string()),
});
export type ImportedSession = z.infer<typeof importedSessionSchema>;

export const importedRatingsSchema = z.object({
  rows: z.int(),
  /** Minutes stored anew or with another value than before. */
  stored: z.int(),
  /** Minutes that already stood like this. */
  unchanged: z.int(),
  /** Minutes with arousal at the gate or above and no emotion. */
  incomplete: z.int(),
  /** Minutes without arousal, stored as not ratable. */
  notRatable: z.int(),
  raters: z.array(z.string()),
});
export type ImportedRatings = z.infer<typeof importedRatingsSchema>;

const mediaFailures = failures(
  "NO_STUDY_OPEN",
  "VIDEO_MISSING",
  "UNSUPPORTED_MEDIA",
  "CONFLICT",
  "INVALID_VALUE",
  "STORAGE_FAILED",
);

export const importsContract = {
  /** Adds a session with its video. The file stays where it is. */
  video: oc
    .errors(mediaFailures)
    .input(
      z.object({
        path: z.string().min(1),
        patient: pseudonymSchema,
        session: sessionNumberSchema,
        date: sessionDateSchema.nullable().default(null),
      }),
    )
    .output(importedSessionSchema),
  /** Adds the sessions of a CSV with the columns patient, session[, date, video]. All rows or none. */
  manifest: oc
    .errors({ ...mediaFailures, ...failures("INVALID_FILE") })
    .input(
      csvFileSchema.extend({
        /** Folder that relative video paths start from; null: only absolute paths are accepted. */
        videoFolder: z.string().nullable().default(null),
      }),
    )
    .output(z.object({ sessions: z.array(importedSessionSchema) })),
  /** Stores the ratings of a CSV with the columns patient, session, minute, rater, arousal, emotion. All rows or none. */
  ratings: oc
    .errors(failures("NO_STUDY_OPEN", "INVALID_FILE", "STORAGE_FAILED"))
    .input(csvFileSchema)
    .output(importedRatingsSchema),
};
