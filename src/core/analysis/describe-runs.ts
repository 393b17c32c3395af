import type { ListedRun } from "../../shared/contract/traces.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { verdictOf } from "../evidence/verdicts.ts";
import { listRuns } from "./run-repo.ts";

/** Runs of a session, newest first, with what became of them. */
export function describeRuns(db: StudyDatabase, sessionId: number): ListedRun[] {
  const sums = db.prepare<[number], { nFrames: number | null; nFaces: number | null }>(
    "SELECT n_frames AS nFrames, n_faces AS nFaces FROM run WHERE id = ? AND finished_at IS NOT NULL",
  );
  return listRuns(db, sessionId).map((run) => {
    const { nFrames, nFaces } = sums.get(run.runId) ?? { nFrames: null, nFaces: null };
    return {
      ...run,
      nFrames,
      nFaces,
      coverage: nFrames && nFaces !== null ? nFaces / nFrames : null,
      verdict: verdictOf(db, run.runId),
    };
  });
}
