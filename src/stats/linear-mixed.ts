import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { independentColumns, withoutBasis } from "./independent-columns.ts";
import { type LinearMixedModel, penalisedLeastSquares, type Solution } from "./linear-mixed-criterion.ts";
import { maximise } from "./maximise.ts";

interface FixedEffect {
  readonly estimate: number;
  readonly se: number;
  /** Degrees of freedom after Satterthwaite; null where the second derivatives give none, or nobody asked. */
  readonly df: number | null;
}

export interface LinearMixedFit {
  readonly n: number;
  /** Positions of the columns that the model holds; the others are explained by earlier ones and were left out. */
  readonly kept: readonly number[];
  /** One for each column kept. */
  readonly fixed: readonly FixedEffect[];
  /** Of the combinations of fixed effects that were asked for. */
  readonly contrasts: readonly FixedEffect[];
  readonly covariance: readonly (readonly number[])[];
  /** Variance of each grouping's intercepts, and of the residuals. */
  readonly groupVariances: readonly number[];
  readonly residualVariance: number;
  /** Standard deviations of the groups relative to the residuals'. */
  readonly theta: readonly number[];
  /** Conditional modes of each grouping's intercepts, by level. */
  readonly modes: readonly (readonly number[])[];
  /** -2 log likelihood, restricted or not. */
  readonly criterion: number;
  /** Fixed effects and variances that were estimated. */
  readonly parameters: number;
  /** A variance is 0: the data show no differences between groups beyond the residuals'. */
  readonly singular: boolean;
  readonly converged: boolean;
}

interface LinearMixedOptions {
  /** Restricted maximum likelihood. */
  readonly reml: boolean;
  /** false: leaves them out, which saves most of the time where only variances are wanted. */
  readonly degreesOfFreedom?: boolean;
  /** Combinations of the fixed effects: a weight for each column of the model; those of columns left out count nothing. */
  readonly contrasts?: readonly (readonly number[])[];
}

/** Below this relative standard deviation a variance counts as 0 (lme4's `isSingular`). */
const SINGULAR = 1e-4;

/**
 * Linear mixed model with random intercepts by (restricted) maximum likelihood, profiled over the fixed effects
 * and the residual variance (Bates et al. 2015, Journal of Statistical Software 67(1)). Degrees of freedom after
 * Satterthwaite from the second derivatives of the criterion (Kuznetsova, Brockhoff & Christensen 2017, Journal of
 * Statistical Software 82(13)).
 *
 * @param model finite values; columns that earlier ones explain are left out
 * @throws RangeError without a grouping of two levels or more, or with as many parameters as rows
 */
export function fitLinearMixed(
  model: LinearMixedModel,
  { reml, degreesOfFreedom = true, contrasts = [] }: LinearMixedOptions,
): LinearMixedFit {
  const n = model.y.length;
  const { kept, basis } = independentColumns(model.columns);
  const p = kept.length;
  if (model.groups.length === 0 || model.groups.some(({ levels }) => levels.length < 2))
    throw new RangeError("A random intercept needs at least two groups.");
  if (n <= p + model.groups.length) throw new RangeError("There are as many parameters as rows.");
  const columns = kept.map((at) => model.columns[at] as readonly number[]);
  // Ordinary least squares first: what is left of y loses no digits to its level.
  const rest = withoutBasis(model.y, basis);
  if (rest.every((value, i) => Math.abs(value) <= 1e-12 * Math.abs(model.y[i] as number)))
    throw new RangeError("The fixed effects explain every row: there is no variance to divide.");
  const solve = penalisedLeastSquares({ ...model, columns, y: rest });
  const criterion = (theta: readonly number[]): number => profiled(solve(theta), n, p, reml);

  const best = minimise(criterion, model.groups.length);
  const theta = best.theta.map((value, g) => {
    if (value >= SINGULAR) return value;
    return criterion(best.theta.with(g, 0)) <= criterion(best.theta) + 1e-9 ? 0 : value;
  });
  const solution = solve(theta);
  const variance = solution.penalised / (reml ? n - p : n);
  const ordinary = ordinaryLeastSquares(columns, model.y);
  const covariance = solution.covariance.map((row) => row.map((value) => value * variance));
  const estimates = solution.beta.map((shift, i) => (ordinary[i] as number) + shift);
  const single = kept.map((_, i) => kept.map((__, j) => Number(i === j)));
  const combined = contrasts.map((weights) => kept.map((at) => weights[at] ?? 0));
  const wanted = [...single, ...combined];
  const df = degreesOfFreedom ? satterthwaite(solve, theta, Math.sqrt(variance), wanted, { n, reml }) : [];
  const effects = wanted.map((weights, i) => ({
    estimate: weights.reduce((sum, weight, j) => sum + weight * (estimates[j] as number), 0),
    se: Math.sqrt(quadraticForm(weights, covariance)),
    df: df[i] ?? null,
  }));
  return {
    n,
    kept,
    fixed: effects.slice(0, p),
    contrasts: effects.slice(p),
    covariance,
    groupVariances: theta.map((value) => value ** 2 * variance),
    residualVariance: variance,
    theta,
    modes: solution.modes(),
    criterion: profiled(solution, n, p, reml),
    parameters: p + theta.length + 1,
    singular: theta.some((value) => value < SINGULAR),
    converged: best.converged,
  };
}

/**
 * The profiled criterion, -2 log likelihood, at given relative standard deviations: a check of the likelihood that needs
 * no optimiser.
 */
