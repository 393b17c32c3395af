import { inverse, Matrix, pseudoInverse } from "ml-matrix";
import { gaussHermite } from "./gauss-hermite.ts";
import type { LogisticDesign, PreparedLogistic } from "./logistic-design.ts";
import { logistic, logisticMixedLikelihood } from "./logistic-mixed-likelihood.ts";
import { logisticRegression } from "./logistic-regression.ts";
import { type Maximum, maximise } from "./maximise.ts";

interface LogisticEffect {
  /** Per unit of the predictor. */
  readonly estimate: number;
  readonly se: number;
  /** From the weights at the mode alone, without the uncertainty of the variance. */
  readonly seConditional: number;
  /** Per standard deviation of the predictor. */
  readonly standardised: number;
  readonly seStandardised: number;
}

export interface LogisticMixedFit {
  readonly n: number;
  /** Standardised fixed effects, then the standard deviation of the groups. */
  readonly point: readonly number[];
  /** The constant, then one for each predictor kept. */
  readonly fixed: readonly LogisticEffect[];
  /** Standard deviation of the groups' intercepts. */
  readonly sd: number;
  readonly logLikelihood: number;
  /** Fixed effects and the variance. */
  readonly parameters: number;
  /** What is left of the gradient, predictors standardised. */
  readonly gradientMax: number;
  /** Intercept of each group at its mode. */
  readonly modes: readonly number[];
  /** Fitted probability of each cell of the design, with the group's intercept and without. */
  readonly fitted: Float64Array;
  readonly fittedFixed: Float64Array;
  /** The variance is 0: the data show no differences between groups. */
  readonly singular: boolean;
  /** A predictor tells the label apart (nearly) without error: its estimate runs off to infinity and says no more. */
  readonly separated: boolean;
  readonly converged: boolean;
}

/** A standard deviation of a predictor that multiplies the odds by three millions. */
const SEPARATING = 15;

/** Below this a standard deviation counts as 0 where the likelihood is no worse for it. */
const SINGULAR = 1e-3;

/** Log likelihood at given parameters, predictors standardised: a check that needs no optimiser. */
export function logisticLogLikelihood(
  prepared: PreparedLogistic,
  nodes: number,
  beta: readonly number[],
  sd: number,
): number {
  return logisticMixedLikelihood(prepared, gaussHermite(nodes)).at([...beta, sd]).value;
}

/**
 * Logistic mixed model with a random intercept by maximum likelihood, Laplace (one node) or adaptive Gauss-Hermite
 * quadrature (Bates et al. 2015; Pinheiro & Bates 1995). Standard errors from the second derivatives over all fixed effects
 * and the standard deviation; where that is 0, those of the ordinary logistic regression.
 *
 * @param nodes 1 for Laplace; 25 is ample
 * @param start standardised fixed effects and sd to start from, e.g. those of the Laplace fit
 */
export function fitLogisticMixed(
  prepared: PreparedLogistic,
  nodes: number,
  start: readonly number[] | null = null,
): LogisticMixedFit {
  const { design } = prepared;
  const p = design.width;
  const likelihood = logisticMixedLikelihood(prepared, gaussHermite(nodes));
  const best = highestMaximum(likelihood.at, start ?? startingPoint(prepared));
  const free = best.at.with(p, Math.abs(best.at[p] as number));
  const zero = free.with(p, 0);
  const singular = (free[p] as number) < SINGULAR && likelihood.at(zero).value >= best.value - 1e-9;
  const point = singular ? zero : free;
  const sd = point[p] as number;
  // At the border the standard deviation is no parameter any more.
  const used = singular ? best.information.subMatrix(0, p - 1, 0, p - 1) : best.information;
  const covariance = invert(used).subMatrix(0, p - 1, 0, p - 1);
  const modes = likelihood.modes(point).map((u) => sd * u);
  const fitted = probabilities(design, point, (level) => modes[level] as number);
  return {
    n: prepared.y.length,
    point,
    fixed: effects(design, point, covariance, conditionalCovariance(design, fitted, sd)),
    sd,
    logLikelihood: likelihood.at(point).value,
    parameters: p + 1,
    gradientMax: best.gradientMax,
    modes,
    fitted,
    fittedFixed: probabilities(design, point, () => 0),
    singular,
    separated: isSeparated(point, p),
    converged: best.converged,
  };
}

/** Whether a standardised slope among the `width` fixed effects ran off: the label is told apart (nearly) without error. */
export function isSeparated(point: readonly number[], width: number): boolean {
  return point.slice(1, width).some((slope) => Math.abs(slope) > SEPARATING);
}

