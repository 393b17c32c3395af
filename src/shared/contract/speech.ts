import { oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";

/** Pauses up to this long do not end a run of speech, unless another length is asked for. */
export const DEFAULT_MERGE_GAP_MS = 300;

const segmentSchema = z.object({ startMs: z.number(), endMs: z.number() });

/** Speech and silence in a session's sound: whose voice it is is not told. */
export const speechSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("not-analysed") }),
  z.object({ state: z.literal("no-audio") }),
  z.object({
    state: z.literal("ready"),
    modelId: z.string(),
    modelSha256: z.string(),
    analysedAt: z.iso.datetime(),
    /** In order, in ms from the grid origin. */
    segments: z.array(segmentSchema),
    minutes: z.array(z.object({ minute: z.int(), speechMs: z.number(), silenceMs: z.number() })),
    speechMs: z.number(),
    silenceMs: z.number(),
    /** Longest run of speech plus one second (Keinert et al. 2025); null without speech. */
    emotionalPhase: segmentSchema.nullable(),
    mergeGapMs: z.number(),
  }),
]);
export type Speech = z.infer<typeof speechSchema>;

export const speechContract = {
  get: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(
      z.object({
        sessionId: z.int(),
        /** Longest pause within a run of speech, in ms. */
        mergeGapMs: z.number().min(0).max(60_000).default(DEFAULT_MERGE_GAP_MS),
      }),
    )
    .output(speechSchema),
};
