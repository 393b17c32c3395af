import { mean } from "../../../../stats/summary.ts";
import { type LabelModel, type LabelResult, RARE_EVENTS } from "./label-models.ts";
import type { Counts } from "./shares.ts";

/** A label with a model. */
export type FittedLabel = LabelResult & { readonly model: LabelModel };

export function fittedLabels(results: readonly LabelResult[]): FittedLabel[] {
  return results.filter((result): result is FittedLabel => typeof result.model !== "string");
}

/** Counts at the cut in the rows that model and cut were made from; null where all scores are equal. */
export function inSampleCounts({ model }: FittedLabel): Counts | null {
  return model.conditional.youden;
}

/** Counts for the patients left out; null where none could be. */
export function heldOutCounts({ model }: FittedLabel): Counts | null {
  return model.heldOut.groups === 0 ? null : model.heldOut;
}

/** Mean of what is there; null without any. */
export function meanOf(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => value != null);
  return known.length === 0 ? null : mean(known);
}

/** Labels with enough rows for their numbers to mean something, where some have fewer. */
export function frequent(labels: readonly FittedLabel[]): FittedLabel[] {
  return labels.filter(({ events }) => events >= RARE_EVENTS);
}
