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
}

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

export type WorkerTask = AnalysisTask | ProbeTask | PeaksTask;

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
  /** Per expression model, seven probabilities a frame in the order of EXPRESSIONS. */
  readonly probabilities: readonly { readonly modelId: string; readonly values: Float32Array }[];
  /** Per expression model, means over the frames with a face in the order of EXPRESSIONS; null without a face. */
  readonly means: readonly { readonly modelId: string; readonly values: readonly number[] | null }[];
  /** State after this minute: what the next one resumes from. */
  readonly following: FollowingState;
}

/** Why a task failed, in the user's words. `code` is one of the failure codes that the contract declares. */
export interface WorkerFailure {
  readonly code: "UNSUPPORTED_MEDIA" | "VIDEO_MISSING" | "MODEL_DAMAGED" | "ANALYSIS_FAILED";
  readonly message: string;
  readonly remedy: string | null;
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
  | { readonly type: "progress"; readonly framesDone: number; readonly timeMs: number }
  | { readonly type: "minute"; readonly minute: AnalysedMinute }
  /** All minutes have been sent. `notices` are findings about the file, in words (broken packets, early end). */
  | { readonly type: "finished"; readonly framesDone: number; readonly notices: readonly string[] }
  | { readonly type: "cancelled" }
  | { readonly type: "failed"; readonly failure: WorkerFailure };
