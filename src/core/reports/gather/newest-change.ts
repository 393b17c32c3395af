import type { StudyDatabase } from "../../database/open-database.ts";

/**
 * Number of the newest entry of the audit trail that may change what reports read: two equal ones stand for equal data.
 * It is read in well under a millisecond, whatever the study's size, so that pages can ask for it every few seconds.
 */
export function newestChange(db: StudyDatabase): number {
  return (
    db
      .prepare<[], number>(
        `SELECT id FROM audit
         WHERE action NOT LIKE '%.queued' AND action NOT LIKE 'proxy.%' AND action NOT LIKE 'speech.%'
           AND action NOT IN ('rater.signed-in', 'stills.exported')
         ORDER BY id DESC LIMIT 1`,
      )
      .pluck()
      .get() ?? 0
  );
}
