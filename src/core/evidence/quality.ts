import type { PixelBox, Quality } from "../../shared/contract/evidence.ts";
import { LANDMARK_MEASURE_COUNT, placeOf } from "../../shared/face-geometry/landmark-measures.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import type { FinishedRun } from "./finished-run.ts";
import { QualityMeasure } from "./measure-quality.ts";
import { float32Of, type MinuteFrames, minuteFrames } from "./minute-frames.ts";
import type { QualityFacts } from "./quality-facts.ts";
import { networkFrames, networksOfRun } from "./reading-frames.ts";
import { verdictOf } from "./verdicts.ts";
import { qualityWarnings } from "./warnings.ts";

/** Beyond this angle (degrees) to a side, the far half of the face is hardly seen. */
const TURNED_FROM_DEGREES = 35;

/** How well a run saw the client, in numbers and in words. */
export function runQuality(db: StudyDatabase, run: FinishedRun): Quality {
  const networks = networksOfRun(db, run.runId);
  const others = otherFacesByMinute(db, run.runId);
  const measure = new QualityMeasure();
  const minutes: Quality["minutes"] = [];
  for (const frames of minuteFrames(db, run.runId)) {
    const readings = networks.flatMap((modelId) => {
      const values = networkFrames(db, run.runId, frames.minute, modelId);
      return values === null ? [] : [{ modelId, values }];
    });
    measure.add(frames, readings);
    minutes.push(qualityMinute(frames, others.get(frames.minute) ?? 0));
  }
  const { medianFaceHeight, ...measured } = measure.finish();
  const facts: QualityFacts = {
    durationMs: run.durationMs,
    fromMs: run.fromMs,
    toMs: run.toMs,
    nFrames: run.nFrames,
    nFaces: run.nFaces,
    coverage: run.nFrames > 0 ? run.nFaces / run.nFrames : 0,
    turnedShare: turnedShare(db, run.runId),
    droppedPictures: droppedPictures(db, run.runId),
    notices: run.notices,
    minutes,
    ...measured,
  };
  const { gaps, uncertainShare, tooSmallShare } = facts;
  return {
    runId: run.runId,
    sessionId: run.sessionId,
    durationMs: facts.durationMs,
    fromMs: facts.fromMs,
    toMs: facts.toMs,
    nFrames: facts.nFrames,
    nFaces: facts.nFaces,
    coverage: facts.coverage,
    medianFaceHeight,
    uncertainShare,
    tooSmallShare,
    turnedShare: facts.turnedShare,
    gaps: gaps.length,
    longestGapMs: Math.max(0, ...gaps.map(({ fromMs, toMs }) => toMs - fromMs)),
    minutes,
    warnings: qualityWarnings(facts),
    verdict: verdictOf(db, run.runId),
  };
}

function qualityMinute(frames: MinuteFrames, otherFaces: number): Quality["minutes"][number] {
  const { minute, nFrames, nFaces, medianFaceHeight, medianPose, tracks } = frames;
  return {
    minute,
    nFrames,
    nFaces,
    coverage: nFrames > 0 ? nFaces / nFrames : null,
    medianFaceHeight,
    medianPose: medianPose && [...medianPose],
    tracks: [...new Set(tracks ?? [])].filter((track) => track > 0).sort((a, b) => a - b),
    otherFaces,
  };
}

/** Number of other people's tracks in each minute that has any. */
function otherFacesByMinute(db: StudyDatabase, runId: number): Map<number, number> {
  const rows = db
    .prepare<[number], { minute: number; n: number }>(
      "SELECT minute, count(*) AS n FROM other_face WHERE run_id = ? GROUP BY minute",
    )
    .all(runId);
  return new Map(rows.map(({ minute, n }) => [minute, n]));
}

function turnedShare(db: StudyDatabase, runId: number): number | null {
  let readings = 0;
  let turned = 0;
  for (const blob of db
    .prepare<[number], Buffer>("SELECT measures FROM mesh_minute WHERE run_id = ?")
    .pluck()
    .all(runId)) {
    const measures = float32Of(blob);
    for (let at = placeOf("yaw"); at < measures.length; at += LANDMARK_MEASURE_COUNT) {
      readings += 1;
      if (Math.abs(measures[at] as number) > TURNED_FROM_DEGREES) turned += 1;
    }
  }
  return readings === 0 ? null : turned / readings;
}

function droppedPictures(db: StudyDatabase, runId: number): { timeMs: number; box: PixelBox }[] {
  return db
    .prepare<[number], { timeMs: number } & PixelBox>(
      `SELECT time_ms AS timeMs, x, y, width, height FROM dropped_track
       WHERE run_id = ? AND reason = 'still-picture' ORDER BY time_ms`,
    )
    .all(runId)
    .map(({ timeMs, ...box }) => ({ timeMs, box }));
}
