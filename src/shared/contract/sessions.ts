import { oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";
import { jobSchema } from "./analysis.ts";
import { videoSchema } from "./media.ts";

/** How far one rater is with a session, in minutes. */
export const raterProgressSchema = z.object({
  rater: z.string(),
  rated: z.int(),
  notRatable: z.int(),
  incomplete: z.int(),
});
export type RaterProgress = z.infer<typeof raterProgressSchema>;

/** The analysis that counts for a session: the newest accepted run of its video; else the newest whole one; else the newest of a span. */
export const analysisSummarySchema = z.object({
  runId: z.int(),
  finishedAt: z.iso.datetime(),
  nFrames: z.int(),
  nFaces: z.int(),
  coverage: z.number().min(0).max(1),
  /** True when the run was made on another file than the one that is linked now. */
  ofOtherVideo: z.boolean(),
  /** The analysed span, ms; null: to the end. */
  fromMs: z.number(),
  toMs: z.number().nullable(),
  verdict: z.enum(["accepted", "excluded", "open"]),
  /** What was noticed while the file was read, in words: broken pieces, an early end. */
  notices: z.array(z.string()),
});
export type AnalysisSummary = z.infer<typeof analysisSummarySchema>;

export const sessionSchema = z.object({
  sessionId: z.int(),
  patient: z.string(),
  /** Number of the session within its patient. */
  session: z.int(),
  date: z.iso.date().nullable(),
  video: videoSchema.nullable(),
  /** Minutes offered for rating; 0 without a video. */
  minutes: z.int(),
  analysis: analysisSummarySchema.nullable(),
  /** What was imported of an analysis that was made elsewhere; null: nothing. */
  imported: z
    .object({
      /** Names of the imported minutes' sources. */
      sources: z.array(z.string()),
      /** Why the session enters no results as long as it has no run here; null: it may. */
      excluded: z.string().nullable(),
      /** Length that was stated; null: none was. */
      minutes: z.int().nullable(),
    })
    .nullable(),
  /** The newest job of this session that is not finished, or the last that failed. */
  job: jobSchema.nullable(),
  ratings: z.array(raterProgressSchema),
  changedAt: z.iso.datetime(),
});
export type Session = z.infer<typeof sessionSchema>;

export const sessionsContract = {
  /** All sessions, ordered by patient and session number. */
  list: oc.errors(failures("NO_STUDY_OPEN")).output(z.array(sessionSchema)),
  get: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(z.object({ sessionId: z.int() }))
    .output(sessionSchema),
};
