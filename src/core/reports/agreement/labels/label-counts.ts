import { logBinomialTail } from "../../../../stats/distributions.ts";
import { mean } from "../../../../stats/summary.ts";
import { type LabelModel, type LabelResult, RARE_EVENTS } from "./label-models.ts";

/** A table of two by two, cases by label and call. */
export interface Counts {
  readonly tp: number;
  readonly fn: number;
  readonly tn: number;
  readonly fp: number;
}

export interface Shares {
  readonly n: number;
  readonly correct: number | null;
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  readonly positivePredictive: number | null;
  readonly negativePredictive: number | null;
}

export function sharesOf({ tp, fn, tn, fp }: Counts): Shares {
  const share = (count: number, of: number): number | null => (of === 0 ? null : count / of);
  const n = tp + fn + tn + fp;
  return {
    n,
    correct: share(tp + tn, n),
    sensitivity: share(tp, tp + fn),
    specificity: share(tn, tn + fp),
    positivePredictive: share(tp, tp + fp),
    negativePredictive: share(tn, tn + fn),
  };
}

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

/** The tables of all labels, summed. */
export function pooled(tables: readonly (Counts | null)[]): Counts {
  return tables.reduce<Counts>(
    (sum, table) => ({
      tp: sum.tp + (table?.tp ?? 0),
      fn: sum.fn + (table?.fn ?? 0),
      tn: sum.tn + (table?.tn ?? 0),
      fp: sum.fp + (table?.fp ?? 0),
    }),
    { tp: 0, fn: 0, tn: 0, fp: 0 },
  );
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

/** P(X >= right | n, p): chance that so many rows are right by guessing. */
export function chanceOf({ tp, tn, fn, fp }: Counts, p: number): number {
  return Math.exp(logBinomialTail(tp + tn, tp + tn + fn + fp, p));
}

/** Share of the more frequent answer, label or not. */
export function largestShare({ tp, fn, tn, fp }: Counts): number {
  return Math.max(tp + fn, tn + fp) / (tp + fn + tn + fp);
}
