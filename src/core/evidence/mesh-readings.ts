import { LANDMARK_MEASURE_COUNT } from "../../shared/face-geometry/landmark-measures.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { float32Of, float64Of, uint32Of } from "./minute-frames.ts";

/** All readings of the mesh of a run, in order of time. */
export interface MeshReadings {
  readonly timesMs: Float64Array<ArrayBuffer>;
  /** LANDMARK_MEASURE_COUNT numbers a reading. */
  readonly measures: Float32Array<ArrayBuffer>;
  /** Minute of each reading, and its frame within that minute. */
  readonly places: readonly { readonly minute: number; readonly frame: number }[];
}

export function meshReadings(db: StudyDatabase, runId: number): MeshReadings {
  const rows = db
    .prepare<[number], { minute: number; frames: Buffer; measures: Buffer; times: Buffer }>(
      `SELECT s.minute, s.frames, s.measures, m.times_ms AS times
       FROM mesh_minute s JOIN run_minute m ON m.run_id = s.run_id AND m.minute = s.minute
       WHERE s.run_id = ? ORDER BY s.minute`,
    )
    .all(runId);
  const chunks = rows.map((row) => ({
    minute: row.minute,
    frames: uint32Of(row.frames),
    measures: float32Of(row.measures),
    timesMs: float64Of(row.times),
  }));
  const places = chunks.flatMap(({ minute, frames }) => Array.from(frames, (frame) => ({ minute, frame })));
  const measures = new Float32Array(places.length * LANDMARK_MEASURE_COUNT);
  let at = 0;
  for (const chunk of chunks) {
    measures.set(chunk.measures, at);
    at += chunk.measures.length;
  }
  const timesMs = Float64Array.from(
    chunks.flatMap((chunk) => Array.from(chunk.frames, (frame) => chunk.timesMs[frame] ?? Number.NaN)),
  );
  return { timesMs, measures, places };
}
