import type Database from "better-sqlite3";

/** One step of the schema, run once, forward only. */
export interface Migration {
  /** The schema version after this step; versions count from 1 without gaps. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** The schema version that a database file is at; 0 for an empty file. */
export function schemaVersion(db: Database.Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/**
 * Runs every migration that the database has not had, each with its `user_version` in one transaction: a step
 * that fails leaves the database at the version before.
 */
export function migrate(db: Database.Database, migrations: readonly Migration[]): void {
  for (const migration of migrations) {
    if (migration.version <= schemaVersion(db)) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
