import type { ModelCatalogue, ReadingWithCards } from "../../analysis/model-catalogue.ts";
import { findStoredReading } from "../../analysis/stored-reading.ts";
import type { StudyDatabase } from "../../database/open-database.ts";
import { importedReading, importedSources } from "../../imported-minutes/imported-reading.ts";

/**
 * The reading of the machine's side of a report: the one that is asked for; else the study's usual one, where a run is
 * finished; else the minutes that were imported last; else none.
 *
 * @throws Failure NOT_FOUND for a reading that neither this computer nor the study knows
 */
export function reportReading(
  db: StudyDatabase,
  catalogue: ModelCatalogue,
  usualId: string,
  asked?: string,
): ReadingWithCards | null {
  const id = asked ?? usualReportReading(db, usualId);
  return id === null ? null : findStoredReading(db, catalogue, id);
}

/** Id of the reading that reports rest on unless another one is asked for; null: none. */
export function usualReportReading(db: StudyDatabase, usualId: string): string | null {
  if (hasFinishedRun(db)) return usualId;
  const [source] = importedSources(db);
  return source === undefined ? null : importedReading(source).reading.id;
}

function hasFinishedRun(db: StudyDatabase): boolean {
  return db.prepare("SELECT 1 FROM run WHERE finished_at IS NOT NULL LIMIT 1").get() !== undefined;
}
