import type { Model, ReadingDescription } from "../../shared/contract/models.ts";
import { isRawReading, type Reading } from "../../shared/expression-readings.ts";
import { inputSize } from "../../shared/model-card.ts";
import {
  type CatalogueModel,
  expressionReadings,
  faceReaders,
  type ModelCatalogue,
} from "../analysis/model-catalogue.ts";
import { importedReading } from "../imported-minutes/imported-reading.ts";

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

/** The readings of a catalogue, then the imported minutes of the open study, with what each is, in words. */
export function describeReadings(
  catalogue: ModelCatalogue,
  inStudy: { readonly sources: readonly string[]; readonly usualInReports: string | null },
): ReadingDescription[] {
  const own = expressionReadings(catalogue).map((reading) => ({
    id: reading.id,
    name: reading.name,
    kind:
      reading.parts.length > 1
        ? ("blend" as const)
        : isRawReading(reading)
          ? ("raw" as const)
          : ("calibrated" as const),
    description: inWords(reading, catalogue),
    temperature: reading.temperature,
    parts: [...reading.parts],
  }));
  const imported = inStudy.sources.map((source) => {
    const { id, name } = importedReading(source).reading;
    const description = "Means by minute as another program gave them.";
    return { id, name, kind: "imported" as const, description, temperature: 1, parts: [] };
  });
  return [...own, ...imported].map((reading) => ({
    ...reading,
    usualInReports: reading.id === inStudy.usualInReports,
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
