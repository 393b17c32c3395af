import { join } from "node:path";
import Database from "better-sqlite3";
import { Failure, systemErrorCode } from "../failure.ts";

export interface StudyLock {
  release(): void;
}

/**
 * Takes the study's lock: an exclusive lock of the operating system on a file of its own, held through SQLite.
 * It vanishes with the process however that ends, so a kill leaves no stale lock behind.
 *
 * @throws Failure STUDY_IN_USE when another process holds it.
 */
export function lockStudy(folder: string): StudyLock {
  const db = new Database(join(folder, "study.lock"), { timeout: 0 });
  try {
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (systemErrorCode(error)?.startsWith("SQLITE_BUSY")) {
      throw new Failure("STUDY_IN_USE", "This study is open in another Minutewise window or command.", {
        where: folder,
        remedy: "Close it there, or wait until that command has finished.",
      });
    }
    throw error;
  }
  return { release: () => db.close() };
}
