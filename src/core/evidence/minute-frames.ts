import type { PixelBox } from "../../shared/contract/evidence.ts";
import type { StudyDatabase } from "../database/open-database.ts";

/** The stored frames of one minute of a run; arrays as in the worker's protocol. */
export interface MinuteFrames {
  readonly minute: number;
  readonly nFrames: number;
  readonly nFaces: number;
  readonly timesMs: Float64Array;
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
  /** Null in minutes that were analysed before these were kept. */
  readonly presences: Float32Array | null;
  readonly tracks: Uint32Array | null;
  readonly medianFaceHeight: number | null;
  readonly medianPose: readonly [number, number, number] | null;
}

interface MinuteColumns {
  minute: number;
  n_frames: number;
  n_faces: number;
  times_ms: Buffer;
  boxes: Buffer;
  scores: Buffer;
  presences: Buffer | null;
  tracks: Buffer | null;
  median_face_height: number | null;
  median_yaw: number | null;
  median_pitch: number | null;
  median_roll: number | null;
}

/** The frames of a run, one minute after the other. */
export function* minuteFrames(db: StudyDatabase, runId: number): Generator<MinuteFrames> {
  const minutes = db
    .prepare<[number], number>("SELECT minute FROM run_minute WHERE run_id = ? ORDER BY minute")
    .pluck()
    .all(runId);
  for (const minute of minutes) {
    const frames = framesOfMinute(db, runId, minute);
    if (frames) yield frames;
  }
}

/** The frames of one minute of a run; null where it has none stored. */
export function framesOfMinute(db: StudyDatabase, runId: number, minute: number): MinuteFrames | null {
  const row = db
    .prepare<[number, number], MinuteColumns>(
      `SELECT minute, n_frames, n_faces, times_ms, boxes, scores, presences, tracks, median_face_height, median_yaw,
         median_pitch, median_roll
       FROM run_minute WHERE run_id = ? AND minute = ?`,
    )
    .get(runId, minute);
  return row ? toMinuteFrames(row) : null;
}

function toMinuteFrames(row: MinuteColumns): MinuteFrames {
  const { median_yaw: yaw, median_pitch: pitch, median_roll: roll } = row;
  return {
    minute: row.minute,
    nFrames: row.n_frames,
    nFaces: row.n_faces,
    timesMs: float64Of(row.times_ms),
    boxes: float32Of(row.boxes),
    scores: float32Of(row.scores),
    presences: row.presences && float32Of(row.presences),
    tracks: row.tracks && uint32Of(row.tracks),
    medianFaceHeight: row.median_face_height,
    medianPose: yaw === null || pitch === null || roll === null ? null : [yaw, pitch, roll],
  };
}

/** One of many boxes (left, top, width, height, one after the other); null without a face, and beyond the last. */
export function boxAt(boxes: Float32Array, index: number): PixelBox | null {
  const x = boxes[4 * index];
  if (x === undefined || Number.isNaN(x)) return null;
  return {
    x,
    y: boxes[4 * index + 1] as number,
    width: boxes[4 * index + 2] as number,
    height: boxes[4 * index + 3] as number,
  };
}

// A buffer of the database may start anywhere in memory, an array of numbers may not: hence the copies.

export function float64Of(blob: Buffer): Float64Array<ArrayBuffer> {
  return new Float64Array(new Uint8Array(blob).buffer);
}

export function float32Of(blob: Buffer): Float32Array<ArrayBuffer> {
  return new Float32Array(new Uint8Array(blob).buffer);
}

export function uint32Of(blob: Buffer): Uint32Array<ArrayBuffer> {
  return new Uint32Array(new Uint8Array(blob).buffer);
}
