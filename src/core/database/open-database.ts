import { join } from "node:path";
import Database from "better-sqlite3";
import { Failure, storageFailure, systemErrorCode } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";
import { migrate, schemaVersion } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";

export type StudyDatabase = Database.Database;

export const DATABASE_FILE = "study.sqlite";
/** What to do about a damaged database. */
export const RESTORE_REMEDY =
  "Change nothing in the folder and copy it aside; then restore study.sqlite from your own backup. " +
  "The folder backups holds copies that were made before an update of the program, if there was one.";

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Makes the settings that SQLite keeps per connection: foreign keys, write-ahead log, full synchronisation. */
function configure(db: StudyDatabase): StudyDatabase {
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  return db;
}

/** Creates a database file with the newest schema. The file must not exist. */
export function createDatabase(file: string): StudyDatabase {
  const db = configure(new Database(file));
  migrate(db, MIGRATIONS);
  return db;
}

/**
 * Opens a study's database and brings it to the newest schema, after a verified backup copy of the old one.
 *
 * @throws Failure STUDY_TOO_NEW for a schema that this program does not know, STUDY_DAMAGED for a file that is no
 * database or whose backup copy fails its integrity check.
 */
export function openDatabase(folder: string): StudyDatabase {
  const file = join(folder, DATABASE_FILE);
  const db = openVerified(file);
  try {
    const version = schemaVersion(db);
    if (version > SCHEMA_VERSION) {
      throw new Failure("STUDY_TOO_NEW", "This study was written by a newer version of Minutewise.", {
        where: folder,
        remedy: `Open it with that version; this one knows studies up to schema ${SCHEMA_VERSION}, this is ${version}.`,
      });
    }
    if (version < SCHEMA_VERSION) {
      backUp(db, folder, version);
      migrate(db, MIGRATIONS);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openVerified(file: string): StudyDatabase {
  const db = openFile(file);
  try {
    configure(db);
    if (schemaVersion(db) === 0) throw new Error("The file holds no study.");
    return db;
  } catch (error) {
    db.close();
    throw storageFailure(error, file) ?? damagedStudy(file, error);
  }
}

function openFile(file: string): StudyDatabase {
  try {
    return new Database(file, { fileMustExist: true });
  } catch (error) {
    throw storageFailure(error, file) ?? error;
  }
}

/** The failure for a database that SQLite cannot make sense of. */
export function damagedStudy(file: string, cause: unknown): Failure {
  return new Failure("STUDY_DAMAGED", "The study's database is damaged.", {
    where: file,
    remedy: RESTORE_REMEDY,
    cause,
  });
}

/** True for an error by which SQLite says that the file's content makes no sense. */
export function tellsOfDamage(error: unknown): boolean {
  const code = systemErrorCode(error) ?? "";
  return code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB";
}

/** Copies the database as it is into the study's backups folder and checks the copy. Returns the copy's path. */
export function backUp(db: StudyDatabase, folder: string, version: number): string {
  const backups = join(folder, "backups");
  makeFolder(backups);
  const stamp = new Date().toISOString().replaceAll(":", "-").replace(".", "-");
  const file = join(backups, `study-schema${version}-${stamp}.sqlite`);
  db.prepare("VACUUM INTO ?").run(file);
  const copy = new Database(file, { readonly: true });
  const verdict = copy.pragma("integrity_check", { simple: true });
  copy.close();
  if (verdict !== "ok") {
    throw new Failure("STUDY_DAMAGED", "The backup copy of the study failed its integrity check.", {
      where: file,
      remedy: "Run `doctor` on the study; it says what is damaged. Nothing was changed.",
    });
  }
  return file;
}
