import type { StudyDatabase } from "./open-database.ts";

export interface AuditEntry {
  /** A rater's code, or the host's name where nobody is signed in. */
  readonly actor: string;
  readonly action: string;
  readonly sessionId: number | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Adds a row to the audit trail; call it within the transaction of the change that it describes. */
export function recordAudit(db: StudyDatabase, entry: AuditEntry): void {
  db.prepare("INSERT INTO audit (at, actor, action, session_id, details) VALUES (?, ?, ?, ?, ?)").run(
    new Date().toISOString(),
    entry.actor,
    entry.action,
    entry.sessionId,
    JSON.stringify(entry.details),
  );
}
