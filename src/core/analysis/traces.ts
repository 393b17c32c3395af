import type { FrameTrace, MachineMinute, MachineMinutes } from "../../shared/contract/traces.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { runOfSession } from "../evidence/finished-run.ts";
import { excludedRuns } from "../evidence/verdicts.ts";
import { Failure } from "../failure.ts";
import { findSession, listSessions } from "../sessions/repo.ts";
import { newestRun, runMinutes } from "./run-repo.ts";

/**
 * Minutes of a finished run of a session, of the newest when left out; null when there is none.
 *
 * @throws Failure NOT_FOUND for an unknown session, and for a run that is not a finished one of it
 */
export function sessionMinutes(
  db: StudyDatabase,
  sessionId: number,
  modelId: string,
  asked?: number,
): MachineMinutes | null {
  const run = runOfSession(db, sessionId, asked);
  return run && { runId: run.runId, modelId, minutes: runMinutes(db, run.runId, modelId) };
}

/** Minutes of all analysed sessions, ordered by patient, session and minute; sessions whose newest run is excluded stay out. */
export function studyMinutes(
  db: StudyDatabase,
  modelId: string,
): (MachineMinute & { patient: string; session: number })[] {
  const excluded = excludedRuns(db);
  return listSessions(db).flatMap(({ sessionId, patient, number }) => {
    const runId = newestRun(db, sessionId);
    if (runId === null || excluded.has(runId)) return [];
    return runMinutes(db, runId, modelId).map((minute) => ({ patient, session: number, ...minute }));
  });
}

interface FrameColumns {
  n_frames: number;
  times_ms: Buffer<ArrayBuffer>;
  boxes: Buffer<ArrayBuffer>;
  scores: Buffer<ArrayBuffer>;
  probabilities: Buffer<ArrayBuffer>;
}

/** Every frame of a session's newest finished run; null when there is none. */
export function sessionFrames(db: StudyDatabase, sessionId: number, modelId: string): FrameTrace | null {
  requireSession(db, sessionId);
  const runId = newestRun(db, sessionId);
  if (runId === null) return null;
  const chunks = db
    .prepare<[string, number], FrameColumns>(
      `SELECT m.n_frames, m.times_ms, m.boxes, m.scores, e.probabilities
       FROM run_minute m
       JOIN minute_reading e ON e.run_id = m.run_id AND e.minute = m.minute AND e.model_id = ?
       WHERE m.run_id = ? ORDER BY m.minute`,
    )
    .all(modelId, runId);
  return {
    runId,
    modelId,
    nFrames: chunks.reduce((sum, chunk) => sum + chunk.n_frames, 0),
    timesMs: new Blob(chunks.map((chunk) => chunk.times_ms)),
    probabilities: new Blob(chunks.map((chunk) => chunk.probabilities)),
    boxes: new Blob(chunks.map((chunk) => chunk.boxes)),
    scores: new Blob(chunks.map((chunk) => chunk.scores)),
  };
}

function requireSession(db: StudyDatabase, sessionId: number): void {
  if (!findSession(db, sessionId)) throw new Failure("NOT_FOUND", "This session is not part of the study.");
}
