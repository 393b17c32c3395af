import { logBinomialTail } from "../../../stats/distributions.ts";
import type { JudgeMeasures } from "./judge-measures.ts";

/** One-sided exact binomial test of more right answers than by chance. */
export interface ChanceTest {
  /** Share of right answers by chance. */
  readonly share: number;
  /** null where the share is 1: nothing can be tested. */
  readonly p: number | null;
  readonly log10P: number | null;
}

/** P(X >= correct) of a binomial count out of n with the share that chance gives. */
export function aboveChance(correct: number, n: number, share: number): ChanceTest {
  if (share >= 1) return { share, p: null, log10P: null };
  const logarithm = logBinomialTail(correct, n, share);
  return { share, p: Math.exp(logarithm), log10P: logarithm / Math.LN10 };
}

/** Chance as one of the classes, and as always naming the class with the most clips. */
export function chanceTests({
  n,
  correct,
  classes,
}: Pick<JudgeMeasures, "n" | "correct"> & { readonly classes: readonly { readonly support: number }[] }): {
  readonly equal: ChanceTest;
  readonly largest: ChanceTest;
} {
  return {
    equal: aboveChance(correct, n, 1 / classes.length),
    largest: aboveChance(correct, n, Math.max(...classes.map(({ support }) => support)) / n),
  };
}
