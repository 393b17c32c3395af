import { AROUSAL_LEVELS } from "../../../shared/ceas/codebook.ts";
import { blandAltman } from "../../../stats/bland-altman.ts";
import { concordance } from "../../../stats/concordance.ts";
import { pearson } from "../../../stats/correlation.ts";
import { type AgreementWeights, cohenKappa } from "../../../stats/kappa.ts";
import { kappaConditions } from "../../../stats/kappa-conditions.ts";
import { pairTable, pairTableSums, raterPairs } from "../../../stats/pair-tables.ts";
import { sharedValues } from "../../../stats/shared-values.ts";
import { spearman } from "../../../stats/spearman.ts";
import { type DoubleCoded, minutesOf } from "./gather-reliability.ts";
import { levelsOf } from "./named-statistics.ts";

export const NO_KAPPA = {
  "no-pairs": "No minute was coded by both raters.",
  "one-category":
    "Both raters used one and the same level throughout: agreement by chance is complete, and there is no kappa.",
} as const;

export const NO_R = {
  "too-few": "Below three minutes that both raters coded there is no correlation.",
  "constant-x": "The first rater gave the same level throughout: there is no correlation.",
  "constant-y": "The second rater gave the same level throughout: there is no correlation.",
  "constant-both": "Both raters gave the same level throughout: there is no correlation.",
} as const;

export const WEIGHTS: readonly AgreementWeights[] = ["identity", "linear", "quadratic"];

/** Two raters on the minutes that both coded. */
export interface PairOnArousal {
  readonly first: string;
  readonly second: string;
  /** "R1–R2" */
  readonly name: string;
  readonly n: number;
  /** Minutes by level of the first (row) and of the second (column). */
  readonly counts: readonly (readonly number[])[];
  readonly kappas: readonly {
    readonly weights: AgreementWeights;
    readonly result: ReturnType<typeof cohenKappa>;
  }[];
  readonly conditions: ReturnType<typeof kappaConditions>;
  readonly pearson: ReturnType<typeof pearson>;
  readonly spearman: ReturnType<typeof spearman>;
  readonly concordance: ReturnType<typeof concordance>;
  readonly differences: ReturnType<typeof blandAltman>;
  readonly shared: ReturnType<typeof sharedValues>;
}

export function pairsOnArousal(doubleCoded: DoubleCoded): PairOnArousal[] {
  const { raters } = doubleCoded;
  const minutes = minutesOf(doubleCoded);
  const q = AROUSAL_LEVELS.length;
  const sums = pairTableSums(minutes.map(levelsOf), raters.length, q);
  return raterPairs(raters.length).map(([i, j], p) => {
    const both = minutes.flatMap(({ arousal }): [number, number][] => {
      const [a, b] = [arousal[i], arousal[j]];
      return a == null || b == null ? [] : [[a, b]];
    });
    const a = both.map(([value]) => value);
    const b = both.map(([, value]) => value);
    const counts = pairTable(sums, p, q);
    const [first, second] = [raters[i] ?? "", raters[j] ?? ""];
    return {
      first,
      second,
      name: `${first}-${second}`,
      n: both.length,
      counts,
      kappas: WEIGHTS.map((weights) => ({ weights, result: cohenKappa(counts, weights) })),
      conditions: kappaConditions(counts),
      pearson: pearson(a, b),
      spearman: spearman(a, b),
      concordance: concordance(a, b),
      differences: blandAltman(a, b),
      shared: sharedValues(both),
    };
  });
}
