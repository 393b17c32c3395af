import { randomUUID } from "node:crypto";
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Model, Trial } from "../../shared/contract/models.ts";
import { analysisModels, type ModelCatalogue } from "../analysis/model-catalogue.ts";
import { Failure, storageFailure } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";
import type { Platform } from "../platform.ts";
import { runWorkerTask } from "../worker-task.ts";
import { describeModel } from "./describe-models.ts";
import { readLabModel } from "./read-lab-card.ts";

/** Where the models that a laboratory added stand: a folder each, named by the model's id. */
export function labModelsFolder(platform: Pick<Platform, "userDataFolder">): string {
  return join(platform.userDataFolder, "models");
}

export interface NewModel {
  readonly cardPath: string;
  readonly modelPath?: string | undefined;
  /** Picture or video to try it on. */
  readonly picturePath?: string | undefined;
}

/**
 * Adds a model of the laboratory. It is written under another name, tried from there, and put in its place as a whole:
 * a failure leaves nothing behind.
 *
 * @throws Failure INVALID_FILE, CONFLICT, UNSUPPORTED_MEDIA, VIDEO_MISSING, ANALYSIS_FAILED, STORAGE_FAILED
 */
export async function addLabModel(
  platform: Platform,
  catalogue: ModelCatalogue,
  asked: NewModel,
): Promise<{ model: Model; trial: Trial }> {
  const { card, bytes } = readLabModel(asked.cardPath, asked.modelPath);
  const folder = labModelsFolder(platform);
  const place = join(folder, card.id);
  refuseTaken(catalogue, card.id, place);
  const unfinished = join(folder, `.${card.id}-${randomUUID()}`);
  try {
    makeFolder(unfinished);
    const path = join(unfinished, card.file);
    writeFileSync(path, bytes);
    writeFileSync(join(unfinished, `${card.id}.json`), `${JSON.stringify(card, null, 2)}\n`);
    const trial = await tryModel(
      platform,
      catalogue,
      { modelId: card.id, path, sha256: card.sha256 },
      asked.picturePath,
      asked.modelPath ?? asked.cardPath,
    );
    refuseTaken(catalogue, card.id, place);
    renameSync(unfinished, place);
    return { model: describeModel({ card, path: join(place, card.file), origin: "lab" }, true), trial };
  } catch (error) {
    throw storageFailure(error, folder) ?? error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * What a network that reads faces gives for a face, or for made-up pictures.
 *
 * @param where what the words of a failure name: the model's file
 * @throws Failure INVALID_FILE when it is not what its card says; the child's own for the picture
 */
export async function tryModel(
  platform: Platform,
  catalogue: ModelCatalogue,
  model: { readonly modelId: string; readonly path: string; readonly sha256: string },
  picturePath: string | undefined,
  where: string = model.path,
): Promise<Trial> {
  const { detector, mesh } = analysisModels(catalogue);
  const task = { kind: "try-model", model, detector, mesh, picturePath: picturePath ?? null } as const;
  let trial: Trial | null = null;
  try {
    await runWorkerTask(platform, task, picturePath ?? where, (message) => {
      if (message.type !== "tried") return;
      const values = message.labels.map((label, i) => ({ label, value: message.values[i] ?? Number.NaN }));
      trial = { values, face: message.face };
    });
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "MODEL_DAMAGED") throw error;
    throw new Failure("INVALID_FILE", error.message, {
      where,
      remedy: "Choose an ONNX file that onnxruntime can load, and a card that describes it.",
      cause: error,
    });
  }
  if (trial === null) throw new Error("A tried model gave nothing.");
  return trial;
}

/**
 * Takes a laboratory's model off this computer.
 *
 * @throws Failure NOT_FOUND; CONFLICT for a model that came with the program; STORAGE_FAILED
 */
export function removeLabModel(platform: Platform, catalogue: ModelCatalogue, modelId: string): Model {
  const model = catalogue.models.find(({ card }) => card.id === modelId);
  if (!model) {
    throw new Failure("NOT_FOUND", `There is no model "${modelId}" on this computer.`, {
      remedy: "minutewise models list names them.",
    });
  }
  if (model.origin === "shipped") {
    throw new Failure("CONFLICT", `${modelId} comes with Minutewise and stays.`, {
      remedy: "Leave it out of the models that a study uses instead.",
    });
  }
  const place = join(labModelsFolder(platform), modelId);
  const gone = join(labModelsFolder(platform), `.${modelId}-${randomUUID()}`);
  try {
    renameSync(place, gone);
    rmSync(gone, { recursive: true, force: true });
  } catch (error) {
    throw storageFailure(error, place) ?? error;
  }
  return describeModel(model, true);
}

function refuseTaken(catalogue: ModelCatalogue, id: string, place: string): void {
  const known = catalogue.models.find(({ card }) => card.id === id);
  if (!known && !existsSync(place)) return;
  throw new Failure("CONFLICT", `There is a model "${id}" already.`, {
    remedy:
      known?.origin === "shipped"
        ? "Give the card an id of its own."
        : "Remove that one first, or give the card another id: results name models by it.",
  });
}
