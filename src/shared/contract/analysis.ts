import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";

export const JOB_STATES = ["queued", "running", "succeeded", "failed", "cancelled", "interrupted"] as const;
export const jobStateSchema = z.enum(JOB_STATES);
export type JobState = z.infer<typeof jobStateSchema>;

export const jobSchema = z.object({
  jobId: z.int(),
  sessionId: z.int(),
  patient: z.string(),
  session: z.int(),
  state: jobStateSchema,
  runId: z.int().nullable(),
  framesDone: z.int(),
  /** From the container or estimated; 0 when unknown. */
  framesExpected: z.int(),
  /** Frames a second since this job started; null while it is not running. */
  framesPerSecond: z.number().nullable(),
  /** Estimated time left in ms; null while it is not known. */
  remainingMs: z.number().nullable(),
  /** Why a job failed: what happened, where, what to do. */
  failure: z
    .object({ message: z.string(), where: z.string().nullable(), remedy: z.string().nullable() })
    .nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

const byJob = z.object({ jobId: z.int() });

export const analysisContract = {
  /**
   * Puts sessions into the queue, which runs one job at a time. A session whose video was already analysed with
   * the same models and parameters is left out unless `again` is true. Unfinished runs are continued from their
   * last stored minute.
   */
  enqueue: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "VIDEO_MISSING", "VIDEO_CHANGED"))
    .input(z.object({ sessionIds: z.array(z.int()).min(1), again: z.boolean().default(false) }))
    .output(z.object({ jobs: z.array(jobSchema), alreadyAnalysed: z.array(z.int()) })),
  /** Jobs that wait or run, and those that ended since the study was opened, oldest first. */
  queue: oc.errors(failures("NO_STUDY_OPEN")).output(z.array(jobSchema)),
  /** The queue now and after every change, at most five times a second. */
  watch: oc.errors(failures("NO_STUDY_OPEN")).output(eventIterator(z.array(jobSchema))),
  cancel: oc.errors(failures("NO_STUDY_OPEN", "NOT_FOUND")).input(byJob).output(jobSchema),
  /** Puts a failed, cancelled or interrupted job's session into the queue again. */
  retry: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "VIDEO_MISSING", "VIDEO_CHANGED"))
    .input(byJob)
    .output(jobSchema),
};
