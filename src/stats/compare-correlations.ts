import { chiSquareTail, normalTwoSided } from "./distributions.ts";

/** A correlation and the number of pairs it comes from. */
export interface CorrelationOfSample {
  /** In (-1, 1). */
  readonly r: number;
  /** From 4. */
  readonly n: number;
}

/**
 * Fisher's test that two correlations of independent samples are equal (Fisher 1921, Metron 1:3-32): z =
 * (atanh r1 - atanh r2) / sqrt(1/(n1 - 3) + 1/(n2 - 3)), two-sided normal p.
 *
 * @throws RangeError for |r| = 1, where atanh is infinite, and for n below 4
 */
export function compareCorrelations(
  first: CorrelationOfSample,
  second: CorrelationOfSample,
): { z: number; p: number } {
  requireTransformable([first, second]);
  const se = Math.sqrt(1 / (first.n - 3) + 1 / (second.n - 3));
  const z = (Math.atanh(first.r) - Math.atanh(second.r)) / se;
  return { z, p: normalTwoSided(z) };
}

/**
 * Test that several correlations of independent samples are equal (Hedges & Olkin 1985, Statistical methods for
 * meta-analysis, chapter 11): Q = sum (n_i - 3)(z_i - z)², z the mean of the z_i weighted by n_i - 3; chi-square with
 * one degree of freedom less than there are samples.
 *
 * @throws RangeError for |r| = 1, for n below 4, and below two samples
 */
export function correlationHomogeneity(samples: readonly CorrelationOfSample[]): {
  pooled: number;
  chiSquare: number;
  df: number;
  p: number;
} {
  if (samples.length < 2) throw new RangeError("A comparison needs at least two samples.");
  requireTransformable(samples);
  const weight = samples.reduce((sum, { n }) => sum + n - 3, 0);
  const centre = samples.reduce((sum, { r, n }) => sum + (n - 3) * Math.atanh(r), 0) / weight;
  const chiSquare = samples.reduce((sum, { r, n }) => sum + (n - 3) * (Math.atanh(r) - centre) ** 2, 0);
  const df = samples.length - 1;
  return { pooled: Math.tanh(centre), chiSquare, df, p: chiSquareTail(chiSquare, df) };
}

function requireTransformable(samples: readonly CorrelationOfSample[]): void {
  for (const { r, n } of samples) {
    if (!(Math.abs(r) < 1 && n > 3))
      throw new RangeError(`r = ${r} of ${n} pairs has no Fisher z with a standard error.`);
  }
}
