import { normalQuantile, studentQuantile } from "./distributions.ts";

/**
 * The smallest |r| that a two-sided test at the given level calls significant with n pairs: t = r sqrt((n - 2) / (1 - r²))
 * solved for r at Student's quantile.
 *
 * @param level in (0, 1)
 * @returns null below three pairs
 */
export function smallestSignificantR(n: number, level = 0.05): number | null {
  if (n < 3) return null;
  const t = studentQuantile(1 - level / 2, n - 2);
  return t / Math.sqrt(n - 2 + t * t);
}

/**
 * The |r| of a population that a two-sided test finds with the given power, by Fisher's z: tanh((z of the level + z of
 * the power) / sqrt(n - 3)) (Cohen 1988, Statistical power analysis, 2nd ed., 3.4).
 *
 * @param level in (0, 1)
 * @param power in (0, 1)
 * @returns null below four pairs
 */
export function detectableR(n: number, power = 0.8, level = 0.05): number | null {
  if (n < 4) return null;
  return Math.tanh((normalQuantile(1 - level / 2) + normalQuantile(power)) / Math.sqrt(n - 3));
}
