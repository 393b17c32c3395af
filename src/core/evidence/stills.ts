import type { Still } from "../../shared/contract/evidence.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { boxAt, float32Of, uint32Of } from "./minute-frames.ts";

interface StillColumns {
  frame: number;
  minute: number;
  time_ms: number;
  x: number;
  y: number;
  width: number;
  height: number;
  jpeg_width: number;
  jpeg_height: number;
}

/** The stills of a run in the order of their frames, with the faces that were found in these frames. */
export function runStills(db: StudyDatabase, runId: number): Still[] {
  const rows = db
    .prepare<[number], StillColumns>("SELECT * FROM still WHERE run_id = ? ORDER BY frame")
    .all(runId);
  const facesIn = facesByMinute(db, runId);
  return rows.map((row) => ({
    frame: row.frame,
    timeMs: row.time_ms,
    region: { x: row.x, y: row.y, width: row.width, height: row.height },
    ...facesIn(row.minute, row.frame),
    width: row.jpeg_width,
    height: row.jpeg_height,
  }));
}

/** True when a still of this frame was taken, whether its file is still there or not. */
export function hasStill(db: StudyDatabase, runId: number, frame: number): boolean {
  return db.prepare("SELECT 1 FROM still WHERE run_id = ? AND frame = ?").get(runId, frame) !== undefined;
}

type Faces = Pick<Still, "box" | "track" | "others">;

/** Looks up the faces of single frames, reading each minute's arrays once. */
function facesByMinute(db: StudyDatabase, runId: number): (minute: number, frame: number) => Faces {
  const firstFrames = framesBefore(db, runId);
  let known: { minute: number; at: (index: number) => Faces } | null = null;
  return (minute, frame) => {
    if (known?.minute !== minute) known = { minute, at: facesOfMinute(db, runId, minute) };
    return known.at(frame - (firstFrames.get(minute) ?? 0));
  };
}

/** Number of frames of the run before each minute. */
function framesBefore(db: StudyDatabase, runId: number): Map<number, number> {
  let sum = 0;
  const before = new Map<number, number>();
  for (const { minute, n } of db
    .prepare<[number], { minute: number; n: number }>(
      "SELECT minute, n_frames AS n FROM run_minute WHERE run_id = ? ORDER BY minute",
    )
    .all(runId)) {
    before.set(minute, sum);
    sum += n;
  }
  return before;
}

function facesOfMinute(db: StudyDatabase, runId: number, minute: number): (index: number) => Faces {
  const row = db
    .prepare<[number, number], { boxes: Buffer; tracks: Buffer | null }>(
      "SELECT boxes, tracks FROM run_minute WHERE run_id = ? AND minute = ?",
    )
    .get(runId, minute);
  const boxes = row ? float32Of(row.boxes) : new Float32Array();
  const tracks = row?.tracks ? uint32Of(row.tracks) : null;
  const others = db
    .prepare<[number, number], { track: number; frames: Buffer; boxes: Buffer }>(
      "SELECT track, frames, boxes FROM other_face WHERE run_id = ? AND minute = ? ORDER BY track",
    )
    .all(runId, minute)
    .map((other) => ({
      track: other.track,
      frames: uint32Of(other.frames),
      boxes: float32Of(other.boxes),
    }));
  return (index) => ({
    box: boxAt(boxes, index),
    track: tracks?.[index] || null,
    others: others.flatMap(({ track, frames, boxes: theirs }) => {
      const box = boxAt(theirs, frames.indexOf(index));
      return box === null ? [] : [{ track, box }];
    }),
  });
}
