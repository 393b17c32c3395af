import type { StudyDatabase } from "../database/open-database.ts";

export interface SessionRow {
  readonly sessionId: number;
  readonly patient: string;
  readonly number: number;
  readonly heldOn: string | null;
  readonly createdAt: string;
}

const SELECT = `SELECT s.id AS sessionId, p.pseudonym AS patient, s.number, s.held_on AS heldOn,
  s.created_at AS createdAt FROM session s JOIN patient p ON p.id = s.patient_id`;

export function listSessions(db: StudyDatabase): SessionRow[] {
  return db.prepare<[], SessionRow>(`${SELECT} ORDER BY p.pseudonym COLLATE NOCASE, s.number`).all();
}

export function findSession(db: StudyDatabase, sessionId: number): SessionRow | null {
  return db.prepare<[number], SessionRow>(`${SELECT} WHERE s.id = ?`).get(sessionId) ?? null;
}

export function sessionByNumber(db: StudyDatabase, patient: string, number: number): SessionRow | null {
  return (
    db
      .prepare<[string, number], SessionRow>(`${SELECT} WHERE p.pseudonym = ? AND s.number = ?`)
      .get(patient, number) ?? null
  );
}

export function patientExists(db: StudyDatabase, patient: string): boolean {
  return db.prepare("SELECT 1 FROM patient WHERE pseudonym = ?").get(patient) !== undefined;
}

/** Adds a session, and its patient when the pseudonym is new. */
export function addSession(
  db: StudyDatabase,
  patient: string,
  number: number,
  heldOn: string | null,
): number {
  const now = new Date().toISOString();
  db.prepare("INSERT INTO patient (pseudonym, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING").run(
    patient,
    now,
  );
  const added = db
    .prepare(
      `INSERT INTO session (patient_id, number, held_on, created_at)
       SELECT id, ?, ?, ? FROM patient WHERE pseudonym = ?`,
    )
    .run(number, heldOn, now, patient);
  return Number(added.lastInsertRowid);
}

export function setSessionDate(db: StudyDatabase, sessionId: number, heldOn: string): void {
  db.prepare("UPDATE session SET held_on = ? WHERE id = ?").run(heldOn, sessionId);
}

/** The time of the last entry in each session's audit trail. */
export function lastChanges(db: StudyDatabase): Map<number, string> {
  const rows = db
    .prepare<[], { sessionId: number; at: string }>(
      "SELECT session_id AS sessionId, max(at) AS at FROM audit WHERE session_id IS NOT NULL GROUP BY session_id",
    )
    .all();
  return new Map(rows.map((row) => [row.sessionId, row.at]));
}
