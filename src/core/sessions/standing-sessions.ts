import { minuteCount } from "../../shared/time.ts";
import { countingRun } from "../analysis/run-repo.ts";
import { compareTexts } from "../compare-texts.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { excludedRuns, verdictOf } from "../evidence/verdicts.ts";
import { listSessions } from "./repo.ts";
import { importedExclusions, importedLengths } from "./session-facts.ts";

/** A session with what decides whether its minutes enter the results. */
export interface StandingSession {
  readonly sessionId: number;
  readonly patient: string;
  readonly session: number;
  readonly heldOn: string | null;
  /** Length in minutes, the last one possibly partial; null: neither a video nor an import states it. */
  readonly minutes: number | null;
  /** Why it enters nothing; null: it may. */
  readonly excluded: string | null;
  /** The run that counts for it; null: none. */
  readonly runId: number | null;
}

/**
 * Every session, in the order of patient and number. Of a session with a run, the supervisor's verdict on that run
 * decides; an exclusion that was imported is about an analysis made elsewhere, and decides where there is no run or where
 * the imported minutes are what is read.
 */
export function standingSessions(db: StudyDatabase, readsImported: boolean): StandingSession[] {
  const excluded = excludedRuns(db);
  const exclusions = importedExclusions(db);
  const lengths = importedLengths(db);
  const durations = new Map(
    db.prepare<[], [number, number]>("SELECT session_id, duration_ms FROM video").raw().all(),
  );
  const rows = listSessions(db).map(({ sessionId, patient, number, heldOn }): StandingSession => {
    const runId = countingRun(db, sessionId);
    const duration = durations.get(sessionId);
    const imported = runId === null || readsImported ? (exclusions.get(sessionId) ?? null) : null;
    return {
      sessionId,
      patient,
      session: number,
      heldOn,
      minutes: duration === undefined ? (lengths.get(sessionId) ?? null) : minuteCount(duration),
      excluded: runId !== null && excluded.has(runId) ? verdictOf(db, runId).reason : imported,
      runId,
    };
  });
  return rows.sort((a, b) => compareTexts(a.patient, b.patient) || a.session - b.session);
}
