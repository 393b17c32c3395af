import { countingRun } from "../analysis/run-repo.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { findSession } from "../sessions/repo.ts";

/** A finished run with what its evidence is told by. */
export interface FinishedRun {
  readonly runId: number;
  readonly sessionId: number;
  readonly durationMs: number;
  /** Analysed span; `toMs` null: to the end. */
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly nFrames: number;
  readonly nFaces: number;
  readonly notices: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * The run that was asked for, or the one that counts for the session; null when the session is not analysed.
 *
 * @throws Failure NOT_FOUND for an unknown session, and for a run that is not a finished one of this session
 */
export function runOfSession(
  db: StudyDatabase,
  sessionId: number,
  runId: number | undefined,
): FinishedRun | null {
  if (!findSession(db, sessionId)) throw new Failure("NOT_FOUND", "This session is not part of the study.");
  if (runId === undefined) {
    const counting = countingRun(db, sessionId);
    return counting === null ? null : finishedRun(db, counting);
  }
  const run = finishedRun(db, runId);
  if (run.sessionId !== sessionId) throw unknownRun(runId, "belongs to another session");
  return run;
}

interface RunColumns {
  id: number;
  session_id: number;
  duration_ms: number;
  from_ms: number;
  to_ms: number | null;
  n_frames: number | null;
  n_faces: number | null;
  notices: string;
  parameters: string;
  finished_at: string | null;
}

/** @throws Failure NOT_FOUND when there is no such run, or it is not finished */
export function finishedRun(db: StudyDatabase, runId: number): FinishedRun {
  const row = db
    .prepare<[number], RunColumns>(
      `SELECT id, session_id, duration_ms, from_ms, to_ms, n_frames, n_faces, notices, parameters, finished_at
       FROM run WHERE id = ?`,
    )
    .get(runId);
  if (!row) throw unknownRun(runId, "is not part of this study");
  if (row.finished_at === null) throw unknownRun(runId, "is not finished");
  return {
    runId: row.id,
    sessionId: row.session_id,
    durationMs: row.duration_ms,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    nFrames: row.n_frames ?? 0,
    nFaces: row.n_faces ?? 0,
    notices: JSON.parse(row.notices) as string[],
    parameters: JSON.parse(row.parameters) as Record<string, unknown>,
  };
}

function unknownRun(runId: number, why: string): Failure {
  return new Failure("NOT_FOUND", `Run ${runId} ${why}.`, {
    remedy: "minutewise runs STUDY lists the runs, as does the session's evidence in the page.",
  });
}
