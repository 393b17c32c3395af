import type { ReadingWithCards } from "../analysis/model-catalogue.ts";
import type { StudyDatabase } from "../database/open-database.ts";

const PREFIX = "imported:";

/** The source of imported minutes that a reading names, as in "imported:fer"; null for readings of this program's own. */
export function importedSource(readingId: string): string | null {
  return readingId.startsWith(PREFIX) ? readingId.slice(PREFIX.length) : null;
}

/** Sources of imported minutes, the one with the newest import first. */
export function importedSources(db: StudyDatabase): string[] {
  return db
    .prepare<[], string>("SELECT source FROM imported_minute GROUP BY source ORDER BY max(id) DESC")
    .pluck()
    .all();
}

/** Id of the reading that a source's minutes are. */
export function importedId(source: string): string {
  return `${PREFIX}${source}`;
}

/** The minutes of a source as a reading: it has no networks that this program knows. */
export function importedReading(source: string): ReadingWithCards {
  return {
    reading: { id: importedId(source), name: `Imported minutes (${source})`, parts: [], temperature: 1 },
    cards: [],
  };
}
