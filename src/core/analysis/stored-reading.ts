import type { StudyDatabase } from "../database/open-database.ts";
import { Failure } from "../failure.ts";
import { importedId, importedReading, importedSources } from "../imported-minutes/imported-reading.ts";
import {
  expressionReadings,
  findReading,
  type ModelCatalogue,
  type ReadingWithCards,
} from "./model-catalogue.ts";

/**
 * A reading by its id, also one that only stored minutes know: results stay when their model is taken off this
 * computer, and minutes that were imported. Of such a reading nothing can be computed; its stored minutes and frames
 * can be read. Imported minutes are found by their source, too, where no reading has its name.
 *
 * @throws Failure NOT_FOUND when neither this computer nor the study knows it, which names both
 */
export function findStoredReading(
  db: StudyDatabase,
  catalogue: ModelCatalogue,
  id: string,
): ReadingWithCards {
  const known = expressionReadings(catalogue).map((reading) => reading.id);
  if (known.includes(id)) return findReading(catalogue, id);
  if (readingIds(db).includes(id)) {
    return { reading: { id, name: id, parts: [{ modelId: id, weight: 1 }], temperature: 1 }, cards: [] };
  }
  const imported = importedSources(db).map(importedReading);
  const found = imported.find(({ reading }) => reading.id === id || reading.id === importedId(id));
  if (found) return found;
  const stored = [
    ...[...readingIds(db), ...ownModelIds(db)].filter((one) => !known.includes(one)),
    ...imported.map(({ reading }) => reading.id),
  ];
  const also = stored.length === 0 ? "" : ` This study also has results of ${stored.join(", ")}.`;
  throw new Failure("NOT_FOUND", `There is no expression model "${id}".`, {
    remedy: `Known are: ${known.join(", ")}.${also}`,
  });
}

function readingIds(db: StudyDatabase): string[] {
  return db.prepare<[], string>("SELECT DISTINCT model_id FROM minute_reading").pluck().all();
}

function ownModelIds(db: StudyDatabase): string[] {
  return db.prepare<[], string>("SELECT DISTINCT model_id FROM minute_output").pluck().all();
}
