import type { StudyDatabase } from "../database/open-database.ts";

/** Lengths in minutes that were imported, by session. */
export function importedLengths(db: StudyDatabase): Map<number, number> {
  return new Map(
    db.prepare<[], [number, number]>("SELECT session_id, n_minutes FROM session_length_current").raw().all(),
  );
}

/** Length in minutes that was imported for a session; null: none. */
export function importedLength(db: StudyDatabase, sessionId: number): number | null {
  const length = db
    .prepare<[number], number>("SELECT n_minutes FROM session_length_current WHERE session_id = ?")
    .pluck()
    .get(sessionId);
  return length ?? null;
}

/** Why an import excludes a session; null: it does not. */
export function importedExclusion(db: StudyDatabase, sessionId: number): string | null {
  const reason = db
    .prepare<[number], string | null>("SELECT reason FROM session_exclusion_current WHERE session_id = ?")
    .pluck()
    .get(sessionId);
  return reason ?? null;
}

/** Sessions that an import excludes, with the reason; sessions that it lets in stand here with null. */
export function importedExclusions(db: StudyDatabase): Map<number, string | null> {
  return new Map(
    db
      .prepare<[], [number, string | null]>("SELECT session_id, reason FROM session_exclusion_current")
      .raw()
      .all(),
  );
}

/** Appends what an import says of a session's length. Call it within a transaction. */
export function appendLength(db: StudyDatabase, importId: number, sessionId: number, nMinutes: number): void {
  db.prepare("INSERT INTO session_length (import_id, session_id, n_minutes) VALUES (?, ?, ?)").run(
    importId,
    sessionId,
    nMinutes,
  );
}

/** Appends whether a session may enter the results (reason null: it may). Call it within a transaction. */
export function appendExclusion(
  db: StudyDatabase,
  importId: number,
  sessionId: number,
  reason: string | null,
): void {
  db.prepare("INSERT INTO session_exclusion (import_id, session_id, reason) VALUES (?, ?, ?)").run(
    importId,
    sessionId,
    reason,
  );
}
