import type { StudyDatabase } from "../../database/open-database.ts";
import type { RatingRow } from "../report-tables.ts";

/** The ratings by one version of a codebook as they stand now; a note alone rates nothing. */
export function currentRatings(
  db: StudyDatabase,
  codebook: { readonly key: string; readonly version: number },
): RatingRow[] {
  return db
    .prepare<[string, number], RatingRow>(
      `SELECT p.pseudonym AS patient, s.number AS session, c.minute, r.code AS rater, c.phase, c.arousal, c.peak,
         c.emotion, c.recorded_at AS recordedAt, CASE c.origin WHEN 'import' THEN 'import' ELSE 'form' END AS origin
       FROM rating_current c
       JOIN codebook b ON b.id = c.codebook_id AND b.key = ? AND b.version = ?
       JOIN rater r ON r.id = c.rater_id
       JOIN session s ON s.id = c.session_id
       JOIN patient p ON p.id = s.patient_id
       WHERE c.arousal IS NOT NULL OR c.not_ratable IS NOT NULL
       ORDER BY p.pseudonym, s.number, c.minute, r.code`,
    )
    .all(codebook.key, codebook.version);
}
