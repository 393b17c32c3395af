import type { Study } from "../../shared/contract/studies.ts";
import { analysisModels, findReading, type ModelCatalogue } from "../analysis/model-catalogue.ts";
import { recordAudit } from "../database/audit.ts";
import type { OpenStudy } from "./open-study.ts";
import { readStudy } from "./study-folder.ts";

/** What of a study can be changed; what is left out stays. */
export interface StudyChanges {
  readonly name?: string | undefined;
  readonly defaultModelId?: string | undefined;
  /** Null: the expression models that come with the program. */
  readonly modelIds?: readonly string[] | null | undefined;
}

/**
 * Changes the study's settings, with an audit row that holds old and new values. What is the same already is no change.
 *
 * @throws Failure NOT_FOUND, INVALID_VALUE for a reading or models that this computer does not have
 */
export function updateStudy(
  study: OpenStudy,
  catalogue: ModelCatalogue,
  actor: string,
  { name, defaultModelId, modelIds }: StudyChanges,
): Study {
  if (defaultModelId !== undefined) findReading(catalogue, defaultModelId);
  if (modelIds) analysisModels(catalogue, modelIds);
  const { db, info } = study;
  const before = { name: info.name, defaultModelId: info.defaultModelId, modelIds: info.modelIds };
  const after = {
    name: name ?? before.name,
    defaultModelId: defaultModelId ?? before.defaultModelId,
    modelIds: modelIds === undefined ? before.modelIds : modelIds && [...new Set(modelIds)].sort(),
  };
  if (JSON.stringify(before) === JSON.stringify(after)) return info;
  db.transaction(() => {
    db.prepare("UPDATE study SET name = ?, default_model_id = ?, model_ids = ?").run(
      after.name,
      after.defaultModelId,
      after.modelIds && JSON.stringify(after.modelIds),
    );
    recordAudit(db, { actor, action: "study.updated", sessionId: null, details: { before, after } });
  })();
  study.info = readStudy(db, study.folder);
  return study.info;
}
