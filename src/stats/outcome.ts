import { mean, median, midRanks } from "./summary.ts";

/**
 * Ranks within a list in which values are missing: the smallest value first, equal ones share the mean of their ranks,
 * null stays null.
 */
export function ranksOfKnown(values: readonly (number | null)[]): (number | null)[] {
  const ranks = midRanks(values.filter((value) => value !== null));
  let next = 0;
  return values.map((value) => (value === null ? null : (ranks[next++] ?? null)));
}

/**
 * Mean rank of each person over several subscales: ranked within a subscale, then averaged over those that the person
 * has (Steppan et al. 2023, doi:10.1159/000534811).
 *
 * @param scores `scores[person][subscale]`, null where missing
 * @returns the ranks, and the mean rank of each person; null for a person without any score
 */
export function meanRanks(scores: readonly (readonly (number | null)[])[]): {
  ranks: (number | null)[][];
  means: (number | null)[];
} {
  const subscales = scores[0]?.length ?? 0;
  const columns = Array.from({ length: subscales }, (_, s) =>
    ranksOfKnown(scores.map((row) => row[s] ?? null)),
  );
  const ranks = scores.map((_, person) => columns.map((column) => column[person] ?? null));
  const means = ranks.map((row) => {
    const known = row.filter((rank) => rank !== null);
    return known.length === 0 ? null : mean(known);
  });
  return { ranks, means };
}

/** Two changes that are equal in exact arithmetic can differ in the last digits of a number. */
const TIE = 1e-9;

/**
 * Median split of changes: "good" from the median on, "poor" below it, values equal to the median but for rounding
 * errors counting as it. null stays null, and takes no part in the median.
 */
export function medianSplit(changes: readonly (number | null)[]): {
  median: number | null;
  groups: ("good" | "poor" | null)[];
} {
  const known = changes.filter((change) => change !== null);
  const middle = known.length === 0 ? null : median(known);
  const groups = changes.map((change) =>
    change === null || middle === null
      ? null
      : change >= middle - TIE
        ? ("good" as const)
        : ("poor" as const),
  );
  return { median: middle, groups };
}