export function linearMixedCriterion(
  model: LinearMixedModel,
  theta: readonly number[],
  { reml }: { readonly reml: boolean },
): number {
  const { kept, basis } = independentColumns(model.columns);
  const columns = kept.map((at) => model.columns[at] as readonly number[]);
  const solve = penalisedLeastSquares({ ...model, columns, y: withoutBasis(model.y, basis) });
  return profiled(solve(theta), model.y.length, kept.length, reml);
}

function profiled(solution: Solution, n: number, p: number, reml: boolean): number {
  const df = reml ? n - p : n;
  const fit = df * (1 + Math.log((2 * Math.PI * solution.penalised) / df));
  return fit + solution.logDetRandom + (reml ? solution.logDetFixed : 0);
}

/** Relative standard deviations from which the best start is chosen. */
const GRID = [0.05, 0.2, 0.6, 2];

/** The criterion depends on squares of theta alone, so the search needs no bounds. */
function minimise(
  criterion: (theta: readonly number[]) => number,
  dimensions: number,
): { theta: number[]; converged: boolean } {
  let starts: number[][] = [[]];
  for (let d = 0; d < dimensions; d++)
    starts = starts.flatMap((start) => GRID.map((value) => [...start, value]));
  const start = starts.reduce((best, next) => (criterion(next) < criterion(best) ? next : best));
  const { at, converged } = maximise(
    (theta) => ({ value: -criterion(theta), gradient: gradientOf(criterion, theta).map((g) => -g) }),
    start,
  );
  return { theta: at.map(Math.abs), converged };
}

/** First derivatives by central differences in fourth order. */
function gradientOf(f: (at: readonly number[]) => number, at: readonly number[]): number[] {
  return at.map((x, i) => {
    const h = 1e-3 * Math.max(0.1, Math.min(1, Math.abs(x)));
    const [a, b, c, d] = [-2 * h, -h, h, 2 * h].map((shift) => f(at.with(i, x + shift))) as [
      number,
      number,
      number,
      number,
    ];
    return (a - 8 * b + 8 * c - d) / (12 * h);
  });
}

function quadraticForm(weights: readonly number[], matrix: readonly (readonly number[])[]): number {
  return weights.reduce(
    (sum, a, i) => sum + weights.reduce((row, b, j) => row + a * b * (matrix[i]?.[j] as number), 0),
    0,
  );
}

function ordinaryLeastSquares(columns: readonly (readonly number[])[], y: readonly number[]): number[] {
  const { basis } = independentColumns(columns);
  // X = Q R with R = Q' X: solved from below.
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
  const beta = basis.map((direction) => dot(direction, y));
  for (let i = beta.length - 1; i >= 0; i--) {
    const direction = basis[i] as readonly number[];
    let rest = beta[i] as number;
    for (let k = i + 1; k < beta.length; k++)
      rest -= dot(direction, columns[k] as readonly number[]) * (beta[k] as number);
    beta[i] = rest / dot(direction, columns[i] as readonly number[]);
  }
  return beta;
}

/**
 * df of combinations of fixed effects: 2 v² / (g' A g), v a combination's variance, g v's derivatives, A the covariance of
 * (theta, sigma).
 */
function satterthwaite(
  solve: (theta: readonly number[]) => Solution,
  theta: readonly number[],
  sigma: number,
  combinations: readonly (readonly number[])[],
  { n, reml }: { readonly n: number; readonly reml: boolean },
): (number | null)[] {
  const at = [...theta, sigma];
  const p = combinations[0]?.length ?? 0;
  const deviance = (point: readonly number[]): number => {
    const solution = solve(point.slice(0, -1));
    const s2 = (point.at(-1) as number) ** 2;
    const restricted = reml ? solution.logDetFixed - p * Math.log(2 * Math.PI * s2) : 0;
    return n * Math.log(2 * Math.PI * s2) + solution.logDetRandom + solution.penalised / s2 + restricted;
  };
  const hessian = new Matrix(
    at.map((x, i) => {
      const h = 1e-3 * Math.max(0.1, Math.min(1, Math.abs(x)));
      const [a, b, c, d] = [-2 * h, -h, h, 2 * h].map((shift) =>
        gradientOf(deviance, at.with(i, x + shift)),
      ) as [number[], number[], number[], number[]];
      return at.map((_, j) => {
        const [aj, bj, cj, dj] = [a[j], b[j], c[j], d[j]] as [number, number, number, number];
        return (aj - 8 * bj + 8 * cj - dj) / (12 * h);
      });
    }),
  );
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    Matrix.add(hessian, hessian.transpose()).mul(0.5),
    { assumeSymmetric: true },
  );
  const directions = realEigenvalues.flatMap((value, i) =>
    value > 1e-8 ? [{ value, vector: eigenvectorMatrix.getColumn(i) }] : [],
  );
  return combinations.map((weights) => {
    const variance = (point: readonly number[]): number =>
      quadraticForm(weights, solve(point.slice(0, -1)).covariance) * (point.at(-1) as number) ** 2;
    const slope = gradientOf(variance, at);
    // A is twice the inverse of the second derivatives of -2 log likelihood.
    const spread = directions.reduce((sum, { value, vector }) => {
      const along = vector.reduce((inner, v, k) => inner + v * (slope[k] as number), 0);
      return sum + (2 * along ** 2) / value;
    }, 0);
    return spread > 0 ? (2 * variance(at) ** 2) / spread : null;
  });
}
