import { normalCdf, normalQuantile, Z_975 } from "./distributions.ts";
import type { PercentileInterval } from "./percentile-interval.ts";
import { quantile, standardDeviation } from "./summary.ts";

/**
 * 95% interval of a statistic from its values over resamples, corrected for bias and acceleration (BCa; Efron 1987, Journal
 * of the American Statistical Association 82:171-185; Efron & Tibshirani 1993, chapter 14). Unlike plain percentiles it
 * undoes the pull of statistics that resamples give too low, such as variance components.
 *
 * @param replicates values over resamples; those without a value (null) are left out and not counted
 * @param value of the cases as they are
 * @param left values without one case (session) after the other; null: none. Where one is missing there is no acceleration
 * @returns null below two values
 */
export function bcaInterval(
  replicates: readonly (number | null)[],
  value: number,
  left: readonly (number | null)[],
): PercentileInterval | null {
  const present = replicates.filter((replicate) => replicate !== null);
  if (present.length < 2) return null;
  const bias = normalQuantile(shareBelow(present, value));
  const acceleration = accelerationOf(left);
  const at = (z: number): number => {
    const scale = 1 - acceleration * (bias + z);
    // An acceleration so large that the scale turns over would swap the limits.
    return normalCdf(scale <= 0 ? Math.sign(bias + z) * 9 : bias + (bias + z) / scale);
  };
  return {
    low: quantile(present, at(-Z_975)),
    high: quantile(present, at(Z_975)),
    se: standardDeviation(present),
    replicates: present.length,
  };
}

/** Share of the values below, equal ones by half; never 0 or 1, which would have no quantile. */
function shareBelow(values: readonly number[], value: number): number {
  const tiny = 1e-12 * Math.max(1, Math.abs(value));
  const below = values.filter((other) => other < value - tiny).length;
  const equal = values.filter((other) => Math.abs(other - value) <= tiny).length;
  const half = 0.5 / values.length;
  return Math.min(1 - half, Math.max(half, (below + equal / 2) / values.length));
}

function accelerationOf(left: readonly (number | null)[]): number {
  const present = left.filter((value) => value !== null);
  if (present.length < Math.max(2, left.length)) return 0;
  const centre = present.reduce((sum, value) => sum + value, 0) / present.length;
  const squares = present.reduce((sum, value) => sum + (centre - value) ** 2, 0);
  const cubes = present.reduce((sum, value) => sum + (centre - value) ** 3, 0);
  // Equal values but for rounding have no skew.
  return squares <= 1e-24 * present.length * Math.max(1, centre ** 2) ? 0 : cubes / (6 * squares ** 1.5);
}
