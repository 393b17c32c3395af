import { pearson } from "./correlation.ts";
import type { Grouping } from "./grouping.ts";
import { mean } from "./summary.ts";

interface NestedCorrelation {
  /** Of deviations from the groups' means; null without variation within them. */
  readonly within: number | null;
  /** Of the groups' means, each group once; null below three groups or without variation. */
  readonly between: number | null;
  readonly groups: number;
}

/**
 * Correlation within and between groups (of minutes within sessions or patients, and of their means), which a pooled r
 * mixes (Bland & Altman 1995, BMJ 310:446 and 310:633).
 *
 * @param x finite
 * @param y as long as x
 * @throws RangeError when the lengths differ or a value is not finite
 */
export function nestedCorrelation(
  x: readonly number[],
  y: readonly number[],
  group: Grouping,
): NestedCorrelation {
  const meansOf = (values: readonly number[]): number[] => {
    const lists = group.levels.map((): number[] => []);
    for (const [row, level] of group.of.entries()) lists[level]?.push(values[row] as number);
    return lists.map(mean);
  };
  const [meansX, meansY] = [meansOf(x), meansOf(y)];
  const centred = (values: readonly number[], means: readonly number[]): number[] =>
    values.map((value, row) => value - (means[group.of[row] as number] as number));
  return {
    within: pearson(centred(x, meansX), centred(y, meansY)).r,
    between: pearson(meansX, meansY).r,
    groups: group.levels.length,
  };
}
