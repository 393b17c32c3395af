import { inverse } from "ml-matrix";
import { pearson } from "./correlation.ts";
import { normalCdf, normalDensity, normalQuantile } from "./distributions.ts";
import { maximise, type ValueWithGradient } from "./maximise.ts";
import { mean, standardDeviation } from "./summary.ts";

interface PolyserialResult {
  /** sqrt((n - 1)/n) sd(y) r / sum of the normal density at the thresholds. Can leave [-1, 1]. */
  readonly twoStep: number;
  /** Maximum likelihood over the correlation and the thresholds, with its standard error. */
  readonly maximumLikelihood: number;
  readonly standardError: number;
  readonly converged: boolean;
}

/**
 * Polyserial correlation of a measured with an ordinal variable: the correlation with the normal variable that is
 * thought to lie behind the ordinal one (Olsson, Drasgow & Dorans 1982, Psychometrika 47:337-347; as R's polycor).
 *
 * @param x finite
 * @param y whole numbers in equal steps, the levels of the scale
 * @throws RangeError when a variable does not vary, or the lengths differ
 */
export function polyserial(x: readonly number[], y: readonly number[]): PolyserialResult {
  const { r } = pearson(x, y);
  if (r === null) throw new RangeError("A polyserial correlation needs two variables that vary.");
  const n = x.length;
  const levels = [...new Set(y)].sort((a, b) => a - b);
  const counts = levels.map((level) => y.filter((value) => value === level).length);
  let below = 0;
  const thresholds = counts.slice(0, -1).map((count) => {
    below += count;
    return normalQuantile(below / n);
  });
  const densities = thresholds.reduce((sum, t) => sum + normalDensity(t), 0);
  const twoStep = (Math.sqrt((n - 1) / n) * standardDeviation(y) * r) / densities;

  const centre = mean(x);
  const sd = standardDeviation(x);
  const z = x.map((value) => (value - centre) / sd);
  const level = y.map((value) => levels.indexOf(value));
  const start = [Math.max(-0.9, Math.min(0.9, twoStep)), ...thresholds];
  const { at, information, converged } = maximise((point) => logLikelihood(point, z, level), start);
  return {
    twoStep,
    maximumLikelihood: at[0] as number,
    standardError: Math.sqrt(inverse(information).get(0, 0)),
    converged,
  };
}

/** Log likelihood of the levels given z, at the point (rho, thresholds); minus infinity where these are out of order. */
function logLikelihood(
  point: readonly number[],
  z: readonly number[],
  level: readonly number[],
): ValueWithGradient {
  const [rho = 0, ...thresholds] = point;
  const gradient = point.map(() => 0);
  const outside = { value: Number.NEGATIVE_INFINITY, gradient };
  if (Math.abs(rho) >= 1 || thresholds.some((t, i) => i > 0 && t <= (thresholds[i - 1] as number)))
    return outside;
  const s = Math.sqrt(1 - rho * rho);
  let value = 0;
  for (const [i, at] of level.entries()) {
    const zi = z[i] as number;
    const upper = thresholds[at];
    const lower = thresholds[at - 1];
    const a = upper === undefined ? Number.POSITIVE_INFINITY : (upper - rho * zi) / s;
    const b = lower === undefined ? Number.NEGATIVE_INFINITY : (lower - rho * zi) / s;
    // Both limits above 0: the difference of upper tails keeps the digits.
    const p = b > 0 ? normalCdf(-b) - normalCdf(-a) : normalCdf(a) - normalCdf(b);
    if (!(p > 0)) return outside;
    value += Math.log(p);
    if (upper !== undefined) {
      const d = normalDensity(a) / p;
      gradient[1 + at] = (gradient[1 + at] as number) + d / s;
      gradient[0] = (gradient[0] as number) + (d * (rho * upper - zi)) / s ** 3;
    }
    if (lower !== undefined) {
      const d = normalDensity(b) / p;
      gradient[at] = (gradient[at] as number) - d / s;
      gradient[0] = (gradient[0] as number) - (d * (rho * lower - zi)) / s ** 3;
    }
  }
  return { value, gradient };
}
