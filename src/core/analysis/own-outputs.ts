import type { LeftOutSession, OwnOutputs } from "../../shared/contract/traces.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { ownNetworksOfRun } from "../evidence/reading-frames.ts";
import { excludedRuns } from "../evidence/verdicts.ts";
import { listSessions } from "../sessions/repo.ts";
import { leftOutSessions } from "./left-out-sessions.ts";
import { labelModelCard, type ModelCatalogue } from "./model-catalogue.ts";
import { countingRun } from "./run-repo.ts";

interface OutputColumns {
  minute: number;
  n_frames: number;
  n_faces: number;
  labels: string;
  means: string | null;
}

/**
 * Minute means of a laboratory's model with labels of its own, of all analysed sessions that ran it; sessions whose
 * counting run is excluded stay out.
 */
export function ownOutputs(db: StudyDatabase, modelId: string): OwnOutputs["minutes"] {
  const excluded = excludedRuns(db);
  const minutes = db.prepare<[string, number], OutputColumns>(
    `SELECT m.minute, m.n_frames, m.n_faces, o.labels, o.means
     FROM run_minute m
     JOIN minute_output o ON o.run_id = m.run_id AND o.minute = m.minute AND o.model_id = ?
     WHERE m.run_id = ? ORDER BY m.minute`,
  );
  return listSessions(db).flatMap(({ sessionId, patient, number: session }) => {
    const runId = countingRun(db, sessionId);
    if (runId === null || excluded.has(runId)) return [];
    return minutes
      .all(modelId, runId)
      .map(({ minute, n_frames: nFrames, n_faces: nFaces, labels, means }) => ({
        patient,
        session,
        minute,
        means: means === null ? null : named(JSON.parse(labels), JSON.parse(means)),
        nFrames,
        nFaces,
        coverage: nFrames > 0 ? nFaces / nFrames : null,
      }));
  });
}

/** Analysed sessions that have no part in {@link ownOutputs}, and why. */
export function leftOutOfOutputs(db: StudyDatabase, modelId: string): LeftOutSession[] {
  return leftOutSessions(db, (runId) =>
    ownNetworksOfRun(db, runId).some((network) => network.modelId === modelId)
      ? null
      : `Run ${runId} was made without ${modelId}.`,
  );
}

/**
 * Labels of a model that has labels of its own: those of its card and those of its stored outputs, which stay when the
 * model is taken off this computer.
 *
 * @throws Failure NOT_FOUND when neither this computer nor the study knows such a model
 */
export function ownLabels(db: StudyDatabase, catalogue: ModelCatalogue, modelId: string): string[] {
  const stored = db
    .prepare<[string], string>("SELECT DISTINCT labels FROM minute_output WHERE model_id = ?")
    .pluck()
    .all(modelId)
    .flatMap((labels) => JSON.parse(labels) as string[]);
  const isKnown = catalogue.cards.some(({ id }) => id === modelId);
  const labels = isKnown || stored.length === 0 ? (labelModelCard(catalogue, modelId).labels ?? []) : [];
  return [...new Set([...labels, ...stored])];
}

function named(labels: readonly string[], means: readonly number[]): Record<string, number> {
  return Object.fromEntries(labels.map((label, i) => [label, means[i] as number]));
}
