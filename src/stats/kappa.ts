import { normalTwoSided, Z_975 } from "./distributions.ts";

/** How far two categories of a scale in equal steps agree: 1 on the diagonal, 0 between the ends (or off the diagonal). */
export type AgreementWeights = "identity" | "linear" | "quadratic";

/** Weight of categories i and j of a scale with `categories` of them. */
export function agreementWeight(weights: AgreementWeights, i: number, j: number, categories: number): number {
  if (i === j) return 1;
  if (weights === "identity") return 0;
  const distance = Math.abs(i - j) / (categories - 1);
  return 1 - (weights === "linear" ? distance : distance ** 2);
}

export interface KappaResult {
  readonly n: number;
  readonly kappa: number;
  /** Observed and expected (weighted) agreement. */
  readonly observed: number;
  readonly expected: number;
  /** Large-sample standard error, and the 95% interval from it. */
  readonly se: number;
  readonly interval: { readonly low: number; readonly high: number };
  /** Standard error if kappa were 0, and the test with it. */
  readonly seNull: number;
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/** There is no kappa, and this is why: no pair, or both raters used one and the same category throughout. */
export interface NoKappa {
  readonly n: number;
  readonly kappa: null;
  readonly reason: "no-pairs" | "one-category";
}

/**
 * Cohen's kappa of two raters, unweighted or weighted (Cohen 1960, Educational and Psychological Measurement 20:37-46;
 * 1968, Psychological Bulletin 70:213-220), with the standard errors of Fleiss, Cohen & Everitt (1969, Psychological
 * Bulletin 72:323-327).
 *
 * @param counts square table, `counts[i][j]` pairs in which the first rater chose category i and the second j; the
 *   full scale, also categories that nobody used, since the weights depend on its length
 * @throws RangeError when the table is not square
 */
export function cohenKappa(
  counts: readonly (readonly number[])[],
  weights: AgreementWeights = "identity",
): KappaResult | NoKappa {
  const q = counts.length;
  if (counts.some((row) => row.length !== q)) throw new RangeError("A table for kappa is square.");
  const n = counts.flat().reduce((sum, count) => sum + count, 0);
  if (n === 0) return { n, kappa: null, reason: "no-pairs" };
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0) / n);
  const columns = counts.map((_, j) => counts.reduce((sum, row) => sum + (row[j] as number), 0) / n);
  const weight = (i: number, j: number): number => agreementWeight(weights, i, j, q);
  const rowWeights = rows.map((_, i) => columns.reduce((sum, p, j) => sum + weight(i, j) * p, 0));
  const columnWeights = columns.map((_, j) => rows.reduce((sum, p, i) => sum + weight(i, j) * p, 0));
  let observed = 0;
  let expected = 0;
  for (const [i, row] of counts.entries()) {
    for (const [j, count] of row.entries()) {
      observed += (weight(i, j) * count) / n;
      expected += weight(i, j) * (rows[i] as number) * (columns[j] as number);
    }
  }
  if (rows.some((share, i) => share === 1 && columns[i] === 1)) {
    return { n, kappa: null, reason: "one-category" };
  }
  let spread = 0;
  let spreadNull = 0;
  for (const [i, row] of counts.entries()) {
    for (const [j, count] of row.entries()) {
      const marginal = (rowWeights[i] as number) + (columnWeights[j] as number);
      spread += (count / n) * (weight(i, j) * (1 - expected) - marginal * (1 - observed)) ** 2;
      spreadNull += (rows[i] as number) * (columns[j] as number) * (weight(i, j) - marginal) ** 2;
    }
  }
  // Perfect agreement would leave rounding errors of either sign.
  const perfect = counts.every((row, i) => row.every((count, j) => count === 0 || i === j));
  const kappa = perfect ? 1 : (observed - expected) / (1 - expected);
  const centre = observed * expected - 2 * expected + observed;
  const variance = perfect ? 0 : Math.max(0, spread - centre ** 2);
  const se = Math.sqrt(variance / n) / (1 - expected) ** 2;
  const seNull = Math.sqrt(Math.max(0, spreadNull - expected ** 2) / n) / (1 - expected);
  const z = kappa / seNull;
  const interval = { low: kappa - Z_975 * se, high: kappa + Z_975 * se };
  return { n, kappa, observed, expected, se, interval, seNull, z, p: normalTwoSided(z) };
}
