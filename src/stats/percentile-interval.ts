import { quantile, standardDeviation } from "./summary.ts";

export interface PercentileInterval {
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the replicates. */
  readonly se: number;
  /** Replicates in which the statistic had a value. */
  readonly replicates: number;
}

/**
 * 95% interval from the values of a statistic over resamples (Efron & Tibshirani 1993, An introduction to the bootstrap,
 * chapter 13); replicates without a value (null) are left out and not counted.
 *
 * @returns null below two values
 */
export function percentileInterval(values: readonly (number | null)[]): PercentileInterval | null {
  const present = values.filter((value) => value !== null);
  if (present.length < 2) return null;
  return {
    low: quantile(present, 0.025),
    high: quantile(present, 0.975),
    se: standardDeviation(present),
    replicates: present.length,
  };
}
