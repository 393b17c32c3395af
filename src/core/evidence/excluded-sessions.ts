import { countingRun } from "../analysis/run-repo.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { listSessions } from "../sessions/repo.ts";
import { excludedRuns, verdictOf } from "./verdicts.ts";

/** Sessions whose counting run a supervisor excluded, with the reason. */
export function excludedSessions(db: StudyDatabase): { patient: string; session: number; reason: string }[] {
  const excluded = excludedRuns(db);
  if (excluded.size === 0) return [];
  return listSessions(db).flatMap(({ sessionId, patient, number }) => {
    const runId = countingRun(db, sessionId);
    if (runId === null || !excluded.has(runId)) return [];
    return [{ patient, session: number, reason: verdictOf(db, runId).reason }];
  });
}
