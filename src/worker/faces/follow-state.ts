import * as z from "zod";
import type { FollowState } from "./tracker.ts";

const boxSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  score: z.number(),
});

const trackSchema = z.object({
  id: z.int(),
  box: boxSchema,
  timeMs: z.number(),
  velocity: z.object({ x: z.number(), y: z.number() }),
  missedSinceMs: z.number().nullable(),
  bornMs: z.number(),
  other: z.boolean(),
  life: z
    .object({ place: boxSchema, looks: z.array(z.object({ timeMs: z.number(), signature: z.string() })) })
    .nullable(),
  sizes: z.object({ sum: z.number(), count: z.int() }),
  presence: z.number(),
  looksSincePresence: z.int(),
  doubts: z.int(),
  windowsSinceLook: z.int(),
});

/** What following carries from one minute to the next, as it is stored. */
export const followStateSchema: z.ZodType<FollowState> = z.object({
  nextTrack: z.int(),
  tracks: z.array(trackSchema),
  client: z.int().nullable(),
  lastClient: z.object({ track: z.int(), box: boxSchema, timeMs: z.number() }).nullable(),
  gone: z.array(z.object({ id: z.int(), box: boxSchema, timeMs: z.number() })),
  hints: z.array(boxSchema),
  pictures: z.array(z.object({ box: boxSchema, signature: z.string() })),
  framesSinceSearch: z.int().nullable(),
  framesSinceSweep: z.int(),
  sweepPart: z.int(),
  checksum: z.number().nullable(),
  retaken: z.array(z.object({ lostMs: z.number(), foundMs: z.number() })),
});
