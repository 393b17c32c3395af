import { randomUUID } from "node:crypto";
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CEAS_BASEL_2023 } from "../../shared/ceas/codebook.ts";
import type { Study } from "../../shared/contract/studies.ts";
import { DEFAULT_MODEL_ID } from "../../shared/expression.ts";
import { recordAudit } from "../database/audit.ts";
import { lockStudy } from "../database/lock.ts";
import { schemaVersion } from "../database/migrate.ts";
import {
  createDatabase,
  DATABASE_FILE,
  damagedStudy,
  openDatabase,
  type StudyDatabase,
  tellsOfDamage,
} from "../database/open-database.ts";
import { Failure, storageFailure } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";
import { wholePath } from "../whole-path.ts";
import type { OpenStudy } from "./open-study.ts";

/** True when the folder holds a study. */
export function holdsStudy(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE));
}

/**
 * Makes a study in a folder, which is created if needed. The database is written under another name first, so
 * that a study either exists whole or not at all.
 *
 * @throws Failure INVALID_VALUE, STUDY_EXISTS, STORAGE_FAILED
 */
export function createStudy(path: string, name: string, actor: string): void {
  const folder = wholePath(path);
  if (holdsStudy(folder)) {
    throw new Failure("STUDY_EXISTS", "There is a study in this folder already.", {
      where: folder,
      remedy: "Open it, or choose another folder.",
    });
  }
  const unfinished = join(folder, `${DATABASE_FILE}.new`);
  try {
    makeFolder(folder);
    rmSync(unfinished, { force: true });
    const db = createDatabase(unfinished);
    db.transaction(() => fillNewStudy(db, name, actor))();
    db.pragma("journal_mode = DELETE");
    db.close();
    renameSync(unfinished, join(folder, DATABASE_FILE));
  } catch (error) {
    throw storageFailure(error, folder) ?? error;
  }
}

function fillNewStudy(db: StudyDatabase, name: string, actor: string): void {
  const now = new Date().toISOString();
  db.prepare(
    "INSERT INTO study (id, study_uid, name, default_model_id, created_at) VALUES (1, ?, ?, ?, ?)",
  ).run(randomUUID(), name, DEFAULT_MODEL_ID, now);
  db.prepare("INSERT INTO codebook (key, version, definition, created_at) VALUES (?, ?, ?, ?)").run(
    CEAS_BASEL_2023.key,
    CEAS_BASEL_2023.version,
    JSON.stringify(CEAS_BASEL_2023),
    now,
  );
  recordAudit(db, { actor, action: "study.created", sessionId: null, details: { name } });
}

/**
 * Opens the study in a folder and takes its lock.
 *
 * @throws Failure INVALID_VALUE, STUDY_NOT_FOUND, STUDY_IN_USE, STUDY_TOO_NEW, STUDY_DAMAGED, STORAGE_FAILED
 */
export function openStudyFolder(path: string): OpenStudy {
  const folder = wholePath(path);
  if (!holdsStudy(folder)) {
    throw new Failure("STUDY_NOT_FOUND", "There is no study in this folder.", {
      where: folder,
      remedy: "Check the folder's name, or create a study there first.",
    });
  }
  try {
    const lock = lockStudy(folder);
    try {
      const db = openDatabase(folder);
      return { folder, db, lock, info: readStudy(db, folder) };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    if (tellsOfDamage(error)) throw damagedStudy(join(folder, DATABASE_FILE), error);
    throw storageFailure(error, folder) ?? error;
  }
}

interface StudyColumns {
  study_uid: string;
  name: string;
  default_model_id: string;
  model_ids: string | null;
  created_at: string;
}

/** @throws Failure STUDY_DAMAGED when the database holds no study */
export function readStudy(db: StudyDatabase, folder: string): Study {
  const row = db
    .prepare<[], StudyColumns>("SELECT study_uid, name, default_model_id, model_ids, created_at FROM study")
    .get();
  if (!row) throw new Failure("STUDY_DAMAGED", "The study's database holds no study.", { where: folder });
  return {
    studyId: row.study_uid,
    name: row.name,
    path: folder,
    createdAt: row.created_at,
    schemaVersion: schemaVersion(db),
    defaultModelId: row.default_model_id,
    modelIds: row.model_ids === null ? null : (JSON.parse(row.model_ids) as string[]),
  };
}
