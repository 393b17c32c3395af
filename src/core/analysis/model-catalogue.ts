import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Reading, readingsOf } from "../../shared/expression-readings.ts";
import { FACE_READING_TASKS, type ModelCard, modelCardSchema } from "../../shared/model-card.ts";
import type { AnalysisModels, ModelReference } from "../../shared/worker-protocol.ts";
import { Failure } from "../failure.ts";

/** A model with the place of its ONNX file; its card stands beside it under the same name. */
export interface CatalogueModel {
  readonly card: ModelCard;
  readonly path: string;
  /** "shipped" with the program, or added by the laboratory on this computer. */
  readonly origin: "shipped" | "lab";
}

/** The models that the program brings along and those that were added on this computer. */
export interface ModelCatalogue {
  readonly models: readonly CatalogueModel[];
  readonly cards: readonly ModelCard[];
  /** Where the shipped models stand. */
  readonly folder: string;
  /** Added models whose card cannot be read: folder names. They are left out, and named by `doctor`. */
  readonly unreadable: readonly string[];
}

/**
 * @param folder of the shipped models: cards and ONNX files side by side
 * @param labFolder of the added models: one folder each, named by the model's id
 * @throws Failure MODEL_DAMAGED when a shipped card cannot be read
 */
export function readModelCatalogue(folder: string, labFolder?: string): ModelCatalogue {
  const models: CatalogueModel[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".json")) continue;
    const card = readCard(join(folder, file));
    if (card instanceof Error) {
      throw new Failure("MODEL_DAMAGED", `The model card ${file} cannot be read.`, {
        where: folder,
        remedy: "Install Minutewise again.",
        cause: card,
      });
    }
    models.push({ card, path: join(folder, card.file), origin: "shipped" });
  }
  const unreadable: string[] = [];
  for (const id of labFolder && existsSync(labFolder) ? readdirSync(labFolder).sort() : []) {
    if (id.startsWith(".")) continue;
    const modelFolder = join(labFolder ?? "", id);
    const card = readCard(join(modelFolder, `${id}.json`));
    const known = models.some((model) => model.card.id === id);
    if (card instanceof Error || card.id !== id || known) unreadable.push(id);
    else models.push({ card, path: join(modelFolder, card.file), origin: "lab" });
  }
  return { models, cards: models.map(({ card }) => card), folder, unreadable };
}

