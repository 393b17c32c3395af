import type Database from "better-sqlite3";
import type { StudyDatabase } from "./open-database.ts";

const known = new WeakMap<StudyDatabase, Map<string, Database.Statement>>();

/** A statement that is compiled once for each database: imports run the same one for each of thousands of rows. */
export function prepared<Parameters extends unknown[], Row = unknown>(
  db: StudyDatabase,
  sql: string,
): Database.Statement<Parameters, Row> {
  const statements = known.get(db) ?? new Map<string, Database.Statement>();
  known.set(db, statements);
  const statement = statements.get(sql) ?? db.prepare(sql);
  statements.set(sql, statement);
  return statement as Database.Statement<Parameters, Row>;
}
