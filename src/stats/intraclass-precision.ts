import { Z_975 } from "./distributions.ts";

/** Information on the intraclass correlation in one unit that k raters coded. */
function information(icc: number, k: number): number {
  return (k * (k - 1)) / (2 * (1 - icc) ** 2 * (1 + (k - 1) * icc) ** 2);
}

/**
 * Large-sample standard error of an intraclass correlation of one rater over independent units (Fisher 1925; Bonett 2002,
 * Statistics in Medicine 21:1331-1335), units with different numbers of raters added up.
 *
 * @param icc in [0, 1)
 * @param units how many units so many raters coded; two raters or more count
 * @returns null without information: fewer than two units, or perfect agreement
 */
export function intraclassError(
  icc: number,
  units: readonly { readonly raters: number; readonly units: number }[],
): number | null {
  const several = units.filter(({ raters }) => raters >= 2);
  const n = several.reduce((sum, entry) => sum + entry.units, 0);
  if (n < 2 || icc >= 1) return null;
  // Bonett's n - 1, shared out over the kinds of units.
  const total = several.reduce(
    (sum, entry) => sum + ((n - 1) / n) * entry.units * information(icc, entry.raters),
    0,
  );
  return 1 / Math.sqrt(total);
}

export interface PrecisionPlan {
  /** Intraclass correlation that is expected, in [0, 1). */
  readonly icc: number;
  /** From 2. */
  readonly raters: number;
  readonly unitsPerCluster: number;
  /** How many times the variance is larger than with independent units. */
  readonly designEffect: number;
}

/** Half the width of the 95% interval that so many clusters (sessions) of so many units (minutes) are expected to give. */
export function expectedHalfWidth(plan: PrecisionPlan, clusters: number): number {
  const effective = (clusters * plan.unitsPerCluster) / plan.designEffect;
  if (effective <= 1) return Number.POSITIVE_INFINITY;
  return Z_975 / Math.sqrt((effective - 1) * information(plan.icc, plan.raters));
}

/**
 * Smallest number of clusters whose interval is expected to be at most this wide: Bonett's n = 8 z² (1 - icc)²
 * (1 + (k - 1) icc)² / (k (k - 1) width²) + 1, times the design effect, in clusters.
 */
export function clustersForWidth(plan: PrecisionPlan, width: number): number {
  const units = ((2 * Z_975) / width) ** 2 / information(plan.icc, plan.raters) + 1;
  return Math.max(2, Math.ceil((units * plan.designEffect) / plan.unitsPerCluster));
}
