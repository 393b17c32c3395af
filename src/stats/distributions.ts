import betainc from "@stdlib/math-base-special-betainc";
import betaincinv from "@stdlib/math-base-special-betaincinv";
import erfc from "@stdlib/math-base-special-erfc";
import erfcinv from "@stdlib/math-base-special-erfcinv";
import gammainc from "@stdlib/math-base-special-gammainc";
import gammaln from "@stdlib/math-base-special-gammaln";

/*
 * Tails and quantiles of the distributions that the tests use, each from the special function that keeps its relative
 * precision far into the tail (formulas: Abramowitz & Stegun 1964, chapter 26). Arguments that are NaN give NaN.
 */

/** qnorm(0.975): half the width of a 95% interval in standard errors. */
export const Z_975 = 1.959963984540054;

/** P(Z <= z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** P(|Z| >= |z|) of the standard normal distribution. */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** The z with P(Z <= z) = p, p in (0, 1). */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinv(2 * p);
}

/** P(|T| >= |t|) of Student's t; df above 0, whole or not. */
export function studentTwoSided(t: number, df: number): number {
  if (!Number.isFinite(t)) return Number.isNaN(t) ? Number.NaN : 0;
  return betainc(df / (df + t * t), df / 2, 0.5);
}

/** The t with P(T <= t) = p, p in (0, 1). */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  const x = betaincinv(2 * Math.min(p, 1 - p), df / 2, 0.5);
  return Math.sign(p - 0.5) * Math.sqrt((df * (1 - x)) / x);
}

/** P(F >= f) of the F distribution; f from 0. */
export function fTail(f: number, df1: number, df2: number): number {
  if (f === Number.POSITIVE_INFINITY) return 0;
  return f <= 0 ? 1 : betainc(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
}

/** The f with P(F <= f) = p, p in (0, 1). */
export function fQuantile(p: number, df1: number, df2: number): number {
  const x = betaincinv(p, df1 / 2, df2 / 2);
  return (df2 * x) / (df1 * (1 - x));
}

/** P(X >= x) of chi-square; x from 0. */
export function chiSquareTail(x: number, df: number): number {
  return x <= 0 ? 1 : gammainc(x / 2, df / 2, true, true);
}

/**
 * Natural logarithm of P(X >= count) for a binomial count; a sum of logarithms, so that it also exists where the
 * probability lies below the smallest double; -Infinity where it is 0.
 *
 * @param count whole, 0..n
 * @param p in [0, 1]
 */
export function logBinomialTail(count: number, n: number, p: number): number {
  if (count <= 0 || p === 1) return 0;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  const terms = Array.from({ length: n - count + 1 }, (_, i) => {
    const k = count + i;
    return logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
  });
  // As many terms as rows: too many for a function's arguments.
  const largest = terms.reduce((most, term) => Math.max(most, term), Number.NEGATIVE_INFINITY);
  return Math.min(0, largest + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - largest), 0)));
}

function logChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

/** ln of the gamma function, x above 0. */
export const logGamma: (x: number) => number = gammaln;

/**
 * Exact 95% interval of a share (Clopper & Pearson 1934, Biometrika 26:404-413), by beta quantiles.
 *
 * @param count whole, 0..n
 * @param n from 1
 */
export function clopperPearson(count: number, n: number): { low: number; high: number } {
  return {
    low: count === 0 ? 0 : betaincinv(0.025, count, n - count + 1),
    high: count === n ? 1 : betaincinv(0.975, count + 1, n - count),
  };
}

/**
 * P(T <= t) of the noncentral t distribution (Lenth 1989, Applied Statistics 38:185-189), the Poisson series summed
 * around its largest term so that large noncentralities do not underflow. Absolute error below about 1e-11.
 */
export function noncentralStudentCdf(t: number, df: number, ncp: number): number {
  if (t < 0) return 1 - noncentralStudentCdf(-t, df, -ncp);
  if (t === 0 || ncp === 0) return t === 0 ? normalCdf(-ncp) : 1 - studentTwoSided(t, df) / 2;
  const x = (t * t) / (df + t * t);
  const rate = (ncp * ncp) / 2;
  const reach = 10 * Math.sqrt(rate) + 30;
  const last = Math.ceil(rate + reach);
  const b = df / 2;
  let sum = 0;
  // I_x(a, b) of the next a by the recursion I_x(a + 1, b) = I_x(a, b) - x^a (1 - x)^b / (a B(a, b)).
  const first = Math.max(0, Math.floor(rate - reach));
  let odd = betainc(x, first + 0.5, b);
  let even = betainc(x, first + 1, b);
  for (let j = first; j <= last; j++) {
    const poisson = j * Math.log(rate) - rate;
    sum += Math.exp(poisson - gammaln(j + 1)) * odd;
    sum += (ncp / Math.SQRT2) * Math.exp(poisson - gammaln(j + 1.5)) * even;
    odd -= betaStep(x, j + 0.5, b);
    even -= betaStep(x, j + 1, b);
  }
  return Math.min(1, Math.max(0, normalCdf(-ncp) + sum / 2));
}

function betaStep(x: number, a: number, b: number): number {
  const logarithm = a * Math.log(x) + b * Math.log1p(-x) - gammaln(a + 1) - gammaln(b) + gammaln(a + b);
  return Math.exp(logarithm);
}
