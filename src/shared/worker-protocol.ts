import type { Probe } from "./contract/media.ts";

/**
 * Messages between the core and its child process. Both sides exchange structured clones (typed arrays included),
 * never handles: the child opens videos and models, the core alone opens the database. A child serves one task and
 * ends.
 */

/** A model that the child loads: an ONNX file whose SHA-256 must be the one stated. */
export interface ModelReference {
  readonly modelId: string;
  readonly path: string;
  readonly sha256: string;
}

export interface AnalysisModels {
  readonly detector: ModelReference;
  readonly mesh: ModelReference;
  readonly expressions: readonly ModelReference[];
  /** Models of a laboratory with label sets of their own (action units, other emotions). */
  readonly others: readonly ModelReference[];
}

/** Settings of an analysis; stored with the run. Times in ms, lengths relative to the face box. */
export interface AnalysisParameters {
  /** Frames between two detections while the face is being followed. */
  readonly detectionInterval: number;
  /** Least detector score of a face in the region around a known place. */
  readonly minScore: number;
  /** Least detector score of a candidate that is then confirmed by the mesh's presence output. */
  readonly candidateScore: number;
  /** Least presence output that confirms a new face. */
  readonly minPresence: number;
  /** After this long without a face in the region, the whole picture is searched again. */
  readonly lostAfterMs: number;
  /** Frames between two searches of the whole picture while no face is known. */
  readonly searchInterval: number;
  /**
   * Frames between two looks into one part of the picture (the whole, then tile by tile) for people who are not
   * followed yet.
   */
  readonly sweepInterval: number;
  /** Analysed span in ms from the grid origin: frames at or after `fromMs` and before `toMs` (null: the end). */
  readonly fromMs: number;
  readonly toMs: number | null;
  /** At least this long between two readings of the mesh (landmarks, pose, action units); 0: every frame. */
  readonly meshIntervalMs: number;
  /** Frames between two stills. */
  readonly stillInterval: number;
  /** Probability from which an expression counts as shown: time above it and bursts. */
  readonly eventThreshold: number;
  /** Which of several people is the client. */
  readonly client: ClientChoice;
}

/**
 * How the client is told from other people in view: by default the largest face when the first is found; or the face
 * in a region that a user marked (shares 0..1 of the displayed picture's width and height).
 */
