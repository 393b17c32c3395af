import { pearson } from "./correlation.ts";
import { Z_975 } from "./distributions.ts";
import { mean, variance } from "./summary.ts";

interface Concordance {
  readonly n: number;
  /** 2 s_xy / (s_x² + s_y² + (x̄ - ȳ)²), variances with 1/n. */
  readonly ccc: number;
  /** 95% by the Z transform; null below four pairs or where r is 0 or ±1. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/**
 * Lin's concordance correlation: how far pairs lie from the line of equality (Lin 1989, Biometrics 45:255-268, variance as
 * corrected in 2000, 56:324-325).
 *
 * @param x finite
 * @param y as long as x
 * @returns null below three pairs or where a variable does not vary
 * @throws RangeError when the lengths differ or a value is not finite
 */
export function concordance(x: readonly number[], y: readonly number[]): Concordance | null {
  const { n, r } = pearson(x, y);
  if (r === null) return null;
  const shrink = (n - 1) / n;
  const [sx, sy] = [variance(x) * shrink, variance(y) * shrink];
  const shift = mean(x) - mean(y);
  const root = Math.sqrt(sx * sy);
  const ccc = (2 * r * root) / (sx + sy + shift ** 2);
  if (n < 4 || r === 0 || Math.abs(r) === 1) return { n, ccc, interval: null };
  const u2 = shift ** 2 / root;
  const spread =
    ((1 - r ** 2) * ccc ** 2) / ((1 - ccc ** 2) * r ** 2) +
    (2 * ccc ** 3 * (1 - ccc) * u2) / (r * (1 - ccc ** 2) ** 2) -
    (ccc ** 4 * u2 ** 2) / (2 * r ** 2 * (1 - ccc ** 2) ** 2);
  const half = Z_975 * Math.sqrt(spread / (n - 2));
  const z = Math.atanh(ccc);
  return { n, ccc, interval: { low: Math.tanh(z - half), high: Math.tanh(z + half) } };
}
