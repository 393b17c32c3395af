import { oc } from "@orpc/contract";
import * as z from "zod";
import { EXPRESSIONS } from "../expression.ts";
import { failures } from "../failure.ts";
import { verdictSchema } from "./evidence.ts";

const probability = z.number().min(0).max(1);
export const expressionMeansSchema = z.record(z.enum(EXPRESSIONS), probability);

/** Means over the frames of a minute that have a face. A minute without a face has no value, never zero. */
export const machineMinuteSchema = z.object({
  minute: z.int().min(1),
  /** True when the recording ends before the minute does, or the analysed span covers only a part of it. */
  partial: z.boolean(),
  means: expressionMeansSchema.nullable(),
  /** 1 - mean p(neutral). */
  nonspecific: probability.nullable(),
  nFrames: z.int(),
  nFaces: z.int(),
  /** Frames whose face is high enough for this model, and those of them too low for a certain result. */
  nUsed: z.int(),
  nUncertain: z.int(),
  /** nFaces / nFrames; null for a minute without frames (a gap in the recording). */
  coverage: probability.nullable(),
});
export type MachineMinute = z.infer<typeof machineMinuteSchema>;

export const machineMinutesSchema = z.object({
  runId: z.int(),
  modelId: z.string(),
  minutes: z.array(machineMinuteSchema),
  /** Why the run has no such reading, in words; null when it has. */
  lacks: z.string().nullable(),
});
export type MachineMinutes = z.infer<typeof machineMinutesSchema>;

/** Every frame of a run as little-endian arrays, one entry (or group) per frame in order of presentation. */
export const frameTraceSchema = z.object({
  runId: z.int(),
  modelId: z.string(),
  nFrames: z.int(),
  /** Float64: presentation time in ms from the grid origin. */
  timesMs: z.instanceof(Blob),
  /** Float32 x 7 in the order of EXPRESSIONS; NaN where no face was found. */
  probabilities: z.instanceof(Blob),
  /** Float32 x 4: left, top, width, height of the face in pixels of the displayed picture; NaN without a face. */
  boxes: z.instanceof(Blob),
  /** Float32: detection score 0..1 of the face's last detection; NaN without a face. */
  scores: z.instanceof(Blob),
  /** Why the run has no such reading (its probabilities are all NaN), in words; null when it has. */
  lacks: z.string().nullable(),
});
export type FrameTrace = z.infer<typeof frameTraceSchema>;

/** What a run was made with: enough to make it again and to tell two runs apart. */
export const runSchema = z.object({
  runId: z.int(),
  sessionId: z.int(),
  /** True for the one run that minutes, traces and reports of its session show. */
  counts: z.boolean(),
  videoFingerprint: z.string(),
  models: z.array(z.object({ modelId: z.string(), sha256: z.string() })),
  parameters: z.record(z.string(), z.unknown()),
  versions: z.record(z.string(), z.string()),
  /** Findings about the file and the run, in words. */
  notices: z.array(z.string()),
  /** Analysed span in ms from the grid origin; `toMs` null: to the end. */
  fromMs: z.int(),
  toMs: z.int().nullable(),
  /** The computer: processor, cores, memory, system. */
  machine: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What each model computed on, and the largest difference of its self-test before the run; null without one. */
  providers: z.array(
    z.object({
      modelId: z.string(),
      provider: z.string(),
      maxDifference: z.number().nullable().default(null),
    }),
  ),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** A run with what became of it. */
export const listedRunSchema = runSchema.extend({
  /** Frames, and those of them with a face; null until the run is finished. */
  nFrames: z.int().nullable(),
  nFaces: z.int().nullable(),
  /** nFaces / nFrames; null until the run is finished, and without frames. */
  coverage: probability.nullable(),
  verdict: verdictSchema,
});
export type ListedRun = z.infer<typeof listedRunSchema>;

/** An analysed session that is not part of a table of values, and why. */
export const leftOutSessionSchema = z.object({ patient: z.string(), session: z.int(), words: z.string() });
export type LeftOutSession = z.infer<typeof leftOutSessionSchema>;

/** Minute means of a laboratory's model with labels of its own; null without a face. */
export const ownOutputsSchema = z.object({
  modelId: z.string(),
  labels: z.array(z.string()),
  minutes: z.array(
    z.object({
      patient: z.string(),
      session: z.int(),
      minute: z.int().min(1),
      means: z.record(z.string(), z.number()).nullable(),
      nFrames: z.int(),
      nFaces: z.int(),
      coverage: probability.nullable(),
    }),
  ),
  leftOut: z.array(leftOutSessionSchema),
});
export type OwnOutputs = z.infer<typeof ownOutputsSchema>;

const bySession = z.object({
  sessionId: z.int(),
  /** Expression model; the study's default when left out. */
  modelId: z.string().optional(),
});

export const tracesContract = {
  /** Runs of a session, newest first. */
  runs: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(z.object({ sessionId: z.int() }))
    .output(z.array(listedRunSchema)),
  /** Minutes of a finished run of a session, the one that counts when left out; null when it was not analysed yet. */
  minutes: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(bySession.extend({ runId: z.int().optional() }))
    .output(machineMinutesSchema.nullable()),
  /** Frames of the run that counts for a session; null when it was not analysed yet. */
  frames: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(bySession)
    .output(frameTraceSchema.nullable()),
  /** Minutes of all analysed sessions, ordered by patient, session and minute. */
  studyMinutes: oc
    .errors(failures("NO_STUDY_OPEN"))
    .input(z.object({ modelId: z.string().optional() }))
    .output(
      z.object({
        modelId: z.string(),
        minutes: z.array(machineMinuteSchema.extend({ patient: z.string(), session: z.int() })),
        leftOut: z.array(leftOutSessionSchema),
      }),
    ),
  /** Minutes of a laboratory's model with labels of its own, of all sessions that were analysed with it. */
  outputs: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(z.object({ modelId: z.string() }))
    .output(ownOutputsSchema),
};
