import { inverse, Matrix, pseudoInverse } from "ml-matrix";
import { gaussHermite } from "./gauss-hermite.ts";
import type { Grouping } from "./grouping.ts";
import { independentColumns } from "./independent-columns.ts";
import { type LogisticMixedModel, logistic, logisticMixedLikelihood } from "./logistic-mixed-likelihood.ts";
import { maximise } from "./maximise.ts";
import { mean, standardDeviation } from "./summary.ts";

export interface LogisticMixedInput {
  /** 0 or 1; both must occur. */
  readonly y: readonly number[];
  /** Without the constant. */
  readonly predictors: readonly (readonly number[])[];
  readonly group: Grouping;
}

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

interface LogisticMixedFit {
  readonly n: number;
  /** Positions of the predictors that the model holds; the others are explained by earlier ones and were left out. */
  readonly kept: readonly number[];
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
  /** Fitted probabilities, with the group's intercept and without. */
  readonly fitted: readonly number[];
  readonly fittedFixed: readonly number[];
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

/** A logistic model made ready: predictors standardised over its rows, those that others explain left out. */
export interface PreparedLogistic {
  readonly model: LogisticMixedModel;
  readonly kept: readonly number[];
  readonly center: readonly number[];
  readonly scale: readonly number[];
}

/**
 * @throws RangeError where y has one value alone, or there are fewer than two groups
 */
export function prepareLogistic({ y, predictors, group }: LogisticMixedInput): PreparedLogistic {
  if (!(y.includes(0) && y.includes(1)))
    throw new RangeError("The label is present in all rows or in none: there is nothing to tell apart.");
  if (group.levels.length < 2) throw new RangeError("A random intercept needs at least two groups.");
  const constant = y.map(() => 1);
  const { kept } = independentColumns([constant, ...predictors]);
  const chosen = kept.slice(1).map((at) => predictors[at - 1] as readonly number[]);
  const center = chosen.map(mean);
  const scale = chosen.map(standardDeviation);
  const columns = chosen.map((column, j) =>
    column.map((value) => (value - (center[j] as number)) / (scale[j] as number)),
  );
  return {
    model: { y, columns: [constant, ...columns], group },
    kept: kept.slice(1).map((at) => at - 1),
    center,
    scale,
  };
}

/** Log likelihood at given parameters, predictors standardised: a check that needs no optimiser. */
export function logisticLogLikelihood(
  { model }: PreparedLogistic,
  nodes: number,
  beta: readonly number[],
  sd: number,
): number {
  return logisticMixedLikelihood(model, gaussHermite(nodes)).at([...beta, sd]).value;
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
): LogisticMixedFit & { readonly point: readonly number[] } {
  const { model, kept } = prepared;
  const p = model.columns.length;
  const likelihood = logisticMixedLikelihood(model, gaussHermite(nodes));
  const from = start ?? startingPoint(model);
  const best = maximise((point) => likelihood.at(point), from);
  const free = best.at.with(p, Math.abs(best.at[p] as number));
  const zero = free.with(p, 0);
  const singular = (free[p] as number) < SINGULAR && likelihood.at(zero).value >= best.value - 1e-9;
  const point = singular ? zero : free;
  const sd = point[p] as number;
  const information = best.information.clone();
  // At the border the standard deviation is no parameter any more.
  const used = singular ? information.subMatrix(0, p - 1, 0, p - 1) : information;
  const covariance = invert(used).subMatrix(0, p - 1, 0, p - 1);
  const modes = likelihood.modes(point).map((u) => sd * u);
  const eta = model.y.map((_, row) =>
    model.columns.reduce((sum, column, j) => sum + (column[row] as number) * (point[j] as number), 0),
  );
  const intercepts = model.group.of.map((level) => modes[level] as number);
  const fitted = eta.map((value, row) => logistic(value + (intercepts[row] as number)));
  return {
    n: model.y.length,
    kept,
    point,
    fixed: effects(prepared, point, covariance, conditionalCovariance(model, fitted, sd)),
    sd,
    logLikelihood: likelihood.at(point).value,
    parameters: p + 1,
    gradientMax: best.gradientMax,
    modes,
    fitted,
    fittedFixed: eta.map(logistic),
    singular,
    separated: point.slice(1, p).some((slope) => Math.abs(slope) > SEPARATING),
    converged: best.converged,
  };
}

/** The ordinary logistic regression, with the best of a few standard deviations. */
function startingPoint(model: LogisticMixedModel): number[] {
  const laplace = logisticMixedLikelihood(model, gaussHermite(1));
  const share = mean(model.y);
  const plain = model.columns.map((_, j) => (j === 0 ? Math.log(share / (1 - share)) : 0));
  const ordinary = maximise((beta) => {
    const { value, gradient } = laplace.at([...beta, 0]);
    return { value, gradient: gradient.slice(0, -1) };
  }, plain);
  const starts = [0.1, 0.5, 1.5].map((sd) => [...ordinary.at, sd]);
  return starts.reduce((best, next) => (laplace.at(next).value > laplace.at(best).value ? next : best));
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
function conditionalCovariance(model: LogisticMixedModel, fitted: readonly number[], sd: number): Matrix {
  const p = model.columns.length;
  const information = Matrix.zeros(p, p);
  const byGroup = model.group.levels.map(() => ({ weight: 0, x: new Float64Array(p) }));
  for (const [row, level] of model.group.of.entries()) {
    const mu = fitted[row] as number;
    const w = mu * (1 - mu);
    const x = model.columns.map((column) => column[row] as number);
    const group = byGroup[level];
    if (!group) continue;
    group.weight += w;
    for (const [i, a] of x.entries()) {
      group.x[i] = (group.x[i] as number) + w * a;
      for (const [j, b] of x.entries()) information.set(i, j, information.get(i, j) + w * a * b);
    }
  }
  for (const { weight, x } of byGroup) {
    const factor = sd ** 2 / (1 + sd ** 2 * weight);
    for (const [i, a] of x.entries())
      for (const [j, b] of x.entries()) information.set(i, j, information.get(i, j) - factor * a * b);
  }
  return invert(information);
}

/** From standardised predictors back to their own units. */
function effects(
  { center, scale }: PreparedLogistic,
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
