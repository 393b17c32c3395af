import { createHash } from "node:crypto";
import { basename } from "node:path";
import { recordAudit } from "../database/audit.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { storageFailure } from "../failure.ts";

export type TableKind =
  | "sessions"
  | "minutes"
  | "outcomes"
  | "labels"
  | "action-units"
  | "action-unit-series";

/** A file as it came in. */
export interface TableFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** An import that is under way within a transaction. */
export interface TableImport {
  /** The import's id, which is made with its first new row: an import that brings nothing new leaves no trace. */
  id(): number;
  /** Notes what was stored in the audit trail, where something was. */
  close(stored: number): void;
}

export function beginImport(
  db: StudyDatabase,
  actor: string,
  about: {
    readonly kind: TableKind;
    readonly file: TableFile;
    readonly rows: number;
    readonly options?: Readonly<Record<string, unknown>>;
  },
): TableImport {
  const { kind, file, rows, options = {} } = about;
  const fileName = basename(file.fileName);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  let id: number | null = null;
  return {
    id: () => {
      id ??= Number(
        db
          .prepare(
            `INSERT INTO table_import (kind, file_name, sha256, n_rows, options, actor, imported_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
          )
          .run(kind, fileName, sha256, rows, JSON.stringify(options), actor, new Date().toISOString())
          .lastInsertRowid,
      );
      return id;
    },
    close: (stored) => {
      if (id === null) return;
      const details = { importId: id, fileName, sha256, stored, ...options };
      recordAudit(db, { actor, action: `${kind}.imported`, sessionId: null, details });
    },
  };
}

/**
 * Stores what a file brings: all of it or nothing.
 *
 * @throws Failure STORAGE_FAILED
 */
export function storeAll<Result>(db: StudyDatabase, work: () => Result): Result {
  try {
    return db.transaction(work).immediate();
  } catch (error) {
    throw storageFailure(error, db.name) ?? error;
  }
}
