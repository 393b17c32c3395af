import { rocOfCounts } from "./roc.ts";

/** Pairs of a case with the label and one without it, both of the same group. */
export interface WithinPairs {
  readonly pairs: number;
  /** Pairs in which the case with the label scores higher; equal scores count one half. */
  readonly wins: number;
}

/**
 * The pairs within each group. Their wins over their pairs, summed over groups, are the area under the ROC curve adjusted
 * for the group (Janes & Pepe 2009, Biometrika 96:371-382), each group weighted by its pairs: whatever differs between
 * groups alone, such as how often the label is given, has no part in it, and a score that says nothing has .5.
 *
 * @param first position of each group's first cell, and of the end: one more than there are groups
 * @param successes cases with the label among the `trials` cases of each cell
 * @returns one entry per group; no pairs where all its cases have the label, or none
 */
export function withinGroupPairs(
  first: Int32Array,
  successes: Float64Array,
  trials: Float64Array,
  scores: Float64Array,
): WithinPairs[] {
  return Array.from({ length: first.length - 1 }, (_, level) => {
    const own = (values: Float64Array): Float64Array => values.subarray(first[level], first[level + 1]);
    const roc = rocOfCounts(own(successes), own(trials), own(scores));
    const pairs = roc === null ? 0 : roc.positives * roc.negatives;
    return { pairs, wins: pairs * (roc?.auc ?? 0) };
  });
}

/** Area within groups; null without a pair. */
export function areaWithin(groups: readonly WithinPairs[]): number | null {
  const sum = (key: keyof WithinPairs): number => groups.reduce((total, group) => total + group[key], 0);
  const pairs = sum("pairs");
  return pairs === 0 ? null : sum("wins") / pairs;
}
