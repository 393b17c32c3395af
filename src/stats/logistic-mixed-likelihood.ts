import type { QuadratureRule } from "./gauss-hermite.ts";
import type { PreparedLogistic } from "./logistic-design.ts";
import type { ValueWithGradient } from "./maximise.ts";

/** Log likelihood and gradient at (beta, sd), the predictors standardised. */
export interface LogisticMixedLikelihood {
  at(point: readonly number[]): ValueWithGradient;
  /** What one group adds to it. */
  ofGroup(level: number, point: readonly number[]): ValueWithGradient;
  /** All groups but one. */
  without(level: number, point: readonly number[]): ValueWithGradient;
  /** The most likely u of each group. */
  modes(point: readonly number[]): readonly number[];
}

/** More than enough for Newton's method on a concave function of one variable. */
const MODE_STEPS = 200;
/** Far from the mode a step may leap over it. */
const LONGEST_STEP = 2;
/** Newton's steps square their error: after one this short the mode is exact to twelve digits. */
const LAST_STEP = 1e-6;
/** exp(-40) is lost beside 1. */
const CERTAIN = 40;
/** Odds beyond exp(300) say no more, and their products would overflow. */
const MOST_LOG_ODDS = 300;

/**
 * The likelihood of logit P(y = 1) = X beta + sd u, u standard normal for each group, with u integrated out by adaptive
 * Gauss-Hermite quadrature around each group's mode (Pinheiro & Bates 1995, Journal of Computational and Graphical
 * Statistics 4:12-35); with one node it is the Laplace approximation. The gradient is exact for the approximation, the
 * shift of the nodes with the parameters included.
 *
 * The likelihood depends on the square of sd; a negative sd is as good as its positive.
 *
 * Odds are exp(X beta) exp(sd u), so that a cell costs one exponential for all steps and nodes together.
 */
export function logisticMixedLikelihood(
  prepared: PreparedLogistic,
  rule: QuadratureRule,
): LogisticMixedLikelihood {
  const { first, width: p, group } = prepared.design;
  const levels = group.levels.length;
  const evaluate = groupEvaluation(prepared, rule);
  const sum = (point: readonly number[], except: number): ValueWithGradient => {
    const gradient = new Float64Array(p + 1);
    let value = 0;
    for (let level = 0; level < levels; level++)
      if (level !== except) value += evaluate.add(level, point, gradient);
    return { value, gradient: [...gradient] };
  };
  return {
    at: (point) => sum(point, -1),
    without: (level, point) => sum(point, level),
    ofGroup(level, point) {
      const gradient = new Float64Array(p + 1);
      const value = evaluate.add(level, point, gradient);
      return { value, gradient: [...gradient] };
    },
    modes: (point) => Array.from({ length: first.length - 1 }, (_, level) => evaluate.mode(level, point)),
  };
}

export function logistic(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

function oddsOf(eta: number): number {
  return Math.exp(Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, eta)));
}

interface GroupEvaluation {
  /** Adds the group's gradient to the sum, and returns its log likelihood. */
  add(level: number, point: readonly number[], gradient: Float64Array): number;
  mode(level: number, point: readonly number[]): number;
}

