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
  /** "completed": the session was known and got its video, date, length or exclusion; "unchanged": nothing was new. */
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

/** The tables that are imported in one way; sessions and ratings have their own. */
export const TABLE_KINDS = ["minutes", "outcomes", "labels", "action-units"] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** Name of an analysis that was made elsewhere: its minutes are the reading "imported:<source>". */
export const minuteSourceSchema = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
    "a source is named by a code such as fer: letters, digits, dot, dash or underscore, at most 32 characters",
  );

/** A column that holds the severity, such as "bdi". */
const columnSchema = z.string().trim().min(1, "name the column of the severity").max(64);

const tableSchema = z.discriminatedUnion("kind", [
  csvFileSchema.extend({ kind: z.literal("minutes"), source: minuteSourceSchema.default("fer") }),
  csvFileSchema.extend({ kind: z.literal("outcomes") }),
  csvFileSchema.extend({
    kind: z.literal("labels"),
    /** Name of the set; the file's name without its ending when left out. */
    set: z.string().trim().min(1).max(64).optional(),
    /** Judges that are models, beside those whose name begins with "model". */
    models: z.array(z.string()).default([]),
  }),
  csvFileSchema.extend({
    kind: z.literal("action-units"),
    severity: columnSchema.default("bdi"),
    /** Series of action units, evenly sampled. */
    series: csvFileSchema.nullable().default(null),
  }),
]);
export type TableInput = z.output<typeof tableSchema>;

export const importedTableSchema = z.object({
  rows: z.int(),
  /** What was read where that is not a row each: "58 videos and 1 series". */
  holds: z.string().optional(),
  /** Rows that brought something new. */
  stored: z.int(),
  /** Rows that already stood like this. */
  unchanged: z.int(),
  /** What the table holds, in sentences. */
  notes: z.array(z.string()),
});
export type ImportedTable = z.infer<typeof importedTableSchema>;

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
  /** Adds the sessions of a CSV with the columns patient, session[, date, video, n_minutes, analysed, exclusion_reason]. All rows or none. */
  manifest: oc
    .errors({ ...mediaFailures, ...failures("INVALID_FILE") })
    .input(
      csvFileSchema.extend({
        /** Folder that relative video paths start from; null: only absolute paths are accepted. */
        videoFolder: z.string().nullable().default(null),
      }),
    )
    .output(z.object({ sessions: z.array(importedSessionSchema) })),
  /** Stores the ratings of a CSV with the columns patient, session, minute, rater, arousal, emotion[, peak, phase]. All rows or none. */
  ratings: oc
    .errors(failures("NO_STUDY_OPEN", "INVALID_FILE", "STORAGE_FAILED"))
    .input(csvFileSchema)
    .output(importedRatingsSchema),
  /**
   * Stores a table that reports are computed from: minutes of another program, questionnaires, labelled clips, action
   * units. All rows or none; of equal keys the newest import's value counts.
   */
  table: oc
    .errors(failures("NO_STUDY_OPEN", "INVALID_FILE", "INVALID_VALUE", "STORAGE_FAILED"))
    .input(tableSchema)
    .output(importedTableSchema),
};
