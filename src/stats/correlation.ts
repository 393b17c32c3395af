import betainc from "@stdlib/math-base-special-betainc";
import { Z_975 } from "./distributions.ts";

/** Below this many pairs r is +1, -1 or undefined whatever was measured, and has no test. */
export const SMALLEST_N_FOR_R = 3;
/** Fisher's standard error 1/sqrt(n - 3) exists from here on. */
const SMALLEST_N_FOR_INTERVAL = 4;

interface PearsonResult {
  readonly n: number;
  /** In [-1, 1]. */
  readonly r: number;
  /** 95% confidence interval; null below n = 4. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Two-sided, in [0, 1]. 0 for |r| = 1, and where the value lies below the smallest double (about 1e-308). */
  readonly p: number;
}

/** There is no r, and this is why. `constant`: every x, every y, or both have one and the same value. */
export interface NoCorrelation {
  readonly n: number;
  readonly r: null;
  readonly reason: "too-few" | "constant-x" | "constant-y" | "constant-both";
}

/**
 * Pearson's product-moment correlation of paired values, with its 95% interval and the test of r = 0.
 *
 * - r by the corrected two-pass algorithm (Chan, Golub & LeVeque 1983, The American Statistician 37:242-247), each
 *   variable divided by its largest deviation first, so that neither large offsets nor tiny spreads cost digits.
 * - Interval: tanh(atanh(r) ± 1.96 / sqrt(n - 3)) (Fisher 1921, Metron 1:3-32), as R's `cor.test`. For |r| = 1 it
 *   has no width.
 * - p: two-sided p of t = r sqrt((n - 2) / (1 - r²)) with n - 2 degrees of freedom, computed without t as the
 *   regularised incomplete beta function I_{1-r²}((n - 2) / 2, 1/2) (Abramowitz & Stegun 1964, 26.7.1), which keeps
 *   its relative precision far into the tail.
 *
 * Shapes and ranges: `x` and `y` of equal length, any length, finite numbers whose differences are finite. There is
 * no missing value here: the caller leaves out every pair of which one half is missing.
 *
 * @throws RangeError when the lengths differ or a value is not finite.
 */
export function pearson(x: readonly number[], y: readonly number[]): PearsonResult | NoCorrelation {
  if (x.length !== y.length) {
    throw new RangeError(`Pearson's r needs pairs: ${x.length} values of x, ${y.length} of y.`);
  }
  if (![...x, ...y].every(Number.isFinite)) {
    throw new RangeError("Pearson's r needs finite numbers: leave out pairs with a missing value.");
  }
  const n = x.length;
  if (n < SMALLEST_N_FOR_R) return { n, r: null, reason: "too-few" };
  const constantX = isConstant(x);
  const constantY = isConstant(y);
  if (constantX || constantY) {
    const reason = constantX && constantY ? "constant-both" : constantX ? "constant-x" : "constant-y";
    return { n, r: null, reason };
  }
  const r = productMoment(scaledDeviations(x), scaledDeviations(y));
  return { n, r, interval: fisherInterval(r, n), p: betainc((1 - r) * (1 + r), (n - 2) / 2, 0.5) };
}

function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/** Deviations from the mean, the largest of them ±1. Not for constant values. */
function scaledDeviations(values: readonly number[]): number[] {
  const mean = meanOf(values);
  const deviations = values.map((value) => value - mean);
  const largest = deviations.reduce((most, deviation) => Math.max(most, Math.abs(deviation)), 0);
  return deviations.map((deviation) => deviation / largest);
}

function productMoment(dx: readonly number[], dy: readonly number[]): number {
  const meanDx = meanOf(dx);
  const meanDy = meanOf(dy);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const [index, rawX] of dx.entries()) {
    const deviationX = rawX - meanDx;
    const deviationY = (dy[index] ?? Number.NaN) - meanDy;
    xx += deviationX * deviationX;
    yy += deviationY * deviationY;
    xy += deviationX * deviationY;
  }
  // The quotient of rounded sums can leave [-1, 1] by an ulp.
  return Math.min(1, Math.max(-1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
}

/** Mean by way of differences from the first value: a common offset, however large, costs no digits. */
function meanOf(values: readonly number[]): number {
  const first = values[0] ?? 0;
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}

/**
 * 95% interval of r by Fisher's z; null below n = 4.
 *
 * @param n pairs, less one for each value that was held constant (a partial correlation; deviations from the means of k
 *   groups: k - 1)
 */
export function fisherInterval(r: number, n: number): { low: number; high: number } | null {
  if (n < SMALLEST_N_FOR_INTERVAL) return null;
  const z = Math.atanh(r);
  const half = Z_975 / Math.sqrt(n - 3);
  return { low: Math.tanh(z - half), high: Math.tanh(z + half) };
}
