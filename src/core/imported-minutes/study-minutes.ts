import type { LeftOutSession, MachineMinute } from "../../shared/contract/traces.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { standingSessions } from "../sessions/standing-sessions.ts";
import { asMachineMinute, importedMinutes } from "./repo.ts";

/** Imported minutes of a source, of all sessions that are not excluded, in the order of patient, session and minute. */
export function importedStudyMinutes(
  db: StudyDatabase,
  source: string,
): (MachineMinute & { patient: string; session: number })[] {
  const minutes = Map.groupBy(importedMinutes(db, source), ({ sessionId }) => sessionId);
  return standingSessions(db, true).flatMap(({ sessionId, patient, session, excluded }) =>
    excluded === null
      ? (minutes.get(sessionId) ?? [])
          .sort((a, b) => a.minute - b.minute)
          .map((minute) => ({ patient, session, ...asMachineMinute(minute) }))
      : [],
  );
}

/** Sessions that have no part in {@link importedStudyMinutes} because they are excluded, with the reason. */
export function leftOutOfImported(db: StudyDatabase): LeftOutSession[] {
  return standingSessions(db, true).flatMap(({ patient, session, excluded }) =>
    excluded === null ? [] : [{ patient, session, words: `it is excluded: ${excluded}` }],
  );
}