/** Standard deviations from which the maximum is looked for again where it seems to be 0. */
const AWAY_FROM_ZERO = [0.5, 1.5];
/** A start whose log likelihood is lower by this hardly leads anywhere but back to 0; searching from it costs most of a fit. */
const OUT_OF_REACH = 4;

/**
 * The maximum that the start leads to. With few groups the likelihood can have two, one of them at a standard deviation of
 * 0: where the search ends there, it begins again from larger ones.
 */
export function highestMaximum(
  f: Parameters<typeof maximise>[0],
  start: readonly number[],
  options: Parameters<typeof maximise>[2] = {},
): Maximum {
  const first = maximise(f, start, options);
  if (Math.abs(first.at.at(-1) as number) >= SINGULAR) return first;
  const starts = AWAY_FROM_ZERO.map((sd) => first.at.with(-1, sd));
  const near = starts.filter((at) => f(at).value > first.value - OUT_OF_REACH);
  return near
    .map((at) => maximise(f, at, options))
    .reduce((best, next) => (next.converged && next.value > best.value + 1e-9 ? next : best), first);
}

/** The ordinary logistic regression, with the best of a few standard deviations. */
export function startingPoint(prepared: PreparedLogistic): number[] {
  const { x, width, trials } = prepared.design;
  const laplace = logisticMixedLikelihood(prepared, gaussHermite(1));
  const { estimates } = logisticRegression({ x, width, trials, successes: prepared.successes });
  const starts = [0.1, 0.5, 1.5].map((sd) => [...estimates, sd]);
  return starts.reduce((best, next) => (laplace.at(next).value > laplace.at(best).value ? next : best));
}

/** Probability of each cell at standardised fixed effects and an intercept for each group. */
export function probabilities(
  { first, trials, width, x }: LogisticDesign,
  beta: readonly number[],
  intercept: (level: number) => number,
): Float64Array {
  const result = new Float64Array(trials.length);
  for (let level = 0; level + 1 < first.length; level++) {
    const own = intercept(level);
    for (let cell = first[level] as number; cell < (first[level + 1] as number); cell++) {
      let eta = own;
      for (let j = 0; j < width; j++) eta += (x[cell * width + j] as number) * (beta[j] as number);
      result[cell] = logistic(eta);
    }
  }
  return result;
}

function invert(matrix: Matrix): Matrix {
  try {
    return inverse(matrix);
  } catch {
    // A flat likelihood: the directions that it says nothing about get no share.
    return pseudoInverse(matrix);
  }
}

/** (X' W X - X' W Z sd (sd Z' W Z sd + 1)^-1 sd Z' W X)^-1, W the weights at the modes. */
function conditionalCovariance(
  { first, trials, width: p, x }: LogisticDesign,
  fitted: Float64Array,
  sd: number,
): Matrix {
  const information = new Float64Array(p * p);
  const sums = new Float64Array(p);
  for (let level = 0; level + 1 < first.length; level++) {
    sums.fill(0);
    let weight = 0;
    for (let cell = first[level] as number; cell < (first[level + 1] as number); cell++) {
      const mu = fitted[cell] as number;
      const w = (trials[cell] as number) * mu * (1 - mu);
      weight += w;
      for (let i = 0; i < p; i++) {
        const a = w * (x[cell * p + i] as number);
        sums[i] = (sums[i] as number) + a;
        for (let j = 0; j < p; j++)
          information[i * p + j] = (information[i * p + j] as number) + a * (x[cell * p + j] as number);
      }
    }
    const factor = sd ** 2 / (1 + sd ** 2 * weight);
    for (let i = 0; i < p; i++)
      for (let j = 0; j < p; j++)
        information[i * p + j] =
          (information[i * p + j] as number) - factor * (sums[i] as number) * (sums[j] as number);
  }
  return invert(Matrix.from1DArray(p, p, information));
}

/** From standardised predictors back to their own units. */
function effects(
  { center, scale }: LogisticDesign,
  point: readonly number[],
  covariance: Matrix,
  conditional: Matrix,
): LogisticEffect[] {
  const p = center.length + 1;
  const back = Matrix.zeros(p, p);
  back.set(0, 0, 1);
  for (const [j, sd] of scale.entries()) {
    back.set(0, j + 1, -(center[j] as number) / sd);
    back.set(j + 1, j + 1, 1 / sd);
  }
  const estimates = back.mmul(Matrix.columnVector(point.slice(0, p))).to1DArray();
  const own = back.mmul(covariance).mmul(back.transpose());
  const ownConditional = back.mmul(conditional).mmul(back.transpose());
  return estimates.map((estimate, j) => ({
    estimate,
    se: Math.sqrt(own.get(j, j)),
    seConditional: Math.sqrt(ownConditional.get(j, j)),
    standardised: point[j] as number,
    seStandardised: Math.sqrt(covariance.get(j, j)),
  }));
}
