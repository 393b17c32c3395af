import type { ReadingDescription } from "../../../shared/reports/reading-description.ts";
import type { ReadingWithCards } from "../../analysis/model-catalogue.ts";
import type { StudyDatabase } from "../../database/open-database.ts";

/** What a report says about the reading that it rests on. Of a model that was removed since, the runs keep the hash. */
export function describeReading(db: StudyDatabase, { reading, cards }: ReadingWithCards): ReadingDescription {
  const parts = reading.parts.map(({ modelId, weight }) => {
    const card = cards.find(({ id }) => id === modelId);
    const sha256 = card?.sha256 ?? hashInRuns(db, modelId);
    return { modelId, name: card?.name ?? modelId, sha256, weight };
  });
  const [first] = parts;
  return {
    modelId: reading.id,
    name: reading.name,
    sha256: parts.length === 1 && first ? first.sha256 : null,
    temperature: reading.temperature,
    parts,
  };
}

/** The hash of a network in the newest run that was made with it. */
function hashInRuns(db: StudyDatabase, modelId: string): string {
  const found = db
    .prepare<[string], string>(
      `SELECT m.value ->> 'sha256' FROM run r, json_each(r.models) m
       WHERE m.value ->> 'modelId' = ? ORDER BY r.id DESC LIMIT 1`,
    )
    .pluck()
    .get(modelId);
  return found ?? "unknown: the model is not on this computer";
}
