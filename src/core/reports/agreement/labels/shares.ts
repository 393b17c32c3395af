import { logBinomialTail } from "../../../../stats/distributions.ts";
import { MEANS } from "./label-columns.ts";

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

/** The shares in their order in tables, with their names in keys of numbers. */
export const SHARE_COLUMNS = [
  { id: "total_correct", label: "Total correct", format: "percent1", key: "correct", meaning: MEANS.correct },
  { id: "sensitivity", label: "Sens.", format: "r", key: "sensitivity", meaning: MEANS.sensitivity },
  { id: "specificity", label: "Spec.", format: "r", key: "specificity", meaning: MEANS.specificity },
  { id: "ppv", label: "PPV", format: "r", key: "positivePredictive", meaning: MEANS.ppv },
  { id: "npv", label: "NPV", format: "r", key: "negativePredictive", meaning: MEANS.npv },
] as const;

/** Numerator and denominator of each share. */
export function fractionsOf({
  tp,
  fn,
  tn,
  fp,
}: Counts): Record<Exclude<keyof Shares, "n">, readonly [count: number, of: number]> {
  return {
    correct: [tp + tn, tp + fn + tn + fp],
    sensitivity: [tp, tp + fn],
    specificity: [tn, tn + fp],
    positivePredictive: [tp, tp + fp],
    negativePredictive: [tn, tn + fn],
  };
}

export function sharesOf(counts: Counts): Shares {
  const fractions = fractionsOf(counts);
  const share = ([count, of]: readonly [number, number]): number | null => (of === 0 ? null : count / of);
  return {
    n: fractions.correct[1],
    correct: share(fractions.correct),
    sensitivity: share(fractions.sensitivity),
    specificity: share(fractions.specificity),
    positivePredictive: share(fractions.positivePredictive),
    negativePredictive: share(fractions.negativePredictive),
  };
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

/** P(X >= right | n, p): chance that so many rows are right by guessing. */
export function chanceOf({ tp, tn, fn, fp }: Counts, p: number): number {
  return Math.exp(logBinomialTail(tp + tn, tp + tn + fn + fp, p));
}

/** Share of the more frequent answer, label or not. */
export function largestShare({ tp, fn, tn, fp }: Counts): number {
  return Math.max(tp + fn, tn + fp) / (tp + fn + tn + fp);
}
