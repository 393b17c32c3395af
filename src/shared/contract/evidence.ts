import { oc } from "@orpc/contract";
import * as z from "zod";
import { EXPRESSIONS } from "../expression.ts";
import { failures } from "../failure.ts";

/** Part of the displayed picture in its pixels. */
export const pixelBoxSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type PixelBox = z.infer<typeof pixelBoxSchema>;

/** Region of the picture as shares (0..1) of its displayed width and height. */
const share = z.number().min(0).max(1);
export const pictureRegionSchema = z.object({
  x: share,
  y: share,
  width: share.positive(),
  height: share.positive(),
});
export type PictureRegion = z.infer<typeof pictureRegionSchema>;

export const VERDICTS = ["accepted", "excluded", "open"] as const;

/** A supervisor's decision whether a run may enter the results. */
export const verdictSchema = z.object({
  verdict: z.enum(VERDICTS),
  reason: z.string(),
  actor: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** A finding in words about a run: what, where, what to do. */
export const warningSchema = z.object({
  level: z.enum(["warning", "note"]),
  /** Names the rule, for sorting and tests: "low-coverage", "small-face", "turned-head", "one-expression", ... */
  kind: z.string(),
  text: z.string(),
  /** Where in the session it shows; null when it is about the whole. */
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
});
export type Warning = z.infer<typeof warningSchema>;

export const qualityMinuteSchema = z.object({
  minute: z.int().min(1),
  nFrames: z.int(),
  nFaces: z.int(),
  coverage: z.number().nullable(),
  /** Pixels; null without a face. */
  medianFaceHeight: z.number().nullable(),
  /** Degrees: yaw, pitch, roll; null without a reading of the mesh. */
  medianPose: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  /** Tracks that the client's face was on in this minute. */
  tracks: z.array(z.int()),
  otherFaces: z.int(),
});

/** How well a run saw the client. */
export const qualitySchema = z.object({
  runId: z.int(),
  sessionId: z.int(),
  durationMs: z.number(),
  fromMs: z.number(),
  toMs: z.number().nullable(),
  nFrames: z.int(),
  nFaces: z.int(),
  coverage: z.number(),
  medianFaceHeight: z.number().nullable(),
  /** Share of the frames with a face whose face is lower than 60 pixels, and lower than 40. */
  uncertainShare: z.number(),
  tooSmallShare: z.number(),
  /** Share of the mesh readings with the head turned by more than 35 degrees to a side. */
  turnedShare: z.number().nullable(),
  /** Gaps without a face that lasted longer than a second: how many, and the longest in ms. */
  gaps: z.int(),
  longestGapMs: z.number(),
  minutes: z.array(qualityMinuteSchema),
  warnings: z.array(warningSchema),
  verdict: verdictSchema,
});
export type Quality = z.infer<typeof qualitySchema>;

/** A face that was followed, or given up. */
export const trackSchema = z.object({
  track: z.int().min(1),
  role: z.enum(["client", "other", "dropped"]),
  firstMs: z.number(),
  lastMs: z.number(),
  nFrames: z.int(),
  medianHeight: z.number().nullable(),
  /** Median place of its box in the displayed picture. */
  place: pixelBoxSchema,
  /** Why a track was given up; null for the others. */
  reason: z.string().nullable(),
  /** Of the client's tracks: means over its frames, by reading; null where there are none. */
  means: z.record(z.string(), z.record(z.enum(EXPRESSIONS), z.number())).nullable(),
});
export type Track = z.infer<typeof trackSchema>;

/** A still of the region that was looked at; its JPEG is at `<mediaBase>/media/still/<runId>/<frame>`. */
export const stillSchema = z.object({
  frame: z.int().min(0),
  timeMs: z.number(),
  region: pixelBoxSchema,
  /** The client's face in this frame, to be drawn on request; null without a face. */
  box: pixelBoxSchema.nullable(),
  track: z.int().nullable(),
  /** Faces of other people in this frame. */
  others: z.array(z.object({ track: z.int(), box: pixelBoxSchema })),
  width: z.int(),
  height: z.int(),
});
export type Still = z.infer<typeof stillSchema>;

/** Every frame of a run as little-endian arrays, one entry (or group) per frame in order of presentation. */
export const runFramesSchema = z.object({
  runId: z.int(),
  nFrames: z.int(),
  /** Float64: presentation time in ms from the grid origin. */
  timesMs: z.instanceof(Blob),
  /** Float32 x 4: left, top, width, height of the face in pixels of the displayed picture; NaN without a face. */
  boxes: z.instanceof(Blob),
  /** Float32: detection score 0..1 of the face's last detection; NaN without a face. */
  scores: z.instanceof(Blob),
  /** Float32: the mesh's face flag 0..1 at its last reading; NaN without a face, and where it was not kept. */
  presences: z.instanceof(Blob),
  /** Uint32: track of the face, from 1; 0 without a face, and where it was not kept. */
  tracks: z.instanceof(Blob),
  /**
   * Per network, Float32 x its labels; NaN without a result. Of expression models the seven in the order of EXPRESSIONS;
   * a laboratory's models with labels of their own come last.
   */
  networks: z.array(
    z.object({ modelId: z.string(), labels: z.array(z.string()), probabilities: z.instanceof(Blob) }),
  ),
});
export type RunFrames = z.infer<typeof runFramesSchema>;

const statistics = z.object({
  median: z.number(),
  p90: z.number(),
  maximum: z.number(),
  msAbove: z.number(),
  bursts: z.int(),
});

/** Summaries of a minute beside the mean. */
export const minuteStatisticsSchema = z.object({
  minute: z.int().min(1),
  expressions: z.record(z.enum(EXPRESSIONS), statistics).nullable(),
  nonspecific: statistics.nullable(),
});
export type MinuteStatistics = z.infer<typeof minuteStatisticsSchema>;

/** Readings of the face mesh as little-endian arrays, one entry (or group) a reading. */
export const meshTraceSchema = z.object({
  runId: z.int(),
  nReadings: z.int(),
  /** Readings a second in the median. */
  readingsPerSecond: z.number().nullable(),
  /** Float64: presentation time in ms. */
  timesMs: z.instanceof(Blob),
  /** Names of the measures, and Float32 x their number. */
  measureNames: z.array(z.string()),
  measures: z.instanceof(Blob),
  /** Names of the action units ("AU1" ...), and Float32 x their number: 0..1, NaN where they cannot be told. */
  actionUnitNames: z.array(z.string()),
  actionUnits: z.instanceof(Blob),
  /** Emotions by the table of Mineur et al.: means of their action units; names, and Float32 x their number. */
  emotionNames: z.array(z.string()),
  emotions: z.instanceof(Blob),
  /** Blinks, or why they cannot be told: readings must lie close enough. */
  blinks: z.object({
    blinks: z.array(z.object({ startMs: z.number(), endMs: z.number() })),
    perMinute: z.number().nullable(),
    reason: z.string().nullable(),
  }),
  /** How the person's neutral face was found, or why it was not. */
  baseline: z.object({ nReadings: z.int(), note: z.string() }),
  /** Id and limits of the estimates. */
  card: z.object({
    id: z.string(),
    name: z.string(),
    limits: z.array(z.string()),
    /** Per action unit, how well the mesh can tell it at all. */
    units: z.array(
      z.object({ unit: z.string(), name: z.string(), confidence: z.enum(["good", "fair", "low"]) }),
    ),
  }),
});
export type MeshTrace = z.infer<typeof meshTraceSchema>;

/** A brief rise of an expression (1/25 to 1/2 s): a candidate for a micro-expression, no more. */
export const candidateSchema = z.object({
  expression: z.enum(EXPRESSIONS),
  startMs: z.number(),
  apexMs: z.number(),
  endMs: z.number(),
  peak: z.number(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** Two runs of one session side by side. */
export const comparisonSchema = z.object({
  runs: z.tuple([z.int(), z.int()]),
  /** What they were made with and differ in, in words: models, parameters, versions, machine, video. */
  differences: z.array(z.string()),
  nFramesCompared: z.int(),
  /** Frames where only one of them has a face. */
  faceInOneOnly: z.int(),
  /** Mean share of the area that the two boxes have in common. */
  meanOverlap: z.number().nullable(),
  readings: z.array(
    z.object({
      modelId: z.string(),
      /** Per expression: largest absolute difference of minute means, and correlation of the frames. */
      expressions: z.record(
        z.enum(EXPRESSIONS),
        z.object({ maxMinuteDifference: z.number().nullable(), frameCorrelation: z.number().nullable() }),
      ),
      identicalFrames: z.int(),
    }),
  ),
});
export type Comparison = z.infer<typeof comparisonSchema>;

const bySession = z.object({ sessionId: z.int() });
const ofRun = z.object({
  sessionId: z.int(),
  /** A finished run of the session; the one that counts when left out. */
  runId: z.int().optional(),
});
const ofReading = ofRun.extend({ modelId: z.string().optional() });
const reading = oc.errors(failures("NO_STUDY_OPEN", "NOT_FOUND"));

/** What shows whether the machine looked at the right face, and how well. Null answers: not analysed yet. */
export const evidenceContract = {
  quality: reading.input(ofRun).output(qualitySchema.nullable()),
  tracks: reading.input(ofRun).output(z.array(trackSchema).nullable()),
  stills: reading.input(ofRun).output(
    z
      .object({
        runId: z.int(),
        stills: z.array(stillSchema),
        /** Stills whose files are gone: derived files may be deleted; a new analysis takes them again. */
        missing: z.int(),
      })
      .nullable(),
  ),
  /** Copies the stills into a folder, under names that tell frame and time, with an index; shows faces. */
  exportStills: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "INVALID_VALUE", "STORAGE_FAILED"))
    .input(
      ofRun.extend({
        directory: z.string().min(1),
        /** Adds a contact sheet with the boxes drawn over the stills. */
        contactSheet: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        runId: z.int(),
        directory: z.string(),
        files: z.array(z.string()),
        missing: z.array(z.int()),
      }),
    ),
  frames: reading.input(ofRun).output(runFramesSchema.nullable()),
  statistics: reading.input(ofReading).output(
    z
      .object({
        runId: z.int(),
        modelId: z.string(),
        threshold: z.number(),
        minutes: z.array(minuteStatisticsSchema),
      })
      .nullable(),
  ),
  mesh: reading.input(ofRun).output(meshTraceSchema.nullable()),
  /** Candidates for micro-expressions, with the caveat that the frame rate asks for. */
  candidates: reading.input(ofReading).output(
    z
      .object({
        runId: z.int(),
        modelId: z.string(),
        caveat: z.string(),
        candidates: z.array(candidateSchema),
      })
      .nullable(),
  ),
  compare: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "INVALID_VALUE"))
    .input(z.object({ runA: z.int(), runB: z.int() }))
    .output(comparisonSchema),
  /** Accepts or excludes a run, with a reason; "open" takes a decision back. */
  decide: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "INVALID_VALUE"))
    .input(
      z.object({ runId: z.int(), verdict: z.enum(VERDICTS), reason: z.string().trim().max(500).default("") }),
    )
    .output(verdictSchema),
  /** Where the client sits in this session's picture; null: the largest face. */
  client: reading.input(bySession).output(pictureRegionSchema.nullable()),
  /** Says where the client sits; takes effect with the next analysis. */
  chooseClient: reading
    .input(bySession.extend({ region: pictureRegionSchema.nullable() }))
    .output(pictureRegionSchema.nullable()),
  /** The displayed picture at an instant, to choose the client on. */
  picture: oc
    .errors(failures("NO_STUDY_OPEN", "NOT_FOUND", "VIDEO_MISSING", "VIDEO_CHANGED", "UNSUPPORTED_MEDIA"))
    .input(bySession.extend({ timeMs: z.number().min(0) }))
    .output(z.object({ timeMs: z.number(), width: z.int(), height: z.int(), jpeg: z.instanceof(Blob) })),
};
