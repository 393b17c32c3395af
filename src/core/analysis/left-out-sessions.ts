import type { LeftOutSession } from "../../shared/contract/traces.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { excludedRuns, verdictOf } from "../evidence/verdicts.ts";
import { listSessions } from "../sessions/repo.ts";
import { countingRun } from "./run-repo.ts";

/**
 * Analysed sessions that have no part in a table of values, with the reason: their counting run is excluded, or lacks
 * what is asked for.
 *
 * @param lackOf what a run lacks, in words; null where it lacks nothing
 */
export function leftOutSessions(
  db: StudyDatabase,
  lackOf: (runId: number) => string | null,
): LeftOutSession[] {
  const excluded = excludedRuns(db);
  return listSessions(db).flatMap(({ sessionId, patient, number: session }) => {
    const runId = countingRun(db, sessionId);
    if (runId === null) return [];
    const words = excluded.has(runId)
      ? `Run ${runId} is excluded: ${verdictOf(db, runId).reason}`
      : lackOf(runId);
    return words === null ? [] : [{ patient, session, words }];
  });
}
