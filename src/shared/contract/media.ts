import { oc } from "@orpc/contract";
import * as z from "zod";
import { failures } from "../failure.ts";

export const VIDEO_STATUSES = ["present", "missing", "changed"] as const;

/** What probing a video file found. */
export const probeSchema = z.object({
  /** End of the last frame, counted from the first instant of the file's time line. */
  durationMs: z.int().min(0),
  /** Size as displayed, after rotation and pixel aspect ratio. */
  width: z.int().positive(),
  height: z.int().positive(),
  container: z.string(),
  videoCodec: z.string(),
  pixelFormat: z.string(),
  /** Mean frames per second. */
  frameRate: z.number().positive(),
  variableFrameRate: z.boolean(),
  /** Clockwise rotation for display: 0, 90, 180 or 270. */
  rotation: z.literal([0, 90, 180, 270]),
  /** Null when the file has no audio stream. */
  audio: z
    .object({ codec: z.string(), sampleRate: z.int().positive(), channels: z.int().positive() })
    .nullable(),
  /** Number of video frames when the container states it, otherwise estimated from duration and rate. */
  expectedFrames: z.int().min(0),
  /** What one should know about the file before it is used, in words: it was cut off, for example. Older studies have none. */
  notices: z.array(z.string()).default([]),
  /** What is particular about the file and how it is treated, in words: turned, interlaced, a varying frame rate. */
  traits: z.array(z.string()).default([]),
  /** True where pictures are stored as two fields of alternate lines. Older studies did not look. */
  interlaced: z.boolean().default(false),
  /** Width of a stored pixel by its height; `width` and `height` have it applied. */
  pixelAspect: z.number().positive().default(1),
});
export type Probe = z.infer<typeof probeSchema>;

/**
 * How a video is played in the page: the file itself, the playback copy, or not before a copy has been made. A copy is
 * played wherever there is one.
 */
export const PLAYBACK_STATES = ["direct", "proxy-ready", "proxy-needed"] as const;
export const playbackStateSchema = z.enum(PLAYBACK_STATES);
export type PlaybackState = z.infer<typeof playbackStateSchema>;

export const playbackSchema = z.object({
  state: playbackStateSchema,
  /** What the page asks the media address for; not of use while a copy is needed. */
  path: z.string(),
  /** Why the file itself cannot be played, in words; null when it can. */
  reason: z.string().nullable(),
  /** What made the copy that is played; null without one. */
  encoder: z.string().nullable(),
});
export type Playback = z.infer<typeof playbackSchema>;

export const videoSchema = z.object({
  videoId: z.int(),
  fileName: z.string(),
  path: z.string(),
  sizeBytes: z.int(),
  fingerprint: z.string(),
  /** "changed": the file at the path is not the one that was imported. */
  status: z.enum(VIDEO_STATUSES),
  playback: playbackStateSchema,
  probe: probeSchema,
});
export type Video = z.infer<typeof videoSchema>;

export const peaksSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("no-audio") }),
  z.object({
    state: z.literal("ready"),
    /** Peaks a second; each is the largest absolute sample of its span over all channels. */
    peaksPerSecond: z.int().positive(),
    /** One unsigned byte a peak, 0..255 for 0..full scale. */
    values: z.instanceof(Blob),
  }),
]);
export type Peaks = z.infer<typeof peaksSchema>;

export const mediaContract = {
  /** What the page plays for a session. A copy is made by the queue: `analysis.enqueue` with the kind "proxy". */
  playback: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND"))
    .input(z.object({ sessionId: z.int() }))
    .output(playbackSchema),
  /** Deletes a session's playback copy; nothing is lost, it can be made again. */
  removeProxy: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "STORAGE_FAILED"))
    .input(z.object({ sessionId: z.int() }))
    .output(playbackSchema),
  /**
   * Points a session's video at the file where it is now. A file with another fingerprint is refused with
   * VIDEO_CHANGED unless `acceptDifferentFile` is true; analyses made of the old file then say so.
   */
  relink: oc
    .errors(
      failures(
        "NO_STUDY_OPEN",
        "NOT_FOUND",
        "INVALID_VALUE",
        "VIDEO_MISSING",
        "VIDEO_CHANGED",
        "UNSUPPORTED_MEDIA",
      ),
    )
    .input(
      z.object({
        videoId: z.int(),
        path: z.string().min(1),
        acceptDifferentFile: z.boolean().default(false),
      }),
    )
    .output(videoSchema),
  /** Waveform of a session's audio; computed at the first call and kept. */
  peaks: oc
    .errors(
      failures(
        "NO_STUDY_OPEN",
        "NOT_FOUND",
        "VIDEO_MISSING",
        "VIDEO_CHANGED",
        "UNSUPPORTED_MEDIA",
        "STORAGE_FAILED",
      ),
    )
    .input(z.object({ sessionId: z.int() }))
    .output(peaksSchema),
};
