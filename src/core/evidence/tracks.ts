import type { PixelBox, Track } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS, type Expression } from "../../shared/expression.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { medianOf } from "./median.ts";
import { float32Of, type MinuteFrames, minuteFrames, uint32Of } from "./minute-frames.ts";

/** Frames of one track as they are collected over the minutes. */
interface Collected {
  readonly track: number;
  readonly role: "client" | "other";
  readonly firstMs: number;
  lastMs: number;
  readonly boxes: number[][];
  readonly sums: Map<string, { readonly totals: number[]; frames: number }>;
}

/** The tracks of a run: the client's, other people's and those that were given up, in the order of their first frame. */
export function runTracks(db: StudyDatabase, runId: number): Track[] {
  const collected = new Map<string, Collected>();
  for (const minute of minuteFrames(db, runId)) {
    collectClient(collected, minute, readingsOfMinute(db, runId, minute.minute));
    collectOthers(collected, minute, db, runId);
  }
  const followed = [...collected.values()].map(toTrack);
  return [...followed, ...droppedTracks(db, runId)].sort(
    (a, b) => a.firstMs - b.firstMs || a.track - b.track,
  );
}

function collectClient(
  collected: Map<string, Collected>,
  { timesMs, boxes, tracks }: MinuteFrames,
  readings: readonly { modelId: string; values: Float32Array }[],
): void {
  if (tracks === null) return;
  for (const [index, track] of tracks.entries()) {
    if (track === 0) continue;
    const one = add(collected, track, "client", timesMs[index] as number, boxes, index);
    for (const { modelId, values } of readings) addReading(one, modelId, values, index);
  }
}

function collectOthers(
  collected: Map<string, Collected>,
  { minute, timesMs }: MinuteFrames,
  db: StudyDatabase,
  runId: number,
): void {
  const rows = db
    .prepare<[number, number], { track: number; frames: Buffer; boxes: Buffer }>(
      "SELECT track, frames, boxes FROM other_face WHERE run_id = ? AND minute = ?",
    )
    .all(runId, minute);
  for (const row of rows) {
    const boxes = float32Of(row.boxes);
    for (const [place, frame] of uint32Of(row.frames).entries()) {
      add(collected, row.track, "other", timesMs[frame] ?? Number.NaN, boxes, place);
    }
  }
}

function add(
  collected: Map<string, Collected>,
  track: number,
  role: Collected["role"],
  timeMs: number,
  boxes: Float32Array,
  at: number,
): Collected {
  // Somebody else's track may become the client's: then it is told once in each role.
  const key = `${role} ${track}`;
  let one = collected.get(key);
  if (!one) {
    one = { track, role, firstMs: timeMs, lastMs: timeMs, boxes: [[], [], [], []], sums: new Map() };
    collected.set(key, one);
  }
  one.lastMs = timeMs;
  for (let side = 0; side < 4; side++) one.boxes[side]?.push(boxes[4 * at + side] as number);
  return one;
}

function addReading(one: Collected, modelId: string, values: Float32Array, frame: number): void {
  const n = EXPRESSIONS.length;
  if (Number.isNaN(values[frame * n])) return;
  let sum = one.sums.get(modelId);
  if (!sum) {
    sum = { totals: new Array<number>(n).fill(0), frames: 0 };
    one.sums.set(modelId, sum);
  }
  sum.frames += 1;
  for (let k = 0; k < n; k++) sum.totals[k] = (sum.totals[k] as number) + (values[frame * n + k] as number);
}

function toTrack({ track, role, firstMs, lastMs, boxes, sums }: Collected): Track {
  const [x = 0, y = 0, width = 0, height = 0] = boxes.map((values) => medianOf(values) ?? 0);
  const means = [...sums].map(([modelId, { totals, frames }]) => [
    modelId,
    Object.fromEntries(EXPRESSIONS.map((name, k) => [name, (totals[k] as number) / frames])),
  ]);
  return {
    track,
    role,
    firstMs,
    lastMs,
    nFrames: boxes[0]?.length ?? 0,
    medianHeight: height,
    place: { x, y, width, height },
    reason: null,
    means:
      means.length === 0 ? null : (Object.fromEntries(means) as Record<string, Record<Expression, number>>),
  };
}

function readingsOfMinute(
  db: StudyDatabase,
  runId: number,
  minute: number,
): { modelId: string; values: Float32Array }[] {
  return db
    .prepare<[number, number], { modelId: string; probabilities: Buffer }>(
      `SELECT model_id AS modelId, probabilities FROM minute_reading
       WHERE run_id = ? AND minute = ? AND probabilities IS NOT NULL ORDER BY rowid`,
    )
    .all(runId, minute)
    .map(({ modelId, probabilities }) => ({ modelId, values: float32Of(probabilities) }));
}

const WHY_DROPPED: Readonly<Record<string, string>> = {
  "still-picture": "It never moved and failed the face check: a picture, not a person.",
  "not-confirmed": "It was not confirmed as a face.",
};

function droppedTracks(db: StudyDatabase, runId: number): Track[] {
  return db
    .prepare<[number], { track: number; reason: string; time_ms: number } & PixelBox>(
      "SELECT track, reason, time_ms, x, y, width, height FROM dropped_track WHERE run_id = ?",
    )
    .all(runId)
    .map(({ track, reason, time_ms, x, y, width, height }) => ({
      track,
      role: "dropped",
      firstMs: time_ms,
      lastMs: time_ms,
      nFrames: 0,
      medianHeight: height,
      place: { x, y, width, height },
      reason: WHY_DROPPED[reason] ?? reason,
      means: null,
    }));
}
