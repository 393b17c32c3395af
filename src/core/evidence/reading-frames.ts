import { type Reading, readFrames } from "../../shared/expression-readings.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { float32Of } from "./minute-frames.ts";

/** Seven probabilities a frame of a reading in one minute of a run; null when the run lacks one of its networks. */
export function readingOfMinute(
  db: StudyDatabase,
  runId: number,
  minute: number,
  reading: Reading,
): Float32Array | null {
  const parts = new Map<string, Float32Array>();
  for (const { modelId } of reading.parts) {
    const values = networkFrames(db, runId, minute, modelId);
    if (values === null) return null;
    parts.set(modelId, values);
  }
  return readFrames(reading, (modelId) => parts.get(modelId) ?? new Float32Array());
}

/** Seven probabilities a frame as a network gave them in a minute; null when it did not run. */
export function networkFrames(
  db: StudyDatabase,
  runId: number,
  minute: number,
  modelId: string,
): Float32Array | null {
  const blob = db
    .prepare<[number, number, string], Buffer | null>(
      "SELECT probabilities FROM minute_reading WHERE run_id = ? AND minute = ? AND model_id = ?",
    )
    .pluck()
    .get(runId, minute, modelId);
  return blob ? float32Of(blob) : null;
}

/** Ids of the networks whose frames a run keeps, in the order in which they were stored. */
export function networksOfRun(db: StudyDatabase, runId: number): string[] {
  return db
    .prepare<[number], string>(
      `SELECT model_id FROM minute_reading WHERE run_id = ? AND probabilities IS NOT NULL
       GROUP BY model_id ORDER BY min(rowid)`,
    )
    .pluck()
    .all(runId);
}

/** Networks of a laboratory with labels of their own that a run used. */
export function ownNetworksOfRun(db: StudyDatabase, runId: number): { modelId: string; labels: string[] }[] {
  return db
    .prepare<[number], { modelId: string; labels: string }>(
      `SELECT model_id AS modelId, labels FROM minute_output WHERE run_id = ?
       GROUP BY model_id ORDER BY min(rowid)`,
    )
    .all(runId)
    .map(({ modelId, labels }) => ({ modelId, labels: JSON.parse(labels) as string[] }));
}

/** One value a label and frame of such a network in a minute; null when it did not run. */
export function ownNetworkFrames(
  db: StudyDatabase,
  runId: number,
  minute: number,
  modelId: string,
): Float32Array | null {
  const blob = db
    .prepare<[number, number, string], Buffer>(
      "SELECT outputs FROM minute_output WHERE run_id = ? AND minute = ? AND model_id = ?",
    )
    .pluck()
    .get(runId, minute, modelId);
  return blob ? float32Of(blob) : null;
}
