import { Matrix } from "ml-matrix";
import { gaussHermite } from "./gauss-hermite.ts";
import {
  type LogisticDesign,
  logisticDesign,
  type PreparedLogistic,
  withOutcome,
} from "./logistic-design.ts";
import {
  fitLogisticMixed,
  highestMaximum,
  isSeparated,
  type LogisticMixedFit,
  probabilities,
  startingPoint,
} from "./logistic-mixed.ts";
import {
  type LogisticMixedLikelihood,
  logistic,
  logisticMixedLikelihood,
} from "./logistic-mixed-likelihood.ts";
import { informationAt } from "./maximise.ts";
import { type RocResult, rocOfCounts } from "./roc.ts";

export interface HeldOut {
  /** Probability of each cell from the model without its group; NaN where the group could not be held out. */
  readonly scores: Float64Array;
  /** Whether the model without each group tells the label apart (nearly) without error, so that it has no maximum. */
  readonly separated: readonly boolean[];
  /** Youden's cut chosen without each group; null where the group could not be held out. */
  readonly cuts: readonly (number | null)[];
  /** Of the rows held out, each called by the cut of its own group. */
  readonly tp: number;
  readonly fn: number;
  readonly tn: number;
  readonly fp: number;
  /** null without a case of the label, or without one of the others. */
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  /** Sensitivity + specificity - 1. */
  readonly j: number | null;
  /** Of the held-out scores put together; null as above. */
  readonly roc: RocResult | null;
  /** Groups that were held out, and those that could not be: without them the label is in all rows or in none. */
  readonly groups: number;
  readonly skipped: readonly string[];
}

/** The variance may come back where a group is missing; the border itself cannot be left, as the slope there is 0. */
const OFF_THE_BORDER = 0.1;

/**
 * What a model and its cut are worth for a person that neither has seen: each group in turn is left out, the model fitted
 * (Laplace) and Youden's cut chosen on the others, and both applied to the rows of the group (Stone 1974, Journal of the
 * Royal Statistical Society B 36:111-147). Scores are those of the fixed effects, as a new person has no intercept yet.
 *
 * Each fit starts at the maximum over all groups, with the second derivatives of the groups that stay.
 *
 * @param fit the Laplace fit over all groups
 * @param onGroup called after each group
 */
export function leaveOneGroupOut(
  prepared: PreparedLogistic,
  fit: LogisticMixedFit,
  onGroup: (done: number, of: number) => void = () => {},
): HeldOut {
  const { design, successes } = prepared;
  const { group, first, trials } = design;
  const levels = group.levels.length;
  const scores = new Float64Array(trials.length).fill(Number.NaN);
  const cuts: (number | null)[] = [];
  const separated: boolean[] = [];
  const refit = warmRefits(prepared, fit);
  let [tp, fn, tn, fp] = [0, 0, 0, 0];
  for (let level = 0; level < levels; level++) {
    const [from, to] = [first[level] as number, first[level + 1] as number];
    const fitted = levels < 3 || oneClassWithout(prepared, level) ? null : refit(level);
    separated.push(fitted?.separated ?? false);
    if (fitted === null) cuts.push(null);
    else {
      const predicted = fitted.probabilities;
      const others = (values: Float64Array): Float64Array => {
        const rest = new Float64Array(values.length - (to - from));
        rest.set(values.subarray(0, from));
        rest.set(values.subarray(to), from);
        return rest;
      };
      const cut = rocOfCounts(others(successes), others(trials), others(predicted))?.youden?.threshold;
      cuts.push(cut ?? null);
      for (let cell = from; cell < to; cell++) {
        const [n, y, score] = [trials[cell] as number, successes[cell] as number, predicted[cell] as number];
        scores[cell] = score;
        if (cut !== undefined && score >= cut) {
          tp += y;
          fp += n - y;
        } else {
          fn += y;
          tn += n - y;
        }
      }
    }
    onGroup(level + 1, levels);
  }
  const held = [...scores.keys()].filter((cell) => !Number.isNaN(scores[cell]));
  const of = (values: Float64Array): number[] => held.map((cell) => values[cell] as number);
  const sensitivity = tp + fn === 0 ? null : tp / (tp + fn);
  const specificity = tn + fp === 0 ? null : tn / (tn + fp);
  const skipped = group.levels.filter((_, level) => Number.isNaN(scores[first[level] as number]));
  return {
    scores,
    separated,
    cuts,
    ...{ tp, fn, tn, fp, sensitivity, specificity },
    j: sensitivity === null || specificity === null ? null : sensitivity + specificity - 1,
    roc: rocOfCounts(of(successes), of(trials), of(scores)),
    groups: levels - skipped.length,
    skipped,
  };
}

