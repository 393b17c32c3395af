import type { QuadratureRule } from "./gauss-hermite.ts";
import type { Grouping } from "./grouping.ts";
import type { ValueWithGradient } from "./maximise.ts";

/** A logistic model with one random intercept: logit P(y = 1) = X beta + sd u, u standard normal for each group. */
export interface LogisticMixedModel {
  /** 0 or 1. */
  readonly y: readonly number[];
  readonly columns: readonly (readonly number[])[];
  readonly group: Grouping;
}

/** Log likelihood and gradient at (beta, sd). */
export interface LogisticMixedLikelihood {
  at(point: readonly number[]): ValueWithGradient;
  /** The most likely u of each group. */
  modes(point: readonly number[]): readonly number[];
}

/** More than enough for Newton's method on a concave function of one variable. */
const MODE_STEPS = 200;
/** Far from the mode a step may leap over it. */
const LONGEST_STEP = 2;

/**
 * The likelihood with the random intercepts integrated out by adaptive Gauss-Hermite quadrature around each group's mode
 * (Pinheiro & Bates 1995, Journal of Computational and Graphical Statistics 4:12-35); with one node it is the Laplace
 * approximation. The gradient is exact for the approximation, the shift of the nodes with the parameters included.
 *
 * The likelihood depends on the square of sd; a negative sd is as good as its positive.
 */
export function logisticMixedLikelihood(
  model: LogisticMixedModel,
  rule: QuadratureRule,
): LogisticMixedLikelihood {
  const rowsOf = model.group.levels.map((): number[] => []);
  for (const [row, level] of model.group.of.entries()) rowsOf[level]?.push(row);
  const p = model.columns.length;
  const groups = rowsOf.map((rows) => ({
    y: Float64Array.from(rows, (row) => model.y[row] as number),
    x: Float64Array.from(rows.flatMap((row) => model.columns.map((column) => column[row] as number))),
    eta: new Float64Array(rows.length),
    mu: new Float64Array(rows.length * rule.nodes.length),
    // Kept from one evaluation to the next: the mode moves little.
    mode: 0,
  }));
  const setEta = (group: (typeof groups)[number], beta: readonly number[]): void => {
    for (let i = 0; i < group.y.length; i++) {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += (group.x[i * p + j] as number) * (beta[j] as number);
      group.eta[i] = sum;
    }
  };
  return {
    at(point) {
      const sd = point[p] as number;
      const gradient = new Float64Array(p + 1);
      let value = 0;
      for (const group of groups) {
        setEta(group, point);
        group.mode = modeOf(group.y, group.eta, sd, group.mode);
        value += addGroup(group, sd, rule, gradient);
      }
      return { value, gradient: [...gradient] };
    },
    modes(point) {
      return groups.map((group) => {
        setEta(group, point);
        return modeOf(group.y, group.eta, point[p] as number, group.mode);
      });
    },
  };
}

export function logistic(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

/**
 * Maximum over u of the joint log density: concave, so that the slope falls with u. Newton's method, halving the bracket
 * that the slopes' signs leave where a step would leap out of it.
 */
function modeOf(y: Float64Array, eta: Float64Array, sd: number, start: number): number {
  let u = Number.isFinite(start) ? start : 0;
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let step = 0; step < MODE_STEPS; step++) {
    let slope = -u;
    let curvature = 1;
    for (let i = 0; i < y.length; i++) {
      const mu = logistic((eta[i] as number) + sd * u);
      slope += sd * ((y[i] as number) - mu);
      curvature += sd * sd * mu * (1 - mu);
    }
    if (slope > 0) low = u;
    else high = u;
    const move = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, slope / curvature));
    if (Math.abs(move) < 1e-13 * Math.max(1, Math.abs(u))) break;
    const next = u + move;
    u = next <= low || next >= high ? (low + high) / 2 : next;
  }
  return u;
}

interface GroupState {
  readonly y: Float64Array;
  readonly x: Float64Array;
  readonly eta: Float64Array;
  readonly mu: Float64Array;
  readonly mode: number;
}

/** Adds a group's gradient to the sum, and returns its log likelihood. */
function addGroup(group: GroupState, sd: number, rule: QuadratureRule, gradient: Float64Array): number {
  const { y, x, eta, mu, mode } = group;
  const n = y.length;
  const p = gradient.length - 1;

  // Curvature at the mode, and how it and the mode move with the parameters.
  let [curvature, curvatureU, residual] = [1, 0, 0];
  let [weightSum, skewSum] = [0, 0];
  for (let i = 0; i < n; i++) {
    const m = logistic((eta[i] as number) + sd * mode);
    const w = m * (1 - m);
    weightSum += w;
    skewSum += w * (1 - 2 * m);
    residual += (y[i] as number) - m;
  }
  curvature += sd * sd * weightSum;
  curvatureU = sd ** 3 * skewSum;
  const modeBySd = (residual - sd * weightSum * mode) / curvature;
  const curvatureBySd = 2 * sd * weightSum + sd * sd * skewSum * mode + curvatureU * modeBySd;
  const scale = 1 / Math.sqrt(curvature);

  const logs = rule.nodes.map((t, k) => {
    const u = mode + scale * t;
    let sum = -(u * u) / 2 + (t * t) / 2;
    for (let i = 0; i < n; i++) {
      const e = (eta[i] as number) + sd * u;
      const tail = Math.exp(-Math.abs(e));
      // ln P(y) = y e - ln(1 + exp(e)), without overflow.
      sum += (y[i] as number) * e - Math.max(e, 0) - Math.log1p(tail);
      mu[k * n + i] = e >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
    }
    return sum + Math.log(rule.weights[k] as number);
  });
  const largest = Math.max(...logs);
  const total = logs.reduce((sum, value) => sum + Math.exp(value - largest), 0);

  // Derivatives of the nodes' values by u, weighted: how the likelihood answers to a shift of mode and scale.
  let [byShift, byStretch, bySd] = [0, 0, 0];
  const weighted = new Float64Array(n);
  for (const [k, t] of rule.nodes.entries()) {
    const share = Math.exp((logs[k] as number) - largest) / total;
    if (share === 0) continue;
    const u = mode + scale * t;
    let rest = 0;
    for (let i = 0; i < n; i++) {
      const r = (y[i] as number) - (mu[k * n + i] as number);
      rest += r;
      weighted[i] = (weighted[i] as number) + share * r;
    }
    byShift += share * (sd * rest - u);
    byStretch += share * t * (sd * rest - u);
    bySd += share * u * rest;
  }
  // The scale is curvature^-1/2.
  const byCurvature = -0.5 / curvature - 0.5 * byStretch * scale ** 3;
  const push = (index: number, amount: number): void => {
    gradient[index] = (gradient[index] as number) + amount;
  };
  push(p, bySd + byShift * modeBySd + byCurvature * curvatureBySd);
  const weightX = new Float64Array(p);
  const skewX = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    const m = logistic((eta[i] as number) + sd * mode);
    const w = m * (1 - m);
    for (let j = 0; j < p; j++) {
      const value = x[i * p + j] as number;
      push(j, (weighted[i] as number) * value);
      weightX[j] = (weightX[j] as number) + w * value;
      skewX[j] = (skewX[j] as number) + w * (1 - 2 * m) * value;
    }
  }
  for (let j = 0; j < p; j++) {
    const modeBy = (-sd * (weightX[j] as number)) / curvature;
    push(j, byShift * modeBy + byCurvature * (sd * sd * (skewX[j] as number) + curvatureU * modeBy));
  }
  return Math.log(scale) + largest + Math.log(total);
}
