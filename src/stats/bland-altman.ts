import { pearson } from "./correlation.ts";
import { studentQuantile, Z_975 } from "./distributions.ts";
import { mean, standardDeviation } from "./summary.ts";

interface Interval {
  readonly low: number;
  readonly high: number;
}

interface BlandAltman {
  readonly n: number;
  /** Mean of first minus second, its standard error and 95% interval by t. */
  readonly bias: number;
  readonly sd: number;
  readonly seBias: number;
  readonly biasInterval: Interval;
  /** Limits of agreement: bias ± 1.96 sd. */
  readonly limits: Interval;
  /** Standard error of a limit, in the approximation of 1986 and as of 1999. */
  readonly seLimit1986: number;
  readonly seLimit1999: number;
  readonly lowLimitInterval: Interval;
  readonly highLimitInterval: Interval;
  /** Correlation of difference and mean: whether the difference grows with the level. null: none. */
  readonly trend: number | null;
}

/**
 * Limits of agreement of two raters (Bland & Altman 1986, Lancet i:307-310; 1999, Statistical Methods in Medical Research
 * 8:135-160). The limits take the factor 1.96, the standard error of 1999 the exact normal quantile.
 *
 * @param first values of one rater, `second` of the other on the same units; finite, at least two
 * @returns null below two pairs
 * @throws RangeError when the lengths differ
 */
export function blandAltman(first: readonly number[], second: readonly number[]): BlandAltman | null {
  if (first.length !== second.length) throw new RangeError("Differences need pairs.");
  const n = first.length;
  if (n < 2) return null;
  const differences = first.map((value, index) => value - (second[index] as number));
  const means = first.map((value, index) => (value + (second[index] as number)) / 2);
  const bias = mean(differences);
  const sd = standardDeviation(differences);
  const seBias = sd / Math.sqrt(n);
  const seLimit1999 = sd * Math.sqrt(1 / n + Z_975 ** 2 / (2 * (n - 1)));
  const t = studentQuantile(0.975, n - 1);
  const around = (centre: number, se: number): Interval => ({ low: centre - t * se, high: centre + t * se });
  const limits = { low: bias - 1.96 * sd, high: bias + 1.96 * sd };
  return {
    n,
    bias,
    sd,
    seBias,
    biasInterval: around(bias, seBias),
    limits,
    seLimit1986: Math.sqrt((3 * sd ** 2) / n),
    seLimit1999,
    lowLimitInterval: around(limits.low, seLimit1999),
    highLimitInterval: around(limits.high, seLimit1999),
    trend: pearson(differences, means).r,
  };
}
