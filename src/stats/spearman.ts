import { type NoCorrelation, pearson } from "./correlation.ts";
import { Z_975 } from "./distributions.ts";
import { midRanks } from "./summary.ts";

interface RankCorrelation {
  readonly n: number;
  readonly rho: number;
  /** 95%, by Fisher's z with variance (1 + rho²/2)/(n - 3); null below n = 4. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Two-sided, by t with n - 2 degrees of freedom. */
  readonly p: number;
}

/**
 * Spearman's rank correlation: Pearson of the mean ranks, p by t as R's `cor.test(exact = FALSE)`, interval after Bonett
 * & Wright (2000, Psychometrika 65:23-28).
 *
 * @param x finite
 * @param y as long as x
 * @throws RangeError when the lengths differ or a value is not finite
 */
export function spearman(
  x: readonly number[],
  y: readonly number[],
): RankCorrelation | (Omit<NoCorrelation, "r"> & { readonly rho: null }) {
  if (![...x, ...y].every(Number.isFinite))
    throw new RangeError("Spearman's rho needs finite numbers: leave out pairs with a missing value.");
  return spearmanOfRanks(midRanks(x), midRanks(y));
}

/** The same where the mean ranks are known already. */
export function spearmanOfRanks(x: readonly number[], y: readonly number[]): ReturnType<typeof spearman> {
  const result = pearson(x, y);
  const { n } = result;
  if (result.r === null) return { n, rho: null, reason: result.reason };
  const rho = result.r;
  const half = Z_975 * Math.sqrt((1 + rho ** 2 / 2) / (n - 3));
  const z = Math.atanh(rho);
  return {
    n,
    rho,
    interval: n < 4 ? null : { low: Math.tanh(z - half), high: Math.tanh(z + half) },
    p: result.p,
  };
}
