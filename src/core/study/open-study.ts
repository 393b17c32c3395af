import type { Study } from "../../shared/contract/studies.ts";
import type { StudyLock } from "../database/lock.ts";
import type { StudyDatabase } from "../database/open-database.ts";

/** The study that a core owns while it is open. */
export interface OpenStudy {
  readonly folder: string;
  readonly db: StudyDatabase;
  readonly lock: StudyLock;
  /** Replaced when the study's settings change. */
  info: Study;
}
