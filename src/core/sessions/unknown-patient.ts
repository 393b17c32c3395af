import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";

/** What is wrong with a row of a patient whom the study does not know. */
export function unknownPatient(patient: string): string {
  return `patient "${patient}" is not part of the study; import its sessions or minutes first`;
}

/**
 * Refuses a file about sessions or their patients as a whole while the study has none, in place of every row of it.
 *
 * @throws Failure INVALID_FILE
 */
export function refuseWithoutSessions(db: StudyDatabase, fileName: string): void {
  if (db.prepare("SELECT 1 FROM session LIMIT 1").get() !== undefined) return;
  throw new Failure(
    "INVALID_FILE",
    `The study has no sessions yet that ${fileName} could belong to. Nothing of it was stored.`,
    {
      where: fileName,
      remedy:
        "Add the sessions first, with “Add” on the page of sessions or with the command import --manifest or import-minutes; then import this file.",
    },
  );
}
