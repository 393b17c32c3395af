import { isDeepStrictEqual } from "node:util";
import type { ImportedTable } from "../../shared/contract/imports.ts";
import { recordAudit } from "../database/audit.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { pastTheEnd } from "../exchange/past-the-end.ts";
import { refuseNoRows } from "../exchange/read-csv.ts";
import { beginImport, storeAll, type TableFile } from "../exchange/table-imports.ts";
import { addSession, sessionByNumber } from "../sessions/repo.ts";
import { standingSessions } from "../sessions/standing-sessions.ts";
import { importedReading } from "./imported-reading.ts";
import { type MinuteEntry, readMinutes } from "./read-minutes.ts";
import { type ImportedMinute, importedMinutes, minuteAppender } from "./repo.ts";

/**
 * Stores the minutes of a CSV as the reading "imported:<source>": all rows or none. Patients and sessions that are not in
 * the study are added; a minute that already stands like this is left alone, one that stands otherwise is stored anew
 * and counts from then on.
 *
 * @throws Failure INVALID_FILE naming every bad row, STORAGE_FAILED
 */
export function importMinutes(
  db: StudyDatabase,
  actor: string,
  file: TableFile,
  source: string,
): ImportedTable {
  const lengths = new Map(
    standingSessions(db, true).map(({ patient, session, minutes }) => [keyOf(patient, session), minutes]),
  );
  const entries = readMinutes(file, ({ patient, session, minute }) =>
    pastTheEnd(minute, lengths.get(keyOf(patient, session)) ?? null),
  );
  refuseNoRows(file.fileName, entries);
  return storeAll(db, () => storeMinutes(db, actor, file, source, entries));
}

function keyOf(patient: string, session: number): string {
  return `${patient.toLowerCase()} ${session}`;
}

function storeMinutes(
  db: StudyDatabase,
  actor: string,
  file: TableFile,
  source: string,
  entries: readonly MinuteEntry[],
): ImportedTable {
  const began = beginImport(db, actor, { kind: "minutes", file, rows: entries.length, options: { source } });
  const standing = new Map(
    importedMinutes(db, source).map((minute) => [`${minute.sessionId} ${minute.minute}`, minute]),
  );
  let append: ((minute: ImportedMinute) => void) | null = null;
  let stored = 0;
  let addedSessions = 0;
  const sessions = Map.groupBy(entries, ({ patient, session }) => keyOf(patient, session));
  for (const minutes of sessions.values()) {
    const [{ patient, session }] = minutes as [MinuteEntry];
    const known = sessionByNumber(db, patient, session);
    const sessionId = known?.sessionId ?? addSession(db, patient, session, null);
    if (!known) {
      addedSessions += 1;
      recordAudit(db, { actor, action: "session.added", sessionId, details: { date: null, video: null } });
    }
    let changed = 0;
    for (const { patient: _, session: __, ...values } of minutes) {
      const minute = { sessionId, ...values };
      const before = standing.get(`${sessionId} ${minute.minute}`);
      if (isDeepStrictEqual(before, minute)) continue;
      append ??= minuteAppender(db, began.id(), source);
      append(minute);
      changed += 1;
    }
    stored += changed;
    if (changed > 0) {
      const details = { importId: began.id(), source, stored: changed };
      recordAudit(db, { actor, action: "session.minutes-imported", sessionId, details });
    }
  }
  began.close(stored);
  const faceless = entries.filter(({ means }) => means === null).length;
  return {
    rows: entries.length,
    stored,
    unchanged: entries.length - stored,
    notes: [
      ...(addedSessions > 0 ? [`Sessions added to the study: ${addedSessions}.`] : []),
      ...(faceless > 0 ? [`Minutes without a face: ${faceless}.`] : []),
      `The minutes are the reading "${importedReading(source).reading.id}".`,
    ],
  };
}