export type ClientChoice =
  | { readonly kind: "largest" }
  | {
      readonly kind: "region";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

/** Where a model computes, in onnxruntime's words. */
export const EXECUTION_PROVIDERS = ["cpu", "cuda", "dml", "coreml"] as const;
export type ExecutionProvider = (typeof EXECUTION_PROVIDERS)[number];

/** State of the following at a minute's start: what the child needs to continue as if it had never stopped. */
export interface FollowingState {
  /** Number of frames before this minute. */
  readonly framesBefore: number;
  /** JSON of the child's own making; opaque to the core. */
  readonly state: string;
}

export interface AnalysisTask {
  readonly kind: "analysis";
  readonly videoPath: string;
  readonly durationMs: number;
  readonly models: AnalysisModels;
  readonly parameters: AnalysisParameters;
  /** Preferred first; what cannot be used falls back to the next, the CPU at last. */
  readonly providers: readonly ExecutionProvider[];
  /** First minute to analyse (1-based) and the state stored with the minute before it; null starts at minute 1. */
  readonly resume: { readonly minute: number; readonly following: FollowingState } | null;
}

export interface ProbeTask {
  readonly kind: "probe";
  readonly videoPath: string;
}

export interface PeaksTask {
  readonly kind: "peaks";
  readonly videoPath: string;
  readonly peaksPerSecond: number;
}

/** Makes a copy that Chromium plays: H.264 and AAC in MP4. */
export interface ProxyTask {
  readonly kind: "proxy";
  readonly videoPath: string;
  readonly targetPath: string;
}

/** Finds speech and silence in the sound. */
export interface SpeechTask {
  readonly kind: "speech";
  readonly videoPath: string;
  readonly model: ModelReference;
}

/** The displayed picture at an instant as JPEG; its longer side at most `maxSidePx`. */
export interface StillTask {
  readonly kind: "still";
  readonly videoPath: string;
  readonly timeMs: number;
  readonly maxSidePx: number;
}

/** Runs models on their stored vectors and compares with the stored results. */
export interface SelfTestTask {
  readonly kind: "self-test";
  readonly models: readonly ModelReference[];
  readonly providers: readonly ExecutionProvider[];
}

/** Tries a laboratory's model: on made-up pictures, and where one is named, on a face in a picture or video. */
export interface TryModelTask {
  readonly kind: "try-model";
  readonly model: ModelReference;
  readonly detector: ModelReference;
  readonly mesh: ModelReference;
  readonly picturePath: string | null;
}

export type WorkerTask =
  | AnalysisTask
  | ProbeTask
  | PeaksTask
  | ProxyTask
  | SpeechTask
  | StillTask
  | SelfTestTask
  | TryModelTask;

/** A JPEG of the region that was looked at; nothing is drawn into it. */
export interface RegionStill {
  /** Number of the frame within the run, from 0. */
  readonly frame: number;
  readonly timeMs: number;
  /** Part of the displayed picture in its pixels; the whole picture while no face is known. */
  readonly region: PixelBox;
  readonly jpeg: Uint8Array;
  /** Size of the JPEG in pixels. */
  readonly width: number;
  readonly height: number;
}

export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A track that was given up as no person. */
export interface DroppedTrack {
  readonly track: number;
  /** "still-picture": never moved, failed the face flag or never changed. */
  readonly reason: "still-picture" | "not-confirmed";
  readonly timeMs: number;
  readonly box: PixelBox;
}

/** Another person's face in the frames of a minute; followed, not classified. */
export interface OtherFace {
  readonly track: number;
  /** Indices of the frames within the minute, rising. */
  readonly frames: Uint32Array;
  /** Left, top, width, height a frame, in pixels of the displayed picture. */
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
}

/** One expression reading (a model, a calibrated model or the blend) of a minute. */
export interface MinuteReading {
  readonly modelId: string;
  /** Frames whose face is high enough for this model, and those of them below the height where it is certain. */
  readonly nUsed: number;
  readonly nUncertain: number;
  /** Means over the used frames in the order of EXPRESSIONS; null without any. */
  readonly means: readonly number[] | null;
  /** In the order of EXPRESSIONS, then nonspecific arousal; null without a used frame. */
  readonly statistics: readonly SeriesStatistics[] | null;
}

/** Summary of one series over the used frames of a minute. */
export interface SeriesStatistics {
  readonly median: number;
  readonly p90: number;
  readonly maximum: number;
  /** Time in ms at or above the run's event threshold. */
  readonly msAbove: number;
  /** Separate runs of frames at or above the threshold. */
  readonly bursts: number;
}

/** What a laboratory's own model gave in a minute. */
export interface OtherOutput {
  readonly modelId: string;
  readonly labels: readonly string[];
  /** One value a label and frame; NaN where no face was found. */
  readonly values: Float32Array;
  readonly means: readonly number[] | null;
}

/** One analysed minute. Arrays hold one entry (or group) per frame; NaN where no face was found. */
export interface AnalysedMinute {
  readonly minute: number;
  readonly nFrames: number;
  readonly nFaces: number;
  /** Presentation time in ms from the grid origin. */
  readonly timesMs: Float64Array;
  /** Left, top, width, height in pixels of the displayed picture. */
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
  /** Face flag: the mesh's presence output at its last reading of this face, 0..1. */
  readonly presences: Float32Array;
  /** Id of the track that the client's face belongs to, from 1; 0 without a face. */
  readonly tracks: Uint32Array;
  /** Per expression model, seven probabilities a frame in the order of EXPRESSIONS; NaN also where the face is too small. */
  readonly probabilities: readonly { readonly modelId: string; readonly values: Float32Array }[];
  readonly readings: readonly MinuteReading[];
  readonly otherOutputs: readonly OtherOutput[];
  /** Readings of the mesh: indices of their frames within the minute, and LANDMARK_MEASURES values each. */
  readonly meshFrames: Uint32Array;
  readonly meshMeasures: Float32Array;
  /** Median height of the face's box in pixels; null without a face. */
  readonly medianFaceHeight: number | null;
  /** Median yaw, pitch and roll in degrees; null without a reading of the mesh. */
  readonly medianPose: readonly [number, number, number] | null;
  readonly otherFaces: readonly OtherFace[];
  readonly droppedTracks: readonly DroppedTrack[];
  readonly stills: readonly RegionStill[];
  /** State after this minute: what the next one resumes from. */
  readonly following: FollowingState;
}

/** Why a task failed, in the user's words. `code` is one of the failure codes that the contract declares. */
export interface WorkerFailure {
  readonly code:
    | "UNSUPPORTED_MEDIA"
    | "VIDEO_MISSING"
    | "MODEL_DAMAGED"
    | "ANALYSIS_FAILED"
    | "STORAGE_FAILED"
    /** A laboratory's model is not what its card says. */
    | "INVALID_FILE";
  readonly message: string;
  readonly remedy: string | null;
}

/** Where a model computes, and how far its stored vectors are from what it gives there; null without vectors. */
export interface ModelProvider {
  readonly modelId: string;
  readonly provider: ExecutionProvider;
  readonly maxDifference: number | null;
}

export interface SelfTestResult {
  readonly modelId: string;
  /** Null where the model cannot be used at all. */
  readonly provider: ExecutionProvider | null;
  readonly maxDifference: number | null;
  readonly tolerance: number | null;
  /** Why it does not compute where it was wanted to. */
  readonly notice: string | null;
  /** Why it cannot be used. */
  readonly failure: string | null;
}

export type ToWorker =
  | { readonly type: "start"; readonly task: WorkerTask }
  /** The core has stored the minute: the child may run at most a few minutes ahead of this. */
  | { readonly type: "stored"; readonly minute: number }
  | { readonly type: "cancel" };

export type FromWorker =
  | { readonly type: "probed"; readonly probe: Probe }
  /** One unsigned byte a peak; null when the file has no audio. */
  | { readonly type: "peaks"; readonly values: Uint8Array | null }
  /** The models are ready: which provider each one runs on, and why not the preferred one. */
  | {
      readonly type: "loaded";
      readonly providers: readonly ModelProvider[];
      readonly notice: string | null;
    }
  /** The copy is complete: largest difference between a frame's time in it and in the original, in ms. */
  | {
      readonly type: "proxied";
      readonly frames: number;
      readonly maxTimeErrorMs: number;
      readonly encoder: string;
    }
  /** Start and end of each stretch of speech in ms, one after the other; null when the file has no audio. */
  | { readonly type: "speech"; readonly segmentsMs: Float64Array | null; readonly durationMs: number }
  | {
      readonly type: "still";
      readonly timeMs: number;
      readonly jpeg: Uint8Array;
      readonly width: number;
      readonly height: number;
    }
  | { readonly type: "self-tested"; readonly results: readonly SelfTestResult[] }
  /** The model is what its card says; values of the face that was found, or of a made-up picture. */
  | {
      readonly type: "tried";
      readonly labels: readonly string[];
      readonly values: readonly number[];
      readonly face: PixelBox | null;
    }
  | { readonly type: "progress"; readonly framesDone: number; readonly timeMs: number }
  | { readonly type: "minute"; readonly minute: AnalysedMinute }
  /** All minutes have been sent. `notices` are findings about the file, in words (broken packets, early end). */
  | { readonly type: "finished"; readonly framesDone: number; readonly notices: readonly string[] }
  | { readonly type: "cancelled" }
  | { readonly type: "failed"; readonly failure: WorkerFailure };
