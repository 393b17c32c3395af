import { logGamma, noncentralStudentCdf, studentQuantile, studentTwoSided } from "./distributions.ts";
import { findRoot } from "./find-root.ts";
import { mean, standardDeviation } from "./summary.ts";

interface Interval {
  readonly low: number;
  readonly high: number;
}

interface StudentTest {
  readonly t: number;
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  /** 95% interval of the difference of the means. */
  readonly interval: Interval;
}

interface SampleComparison {
  readonly n: readonly [number, number];
  readonly mean: readonly [number, number];
  readonly sd: readonly [number, number];
  /** Without and with the assumption of equal variances. */
  readonly welch: StudentTest;
  readonly pooled: StudentTest;
  /** Difference of the means in pooled standard deviations, and its 95% interval. */
  readonly cohensD: number;
  readonly dInterval: Interval;
  /** d without its bias in small samples. */
  readonly hedgesG: number;
}

/**
 * Two independent samples, first minus second: t tests of Welch (1947, Biometrika 34:28-35) and with a pooled variance;
 * Cohen's d with an interval by the noncentral t distribution, solved exactly (Cumming & Finch 2001, Educational and
 * Psychological Measurement 61:532-574); Hedges' g with the exact correction (Hedges 1981, Journal of Educational
 * Statistics 6:107-128).
 *
 * @param first finite values
 * @param second finite values
 * @returns null where a sample has fewer than two values, or no value varies within its sample
 */
export function compareSamples(first: readonly number[], second: readonly number[]): SampleComparison | null {
  const [n1, n2] = [first.length, second.length];
  if (n1 < 2 || n2 < 2) return null;
  const [mean1, mean2] = [mean(first), mean(second)];
  const [sd1, sd2] = [standardDeviation(first), standardDeviation(second)];
  if (sd1 === 0 && sd2 === 0) return null;
  const difference = mean1 - mean2;
  const [error1, error2] = [sd1 ** 2 / n1, sd2 ** 2 / n2];
  const welchDf = (error1 + error2) ** 2 / (error1 ** 2 / (n1 - 1) + error2 ** 2 / (n2 - 1));
  const df = n1 + n2 - 2;
  const pooledSd = Math.sqrt(((n1 - 1) * sd1 ** 2 + (n2 - 1) * sd2 ** 2) / df);
  const unit = Math.sqrt(1 / n1 + 1 / n2);
  const pooled = studentTest(difference, pooledSd * unit, df);
  const cohensD = difference / pooledSd;
  return {
    n: [n1, n2],
    mean: [mean1, mean2],
    sd: [sd1, sd2],
    welch: studentTest(difference, Math.sqrt(error1 + error2), welchDf),
    pooled,
    cohensD,
    dInterval: {
      low: noncentrality(pooled.t, df, 0.975) * unit,
      high: noncentrality(pooled.t, df, 0.025) * unit,
    },
    hedgesG: cohensD * Math.exp(logGamma(df / 2) - logGamma((df - 1) / 2)) * Math.sqrt(2 / df),
  };
}

function studentTest(difference: number, se: number, df: number): StudentTest {
  const t = difference / se;
  const half = studentQuantile(0.975, df) * se;
  return { t, df, p: studentTwoSided(t, df), interval: { low: difference - half, high: difference + half } };
}

/** The noncentrality at which a t below the observed one has probability p. */
function noncentrality(t: number, df: number, p: number): number {
  // The noncentrality lies about two standard errors of t from it; they grow with |t| where df is small.
  const reach = 6 + (4 * Math.abs(t)) / Math.sqrt(2 * df);
  return findRoot((ncp) => noncentralStudentCdf(t, df, ncp) - p, t - reach, t + reach, 1e-10);
}
