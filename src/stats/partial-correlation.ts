import { pearson } from "./correlation.ts";
import { studentTwoSided, Z_975 } from "./distributions.ts";
import { independentColumns, isExplained, withoutBasis } from "./independent-columns.ts";

interface PartialCorrelation {
  /** Pearson's r without the covariates. */
  readonly zeroOrder: number;
  readonly r: number;
  readonly t: number;
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  /** 95% by Fisher's z with n - covariates - 3; null where that is not above 0. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** What is left of the variables once the covariates are taken out. */
interface Residualiser {
  /** Columns of the design, the constant among them, and how many of them are independent. */
  readonly columns: number;
  readonly rank: number;
  residuals(values: readonly number[]): number[];
}

/**
 * The projection onto what covariates and a constant do not explain. A covariate that others explain is left out.
 *
 * @param covariates one list for each, `n` long, finite
 */
export function residualiser(covariates: readonly (readonly number[])[], n: number): Residualiser {
  const design = [Array.from({ length: n }, () => 1), ...covariates];
  const { kept, basis } = independentColumns(design);
  return {
    columns: design.length,
    rank: kept.length,
    residuals: (values) => withoutBasis(values, basis),
  };
}

/**
 * Correlation of two variables once covariates are taken out of both: Pearson's r of the residuals of their regressions
 * on the covariates (Kim 2015, Communications for Statistical Applications and Methods 22:665-674); t with n - 1 - rank
 * degrees of freedom, the rank with the constant.
 *
 * @param x finite
 * @param y as long as x
 * @returns null where a variable does not vary beyond the covariates, or no degree of freedom is left
 */
export function partialCorrelation(
  x: readonly number[],
  y: readonly number[],
  covariates: Residualiser,
): PartialCorrelation | null {
  const n = x.length;
  const df = n - covariates.rank - 1;
  const zeroOrder = pearson(x, y).r;
  if (zeroOrder === null || df < 1) return null;
  const [restX, restY] = [covariates.residuals(x), covariates.residuals(y)];
  if (isExplained(x, restX) || isExplained(y, restY)) return null;
  const { r } = pearson(restX, restY);
  if (r === null) return null;
  const t = r * Math.sqrt(df / ((1 - r) * (1 + r)));
  const free = df - 1;
  const half = Z_975 / Math.sqrt(free);
  const z = Math.atanh(r);
  return {
    zeroOrder,
    r,
    t,
    df,
    p: studentTwoSided(t, df),
    interval: free > 0 ? { low: Math.tanh(z - half), high: Math.tanh(z + half) } : null,
  };
}
