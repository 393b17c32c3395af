import { EXPRESSIONS } from "../../shared/expression.ts";
import type { AnalysedMinute } from "../../shared/worker-protocol.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { toBlob } from "./blobs.ts";

/** Stores an analysed minute in one transaction; its stills' files have been written before. */
export function storeMinute(db: StudyDatabase, runId: number, minute: AnalysedMinute): void {
  db.transaction(() => {
    storeFrames(db, runId, minute);
    storeReadings(db, runId, minute);
    storeOtherOutputs(db, runId, minute);
    storeMesh(db, runId, minute);
    storeOtherFaces(db, runId, minute);
    storeStills(db, runId, minute);
  })();
}

function storeFrames(db: StudyDatabase, runId: number, minute: AnalysedMinute): void {
  const [yaw = null, pitch = null, roll = null] = minute.medianPose ?? [];
  db.prepare(
    `INSERT INTO run_minute (run_id, minute, n_frames, n_faces, times_ms, boxes, scores, presences, tracks,
       median_face_height, median_yaw, median_pitch, median_roll, following)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    runId,
    minute.minute,
    minute.nFrames,
    minute.nFaces,
    toBlob(minute.timesMs),
    toBlob(minute.boxes),
    toBlob(minute.scores),
    toBlob(minute.presences),
    toBlob(minute.tracks),
    minute.medianFaceHeight,
    yaw,
    pitch,
    roll,
    JSON.stringify(minute.following),
  );
}

function storeReadings(db: StudyDatabase, runId: number, minute: AnalysedMinute): void {
  const insert = db.prepare(
    `INSERT INTO minute_reading (run_id, minute, model_id, n_used, n_uncertain, probabilities,
       ${EXPRESSIONS.join(", ")}, statistics)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { modelId, nUsed, nUncertain, means, statistics } of minute.readings) {
    const frames = minute.probabilities.find((model) => model.modelId === modelId);
    insert.run(
      runId,
      minute.minute,
      modelId,
      nUsed,
      nUncertain,
      frames ? toBlob(frames.values) : null,
      ...EXPRESSIONS.map((_, i) => means?.[i] ?? null),
      statistics && JSON.stringify(statistics),
    );
  }
}

function storeOtherOutputs(db: StudyDatabase, runId: number, minute: AnalysedMinute): void {
  const insert = db.prepare(
    "INSERT INTO minute_output (run_id, minute, model_id, labels, outputs, means) VALUES (?, ?, ?, ?, ?, ?)",
  );
  for (const { modelId, labels, values, means } of minute.otherOutputs) {
    const stored = means && JSON.stringify(means);
    insert.run(runId, minute.minute, modelId, JSON.stringify(labels), toBlob(values), stored);
  }
}

function storeMesh(db: StudyDatabase, runId: number, minute: AnalysedMinute): void {
  if (minute.meshFrames.length === 0) return;
  db.prepare("INSERT INTO mesh_minute (run_id, minute, frames, measures) VALUES (?, ?, ?, ?)").run(
    runId,
    minute.minute,
    toBlob(minute.meshFrames),
    toBlob(minute.meshMeasures),
  );
}

function storeOtherFaces(db: StudyDatabase, runId: number, minute: AnalysedMinute): void {
  const insert = db.prepare(
    "INSERT INTO other_face (run_id, minute, track, frames, boxes, scores) VALUES (?, ?, ?, ?, ?, ?)",
  );
  for (const { track, frames, boxes, scores } of minute.otherFaces) {
    insert.run(runId, minute.minute, track, toBlob(frames), toBlob(boxes), toBlob(scores));
  }
  const drop = db.prepare(
    `INSERT OR IGNORE INTO dropped_track (run_id, track, minute, reason, time_ms, x, y, width, height)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { track, reason, timeMs, box } of minute.droppedTracks) {
    drop.run(runId, track, minute.minute, reason, timeMs, box.x, box.y, box.width, box.height);
  }
}

function storeStills(db: StudyDatabase, runId: number, minute: AnalysedMinute): void {
  const insert = db.prepare(
    `INSERT INTO still (run_id, frame, minute, time_ms, x, y, width, height, jpeg_width, jpeg_height)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { frame, timeMs, region, width, height } of minute.stills) {
    const { x, y } = region;
    insert.run(runId, frame, minute.minute, timeMs, x, y, region.width, region.height, width, height);
  }
}
