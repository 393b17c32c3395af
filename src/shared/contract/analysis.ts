import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";

/** Kinds of work: the analysis of the face, a copy that can be played, speech and silence. */
export const JOB_KINDS = ["analysis", "proxy", "speech"] as const;
export const jobKindSchema = z.enum(JOB_KINDS);
export type JobKind = z.infer<typeof jobKindSchema>;

export const JOB_STATES = [
  "queued",
  "running",
  "paused",
  "succeeded",
  "failed",
  "cancelled",
  "interrupted",
] as const;
export const jobStateSchema = z.enum(JOB_STATES);
export type JobState = z.infer<typeof jobStateSchema>;

/** What an analysis shall do differently from the usual; what is left out stays as usual. */
export const analysisOptionsSchema = z
  .object({
    /** Analysed span in ms from the grid origin: frames at or after `fromMs` and before `toMs`. */
    fromMs: z.int().min(0).optional(),
    toMs: z.int().positive().optional(),
    /** Expression models and a laboratory's own models; detector and mesh always run. */
    modelIds: z.array(z.string().min(1)).min(1).optional(),
    /** At least this long between two readings of the mesh; 0: every frame. */
    meshEveryMs: z.int().min(0).max(60_000).optional(),
  })
  .refine(({ fromMs = 0, toMs }) => toMs === undefined || fromMs < toMs, {
    error: "the span ends before it starts",
  });
export type AnalysisOptions = z.infer<typeof analysisOptionsSchema>;

export const jobSchema = z.object({
  jobId: z.int(),
  kind: jobKindSchema,
  sessionId: z.int(),
  patient: z.string(),
  session: z.int(),
  state: jobStateSchema,
  /** Place in the queue: lower runs first. */
  position: z.number(),
  /** What was asked for when the job was queued; empty for other kinds than analysis. */
  options: analysisOptionsSchema,
  runId: z.int().nullable(),
  /** Minute from which it continued what an earlier attempt had stored, or will continue; null: from the start. */
  resumedAtMinute: z.int().nullable(),
  /** Frames whose results are stored or under way, those of earlier attempts included. */
  framesDone: z.int(),
  /** From the container or estimated, within the span; 0 when unknown. */
  framesExpected: z.int(),
  /** Frames a second since this job started; null while it is not running. */
  framesPerSecond: z.number().nullable(),
  /**
   * Estimated work left in ms; null while it is not known. For a job that waits, at the pace of the jobs of its kind
   * so far, without the time that it has to wait.
   */
  remainingMs: z.number().nullable(),
  /** Why a job failed: what happened, where, what to do. */
  failure: z
    .object({ message: z.string(), where: z.string().nullable(), remedy: z.string().nullable() })
    .nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const queueSchema = z.object({
  /**
   * By place in the queue: jobs that wait, run or are paused, those that ended since the study was opened, and
   * earlier ones that failed or were interrupted and were not followed by another of their session and kind.
   */
  jobs: z.array(jobSchema),
  /** True while no job is started: everything waits until the queue is resumed. */
  paused: z.boolean(),
  /** Jobs that run at once at most. */
  workers: z.int().positive(),
  /** Estimated time until nothing runs or waits, in ms, by that many workers; null while it is not known. */
  remainingMs: z.number().nullable(),
});
export type Queue = z.infer<typeof queueSchema>;

/** Settings of this computer. */
export const analysisSettingsSchema = z.object({
  /** Jobs at once that were chosen; null: the usual number, `usualWorkers`. */
  workers: z.int().positive().nullable(),
  usualWorkers: z.int().positive(),
  /** Processor cores: the largest number of workers. */
  cores: z.int().positive(),
});
export type AnalysisSettings = z.infer<typeof analysisSettingsSchema>;

/** A finished run that has what was asked for. */
const existingRunSchema = z.object({ sessionId: z.int(), runId: z.int() });
export type ExistingRun = z.infer<typeof existingRunSchema>;

const inStudy = oc.errors(failures("NO_STUDY_OPEN"));
const onJob = oc
  .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
  .input(z.object({ jobId: z.int() }))
  .output(jobSchema);
const jobsOutput = z.array(jobSchema);

export const analysisContract = {
  /**
   * Puts sessions into the queue. A session for which the same work is done already (an analysis with the same models,
   * parameters, span and client) is left out unless `again` is true; one whose same work waits already is not queued
   * twice. Unfinished runs are continued from their last stored minute.
   */
  enqueue: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "INVALID_VALUE", "VIDEO_MISSING", "VIDEO_CHANGED"))
    .input(
      z.object({
        sessionIds: z.array(z.int()).min(1),
        kind: jobKindSchema.default("analysis"),
        again: z.boolean().default(false),
        options: analysisOptionsSchema.default({}),
      }),
    )
    .output(
      z.object({
        jobs: z.array(jobSchema),
        /** Sessions that were left out, and the runs of those that were analysed. */
        alreadyAnalysed: z.array(z.int()),
        runs: z.array(existingRunSchema),
      }),
    ),
  queue: inStudy.output(queueSchema),
  /** The queue now and after every change, at most five times a second. */
  watch: inStudy.output(eventIterator(queueSchema)),
  /** Takes a job out of the queue, or stops it; the minutes stored so far stay. A job that has ended stays as it is. */
  cancel: onJob,
  /** Cancels every job that waits, runs or is paused. Returns them. */
  cancelAll: inStudy.output(jobsOutput),
  /** Lets a job wait until it is resumed; a running one stops and goes on after its stored minutes then. */
  pause: onJob,
  resume: onJob,
  /** Starts no job and stops the running ones, which keep their places, until the queue is resumed. */
  pauseQueue: inStudy.output(queueSchema),
  resumeQueue: inStudy.output(queueSchema),
  /** Puts the work of an ended job into the queue again, with the same options. */
  retry: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "INVALID_VALUE", "VIDEO_MISSING", "VIDEO_CHANGED"))
    .input(z.object({ jobId: z.int() }))
    .output(jobSchema),
  /** The same for every job that failed and was not followed by another of its session and kind. */
  retryFailed: inStudy.output(jobsOutput),
  /** The same for every job that was cut off when the program ended. */
  continueInterrupted: inStudy.output(jobsOutput),
  /** Changes the place of a job among those that wait; a job that does not wait stays where it is. */
  move: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(
      z.object({
        jobId: z.int(),
        to: z.union([z.literal("first"), z.literal("last"), z.object({ before: z.int() })]),
      }),
    )
    .output(jobSchema),
  /**
   * Somebody is waiting for this session: its jobs go first. When all workers are busy, the least urgent running job
   * goes back into the queue and continues after its stored minutes later. Returns the session's jobs in the queue.
   */
  prioritise: inStudy.input(z.object({ sessionId: z.int() })).output(jobsOutput),
  settings: oc.output(analysisSettingsSchema),
  /** Null: the usual number of workers. At most one a core. */
  saveSettings: oc
    .errors(failures("INVALID_VALUE", "STORAGE_FAILED"))
    .input(z.object({ workers: z.int().positive().nullable() }))
    .output(analysisSettingsSchema),
};
