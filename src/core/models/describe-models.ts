import type { Model, ReadingDescription } from "../../shared/contract/models.ts";
import { isRawReading, type Reading } from "../../shared/expression-readings.ts";
import { inputSize } from "../../shared/model-card.ts";
import {
  type CatalogueModel,
  expressionReadings,
  faceReaders,
  type ModelCatalogue,
} from "../analysis/model-catalogue.ts";

/** The models of a catalogue in the contract's form. */
export function describeModels(catalogue: ModelCatalogue): Model[] {
  const choosable = faceReaders(catalogue);
  return catalogue.models.map((model) => describeModel(model, choosable.includes(model.card.id)));
}

export function describeModel({ card, origin }: CatalogueModel, choosable: boolean): Model {
  const { package: from, version, origin: source } = card.source;
  return {
    modelId: card.id,
    name: card.name,
    task: card.task,
    origin,
    choosable,
    sha256: card.sha256,
    source: from === undefined ? source : `${source}, from ${from}${version ? ` ${version}` : ""}`,
    licence: card.licence,
    trainingData: card.trainingData,
    labels: card.labels ?? null,
    inputSizePx: inputSize(card.input).width,
    calibration: card.calibration ?? null,
    accuracy: card.accuracy.map((figure) => ({ ...figure, n: figure.n ?? null })),
    limits: card.limits,
  };
}

/** The readings of a catalogue with what each is, in words. */
export function describeReadings(catalogue: ModelCatalogue): ReadingDescription[] {
  return expressionReadings(catalogue).map((reading) => ({
    id: reading.id,
    name: reading.name,
    kind: reading.parts.length > 1 ? "blend" : isRawReading(reading) ? "raw" : "calibrated",
    description: inWords(reading, catalogue),
    temperature: reading.temperature,
    parts: [...reading.parts],
  }));
}

function inWords(reading: Reading, catalogue: ModelCatalogue): string {
  const [first] = reading.parts;
  const calibration = catalogue.cards.find(({ id }) => id === first?.modelId)?.calibration;
  const weights = reading.parts.map(({ modelId, weight }) => `${weight} ${modelId}`).join(" + ");
  if (reading.parts.length > 1 && reading.temperature === 1) return `Log-probabilities of ${weights}.`;
  if (reading.parts.length > 1)
    return `Log-probabilities of ${weights}, divided by ${reading.temperature}: fitted on FER-2013 PublicTest.`;
  if (isRawReading(reading)) return "Probabilities as the network gives them.";
  return `Log-probabilities divided by ${reading.temperature}: fitted on ${calibration?.on ?? "a set that its card does not name"}.`;
}
