import * as z from "zod";
import type { GonePerson, LastClient } from "./client.ts";
import type { FaceBox } from "./face-box.ts";
import type { Track } from "./track.ts";
import type { WallPicture } from "./wall-pictures.ts";

/** When the client was lost and taken up again as another track, and whether in another place. */
export interface RetakenClient {
  readonly lostMs: number;
  readonly foundMs: number;
  readonly elsewhere: boolean;
}

/** What is known between two windows of frames. Plain data: it is stored with each minute. */
export interface FollowState {
  /** Id that the next new track gets. */
  readonly nextTrack: number;
  readonly tracks: readonly Track[];
  /** Track that is the client; null while nobody is. */
  readonly client: number | null;
  readonly lastClient: LastClient | null;
  readonly gone: readonly GonePerson[];
  /** Places where a new face was seen once. */
  readonly hints: readonly FaceBox[];
  readonly pictures: readonly WallPicture[];
  /** Frames since the whole picture was searched; null: search at once. */
  readonly framesSinceSearch: number | null;
  readonly framesSinceSweep: number;
  readonly sweepPart: number;
  /** Of the picture at the last look at a face that has not proved to live; null when there was none. */
  readonly checksum: number | null;
  readonly retaken: readonly RetakenClient[];
}

export const NOTHING_KNOWN: FollowState = {
  nextTrack: 1,
  tracks: [],
  client: null,
  lastClient: null,
  gone: [],
  hints: [],
  pictures: [],
  framesSinceSearch: null,
  framesSinceSweep: 0,
  sweepPart: 0,
  checksum: null,
  retaken: [],
};

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
  retaken: z.array(z.object({ lostMs: z.number(), foundMs: z.number(), elsewhere: z.boolean() })),
});
