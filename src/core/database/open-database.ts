import { join } from "node:path";
import Database from "better-sqlite3";
import { Failure } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";
import { migrate, schemaVersion } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/all.ts";

export type StudyDatabase = Database.Database;

export const DATABASE_FILE = "study.sqlite";
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
  const db = new Database(file, { fileMustExist: true });
  try {
    configure(db);
    if (schemaVersion(db) === 0) throw new Error("The file holds no study.");
    return db;
  } catch (error) {
    db.close();
    throw new Failure("STUDY_DAMAGED", "The study's database cannot be read.", {
      where: file,
      remedy:
        "Copy the folder aside, then put the newest file of its backups folder in place of study.sqlite.",
      cause: error,
    });
  }
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