function readCard(path: string): ModelCard | Error {
  try {
    return modelCardSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/**
 * The models of an analysis: detector, mesh and the networks that read the face.
 *
 * @param modelIds networks that read the face; those that come with the program when left out
 * @throws Failure NOT_FOUND for an unknown id, INVALID_VALUE without an expression model
 */
export function analysisModels(catalogue: ModelCatalogue, modelIds?: readonly string[]): AnalysisModels {
  const byTask = (task: ModelCard["task"]) => catalogue.models.filter(({ card }) => card.task === task);
  const [detector] = byTask("face-detection");
  const [mesh] = byTask("face-mesh");
  const chosen = modelIds
    ? [...new Set(modelIds)].map((id) => faceReader(catalogue, id))
    : byTask("expression").filter(({ origin }) => origin === "shipped");
  if (!detector || !mesh || (!modelIds && chosen.length === 0)) {
    throw new Failure("MODEL_DAMAGED", "A model that the analysis needs is missing.", {
      where: catalogue.folder,
      remedy: "Install Minutewise again.",
    });
  }
  // One order, whatever the order of the question: equal sets of models give equal runs.
  const inOrder = catalogue.models.filter((model) => chosen.includes(model));
  const expressions = inOrder.filter(({ card }) => card.task === "expression");
  if (expressions.length === 0) {
    throw new Failure("INVALID_VALUE", "An analysis needs at least one expression model.", {
      remedy: `Choose one of ${faceReaders(catalogue, ["expression"]).join(", ")} as well.`,
    });
  }
  const others = inOrder.filter(({ card }) => card.task !== "expression");
  return {
    detector: modelReference(detector),
    mesh: modelReference(mesh),
    expressions: expressions.map(modelReference),
    others: others.map(modelReference),
  };
}

/** How the child is told of a model. */
export function modelReference({ card, path }: CatalogueModel): ModelReference {
  return { modelId: card.id, path, sha256: card.sha256 };
}

/** Ids of the networks that read a face. */
export function faceReaders(
  catalogue: ModelCatalogue,
  tasks: readonly ModelCard["task"][] = FACE_READING_TASKS,
): string[] {
  return catalogue.cards.filter(({ task }) => tasks.includes(task)).map(({ id }) => id);
}

function faceReader(catalogue: ModelCatalogue, id: string): CatalogueModel {
  const known = faceReaders(catalogue);
  const model = catalogue.models.find(({ card }) => card.id === id && known.includes(id));
  if (model) return model;
  const derived = expressionReadings(catalogue).find((reading) => reading.id === id);
  throw new Failure(
    "NOT_FOUND",
    derived
      ? `"${id}" is computed from ${derived.parts.map(({ modelId }) => modelId).join(" and ")}; it is no model of its own.`
      : `There is no model "${id}" that reads faces.`,
    { remedy: `Known are: ${known.join(", ")}.` },
  );
}

/** Every way to read expressions that the models of this computer allow. */
export function expressionReadings(catalogue: ModelCatalogue): Reading[] {
  return readingsOf(catalogue.cards.filter(({ task }) => task === "expression"));
}

/** A reading with the cards of the networks that it is computed from. */
export interface ReadingWithCards {
  readonly reading: Reading;
  readonly cards: readonly Pick<ModelCard, "id" | "name" | "sha256" | "minFaceHeightPx">[];
}

/** @throws Failure NOT_FOUND */
export function findReading(catalogue: ModelCatalogue, id: string): ReadingWithCards {
  const readings = expressionReadings(catalogue);
  const reading = readings.find((one) => one.id === id);
  if (!reading) {
    throw new Failure("NOT_FOUND", `There is no expression model "${id}".`, {
      remedy: `Known are: ${readings.map((known) => known.id).join(", ")}.`,
    });
  }
  const parts = reading.parts.map(({ modelId }) => modelId);
  return { reading, cards: catalogue.cards.filter((card) => parts.includes(card.id)) };
}

/** The reading that a study shows first. @throws Failure NOT_FOUND when this computer does not have its model */
export function usualReading(catalogue: ModelCatalogue, id: string): ReadingWithCards {
  if (expressionReadings(catalogue).some((reading) => reading.id === id)) return findReading(catalogue, id);
  throw new Failure(
    "NOT_FOUND",
    `This study shows "${id}" first, a model that this computer does not have.`,
    {
      remedy: "Choose another reading in the study's settings, or add the model to this computer.",
    },
  );
}

/** The card of a network with labels of its own. @throws Failure NOT_FOUND */
export function labelModelCard(catalogue: ModelCatalogue, id: string): ModelCard {
  const known = faceReaders(catalogue, ["action-units", "labels"]);
  const card = catalogue.cards.find((one) => one.id === id && known.includes(id));
  if (card) return card;
  throw new Failure("NOT_FOUND", `There is no model "${id}" with labels of its own on this computer.`, {
    remedy: known.length > 0 ? `Known are: ${known.join(", ")}.` : "minutewise models add adds one.",
  });
}

/** Models whose file is missing or not the one that their card states: names of the files. */
export function damagedModels(catalogue: ModelCatalogue): string[] {
  return catalogue.models.filter((model) => !isWhole(model)).map(({ card }) => card.file);
}

/** True when the model's file has the hash that its card states. */
export function isWhole({ card, path }: CatalogueModel): boolean {
  return existsSync(path) && createHash("sha256").update(readFileSync(path)).digest("hex") === card.sha256;
}