function oneClassWithout({ design: { first, trials }, successes }: PreparedLogistic, level: number): boolean {
  let [y, n] = [0, 0];
  for (let cell = 0; cell < trials.length; cell++) {
    if (cell >= (first[level] as number) && cell < (first[level + 1] as number)) continue;
    y += successes[cell] as number;
    n += trials[cell] as number;
  }
  return y === 0 || y === n;
}

/** Predicted gain, as a share of the log likelihood, below which one more step ends a fit: by then 1e-4 standard errors. */
const NEAR = 1e-12;

interface Refit {
  /** Of every cell, by the fixed effects. */
  readonly probabilities: Float64Array;
  readonly separated: boolean;
}

/** Fits, for a group, the model without it. */
function warmRefits(prepared: PreparedLogistic, fit: LogisticMixedFit): (level: number) => Refit {
  const { design } = prepared;
  const likelihood = logisticMixedLikelihood(prepared, gaussHermite(1));
  const start = fit.point.with(-1, fit.singular ? Math.max(OFF_THE_BORDER, fit.sd) : fit.sd);
  const parts = design.group.levels.map((_, level) =>
    informationAt((point) => likelihood.ofGroup(level, point), start),
  );
  const whole = parts.reduce((sum, part) => Matrix.add(sum, part), Matrix.zeros(start.length, start.length));
  return (level) => {
    if (!keepsItsRank(design, level)) return refitAnew(prepared, level);
    const known = Matrix.sub(whole, parts[level] ?? whole);
    const point = maximumWithout(prepared, likelihood, level, start, known);
    return {
      probabilities: probabilities(design, point, () => 0),
      separated: isSeparated(point, design.width),
    };
  };
}

function maximumWithout(
  prepared: PreparedLogistic,
  likelihood: LogisticMixedLikelihood,
  level: number,
  start: readonly number[],
  information: Matrix,
): readonly number[] {
  const f = (point: readonly number[]) => likelihood.without(level, point);
  const warm = highestMaximum(f, start, { information, rough: true, tolerance: NEAR });
  return warm.converged ? warm.at : highestMaximum(f, startingPoint(prepared), { rough: true }).at;
}

/** Share of a predictor's spread that must be left for it to count as a predictor of its own without a close look. */
const CLEARLY_INDEPENDENT = 1e-8;

/** Whether the predictors are clearly independent over the rows without a group. */
function keepsItsRank({ first, trials, width: p, x }: LogisticDesign, level: number): boolean {
  const products = new Float64Array(p * p);
  for (let cell = 0; cell < trials.length; cell++) {
    if (cell === first[level]) cell = first[level + 1] as number;
    if (cell >= trials.length) break;
    for (let i = 0; i < p; i++)
      for (let j = 0; j <= i; j++)
        products[i * p + j] =
          (products[i * p + j] as number) +
          (trials[cell] as number) * (x[cell * p + i] as number) * (x[cell * p + j] as number);
  }
  // Cholesky's factor, row by row: its diagonal is what earlier columns leave of each.
  for (let i = 0; i < p; i++) {
    const whole = products[i * p + i] as number;
    for (let j = 0; j <= i; j++) {
      let rest = products[i * p + j] as number;
      for (let k = 0; k < j; k++) rest -= (products[i * p + k] as number) * (products[j * p + k] as number);
      if (i === j && !(rest > CLEARLY_INDEPENDENT * whole)) return false;
      products[i * p + j] = i === j ? Math.sqrt(rest) : rest / (products[j * p + j] as number);
    }
  }
  return true;
}

/** The same from the start, where without the group a predictor may say nothing of its own any more. */
function refitAnew({ design, y }: PreparedLogistic, level: number): Refit {
  const { group, cellOf, trials, width, x } = design;
  const train = y.flatMap((_, row) => (group.of[row] === level ? [] : row));
  const value = (cell: number, j: number): number => x[cell * width + j] as number;
  const reduced = logisticDesign(
    Array.from({ length: width - 1 }, (_, j) => train.map((row) => value(cellOf[row] as number, j + 1))),
    {
      levels: group.levels.toSpliced(level, 1),
      of: train.map((row) => (group.of[row] as number) - Number((group.of[row] as number) > level)),
    },
  );
  const fit = fitLogisticMixed(
    withOutcome(
      reduced,
      train.map((row) => y[row] as number),
    ),
    1,
  );
  const scores = Float64Array.from(trials, (_, cell) =>
    logistic(
      reduced.kept.reduce(
        (sum, at, j) => sum + (fit.fixed[j + 1]?.estimate ?? 0) * value(cell, at + 1),
        fit.fixed[0]?.estimate ?? 0,
      ),
    ),
  );
  return { probabilities: scores, separated: fit.separated };
}