function groupEvaluation({ design, successes }: PreparedLogistic, rule: QuadratureRule): GroupEvaluation {
  const { first, width: p, trials, x } = design;
  const nodes = rule.nodes.length;
  const logWeights = rule.weights.map(Math.log);
  const eta = new Float64Array(trials.length);
  const odds = new Float64Array(trials.length);
  const largest = first.reduce((most, from, level) => Math.max(most, (first[level + 1] ?? from) - from), 0);
  const residuals = new Float64Array(largest * nodes);
  const logs = new Float64Array(nodes);
  const byX = { residual: new Float64Array(p), weight: new Float64Array(p), skew: new Float64Array(p) };
  // Kept from one evaluation to the next: where the mode was, for which parameters, and how it moves with them.
  const modes = new Float64Array(first.length - 1);
  const points = new Float64Array(modes.length * (p + 1));
  const slopes = new Float64Array(modes.length * (p + 1));

  function setOdds(from: number, to: number, beta: readonly number[]): void {
    for (let cell = from; cell < to; cell++) {
      let sum = 0;
      for (let j = 0, at = cell * p; j < p; j++, at++) sum += (x[at] as number) * (beta[j] as number);
      eta[cell] = sum;
      odds[cell] = oddsOf(sum);
    }
  }

  /** Where the mode should be by now, to start from. */
  function expectedMode(level: number, point: readonly number[]): number {
    const before = modes[level] as number;
    let shift = 0;
    for (let j = 0, at = level * (p + 1); j <= p; j++, at++)
      shift += (slopes[at] as number) * ((point[j] as number) - (points[at] as number));
    const expected = before + Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, shift));
    return Number.isFinite(expected) ? expected : 0;
  }

  /**
   * Maximum over u of the joint log density: concave, so that the slope falls with u. Newton's method, halving the
   * bracket that the slopes' signs leave where a step would leap out of it.
   */
  function setMode(level: number, point: readonly number[]): number {
    const [from, to, sd] = [first[level] as number, first[level + 1] as number, point[p] as number];
    setOdds(from, to, point);
    let u = expectedMode(level, point);
    let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let step = 0; step < MODE_STEPS; step++) {
      const factor = oddsOf(sd * u);
      let [residual, weight] = [0, 0];
      for (let cell = from; cell < to; cell++) {
        const o = (odds[cell] as number) * factor;
        const miss = 1 / (1 + o);
        const expected = (trials[cell] as number) * o * miss;
        residual += (successes[cell] as number) - expected;
        weight += expected * miss;
      }
      const slope = sd * residual - u;
      const move = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, slope / (1 + sd * sd * weight)));
      if (Math.abs(move) < LAST_STEP * Math.max(1, Math.abs(u))) {
        u += move;
        break;
      }
      if (slope > 0) low = u;
      else high = u;
      const next = u + move;
      u = next <= low || next >= high ? (low + high) / 2 : next;
    }
    modes[level] = u;
    return u;
  }

  /** Log density of the group's rows at u, and what is left of each cell's count there. */
  function density(from: number, to: number, sd: number, u: number, into: number): number {
    const factor = oddsOf(sd * u);
    // ln P = y e - n ln(1 + exp(e)); the 1 + exp(e) are multiplied and their logarithm is taken once in a while.
    let value = 0;
    let product = 1;
    for (let cell = from; cell < to; cell++) {
      const [n, y] = [trials[cell] as number, successes[cell] as number];
      const e = (eta[cell] as number) + sd * u;
      const o = (odds[cell] as number) * factor;
      residuals[into + cell - from] = y - (n * o) / (1 + o);
      value += y * e;
      if (e > CERTAIN) value -= n * e;
      else if (n > 4) value -= n * Math.log(1 + o);
      else if (e >= -CERTAIN) {
        for (let i = 0; i < n; i++) product *= 1 + o;
        if (product > 1e200) {
          value -= Math.log(product);
          product = 1;
        }
      }
    }
    return value - Math.log(product);
  }

  return {
    mode: setMode,
    add(level, point, gradient) {
      const [from, to, sd] = [first[level] as number, first[level + 1] as number, point[p] as number];
      const mode = setMode(level, point);
      const size = to - from;

      // Curvature at the mode, and how it and the mode move with the parameters.
      const { residual: residualX, weight: weightX, skew: skewX } = byX;
      for (let j = 0; j < p; j++) residualX[j] = weightX[j] = skewX[j] = 0;
      const factor = oddsOf(sd * mode);
      let [residual, weightSum, skewSum] = [0, 0, 0];
      for (let cell = from; cell < to; cell++) {
        const o = (odds[cell] as number) * factor;
        const miss = 1 / (1 + o);
        const expected = (trials[cell] as number) * o * miss;
        const w = expected * miss;
        const skew = w * (2 * miss - 1);
        residual += (successes[cell] as number) - expected;
        weightSum += w;
        skewSum += skew;
        for (let j = 0, at = cell * p; j < p; j++, at++) {
          const value = x[at] as number;
          weightX[j] = (weightX[j] as number) + w * value;
          skewX[j] = (skewX[j] as number) + skew * value;
        }
      }
      const curvature = 1 + sd * sd * weightSum;
      const curvatureU = sd ** 3 * skewSum;
      const modeBySd = (residual - sd * weightSum * mode) / curvature;
      const curvatureBySd = 2 * sd * weightSum + sd * sd * skewSum * mode + curvatureU * modeBySd;
      const scale = 1 / Math.sqrt(curvature);

      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < nodes; k++) {
        const t = rule.nodes[k] as number;
        const u = mode + scale * t;
        const log =
          density(from, to, sd, u, k * size) - (u * u) / 2 + (t * t) / 2 + (logWeights[k] as number);
        logs[k] = log;
        if (log > most) most = log;
      }
      let total = 0;
      for (let k = 0; k < nodes; k++) total += Math.exp((logs[k] as number) - most);

      // Derivatives of the nodes' values by u, weighted: how the likelihood answers to a shift of mode and scale.
      let [byShift, byStretch, bySd] = [0, 0, 0];
      for (let k = 0; k < nodes; k++) {
        const t = rule.nodes[k] as number;
        const share = Math.exp((logs[k] as number) - most) / total;
        const u = mode + scale * t;
        let rest = 0;
        for (let i = 0, at = k * size; i < size; i++, at++) {
          const r = residuals[at] as number;
          rest += r;
          // The first node's place takes the weighted sum.
          residuals[i] = k === 0 ? share * r : (residuals[i] as number) + share * r;
        }
        byShift += share * (sd * rest - u);
        byStretch += share * t * (sd * rest - u);
        bySd += share * u * rest;
      }
      for (let cell = from; cell < to; cell++) {
        const r = residuals[cell - from] as number;
        for (let j = 0, at = cell * p; j < p; j++, at++)
          residualX[j] = (residualX[j] as number) + r * (x[at] as number);
      }
      // The scale is curvature^-1/2.
      const byCurvature = -0.5 / curvature - 0.5 * byStretch * scale ** 3;
      const memory = level * (p + 1);
      points[memory + p] = sd;
      slopes[memory + p] = modeBySd;
      for (let j = 0; j < p; j++) {
        const modeBy = (-sd * (weightX[j] as number)) / curvature;
        points[memory + j] = point[j] as number;
        slopes[memory + j] = modeBy;
        gradient[j] =
          (gradient[j] as number) +
          (residualX[j] as number) +
          byShift * modeBy +
          byCurvature * (sd * sd * (skewX[j] as number) + curvatureU * modeBy);
      }
      gradient[p] = (gradient[p] as number) + bySd + byShift * modeBySd + byCurvature * curvatureBySd;
      return Math.log(scale) + most + Math.log(total);
    },
  };
}
