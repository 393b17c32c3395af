import { logBinomialTail } from "../../../stats/distributions.ts";
import type { JudgeMeasures } from "./judge-measures.ts";

/** One-sided exact binomial test of more right answers than by chance. */
interface ChanceTest {
  /** Share of right answers by chance. */
  readonly share: number;
  /** null where the share is 1: nothing can be tested. */
  readonly p: number | null;
  readonly log10P: number | null;
}

/** Chance as one of the classes, and as always naming the class with the most clips. */
export function chanceTests({ n, correct, classes }: JudgeMeasures): {
  readonly equal: ChanceTest;
  readonly largest: ChanceTest;
} {
  const test = (share: number): ChanceTest => {
    if (share >= 1) return { share, p: null, log10P: null };
    const logarithm = logBinomialTail(correct, n, share);
    return { share, p: Math.exp(logarithm), log10P: logarithm / Math.LN10 };
  };
  return {
    equal: test(1 / classes.length),
    largest: test(Math.max(...classes.map(({ support }) => support)) / n),
  };
}
