import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ModelCard, modelCardSchema } from "../../shared/model-card.ts";
import type { AnalysisModels, ModelReference } from "../../shared/worker-protocol.ts";
import { Failure } from "../failure.ts";

/** The models that the program brings along, by their cards. */
export interface ModelCatalogue {
  readonly cards: readonly ModelCard[];
  readonly folder: string;
}

/** @throws Failure MODEL_DAMAGED when a card cannot be read */
export function readModelCatalogue(folder: string): ModelCatalogue {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort();
  const cards = files.map((file) => {
    try {
      return modelCardSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
    } catch (error) {
      throw new Failure("MODEL_DAMAGED", `The model card ${file} cannot be read.`, {
        where: folder,
        remedy: "Install Minutewise again.",
        cause: error,
      });
    }
  });
  return { cards, folder };
}

/** The models of an analysis: detector, mesh and every expression model. */
export function analysisModels(catalogue: ModelCatalogue): AnalysisModels {
  const byTask = (task: ModelCard["task"]): ModelReference[] =>
    catalogue.cards.filter((card) => card.task === task).map((card) => reference(catalogue, card));
  const [detector] = byTask("face-detection");
  const [mesh] = byTask("face-mesh");
  const expressions = byTask("expression");
  if (!detector || !mesh || expressions.length === 0) {
    throw new Failure("MODEL_DAMAGED", "A model that the analysis needs is missing.", {
      where: catalogue.folder,
      remedy: "Install Minutewise again.",
    });
  }
  return { detector, mesh, expressions, others: [] };
}

function reference(catalogue: ModelCatalogue, card: ModelCard): ModelReference {
  return { modelId: card.id, path: join(catalogue.folder, card.file), sha256: card.sha256 };
}

/** The card of an expression model. @throws Failure NOT_FOUND */
export function expressionCard(catalogue: ModelCatalogue, modelId: string): ModelCard {
  const cards = catalogue.cards.filter((card) => card.task === "expression");
  const card = cards.find((candidate) => candidate.id === modelId);
  if (!card) {
    throw new Failure("NOT_FOUND", `There is no expression model "${modelId}".`, {
      remedy: `Known are: ${cards.map((known) => known.id).join(", ")}.`,
    });
  }
  return card;
}

/** Files of the catalogue whose content is not the one that their card states. */
export function damagedModels(catalogue: ModelCatalogue): string[] {
  return catalogue.cards
    .filter((card) => {
      const bytes = readFileSync(join(catalogue.folder, card.file));
      return createHash("sha256").update(bytes).digest("hex") !== card.sha256;
    })
    .map((card) => card.file);
}
