import { Z_975 } from "./distributions.ts";

export interface YoudenCut {
  /** Positive from this score on: midway between two neighbouring scores. */
  readonly threshold: number;
  readonly highestBelow: number;
  readonly lowestAbove: number;
  /** Sensitivity + specificity - 1. */
  readonly j: number;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Share of right ones among the cases called positive, and among those called negative. */
  readonly positivePredictive: number;
  readonly negativePredictive: number;
  readonly tp: number;
  readonly fn: number;
  readonly tn: number;
  readonly fp: number;
  /** How many thresholds have this J, and how far the next lower J is away (null: there is none). */
  readonly same: number;
  readonly gap: number | null;
}

export interface RocResult {
  readonly positives: number;
  readonly negatives: number;
  readonly auc: number;
  readonly se: number;
  /** 95%, within [0, 1]. */
  readonly interval: { readonly low: number; readonly high: number };
  /** null where all scores are equal. */
  readonly youden: YoudenCut | null;
}

/** Cases by score: how many with the label and without it have each score, the scores rising and each once. */
interface ScoreCounts {
  readonly scores: Float64Array;
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
  /** Cases with the label, and without. */
  readonly m: number;
  readonly n: number;
}

/**
 * Receiver operating characteristic: area by the Mann-Whitney statistic, ties one half, with the standard error of DeLong,
 * DeLong & Clarke-Pearson (1988, Biometrics 44:837-845); Youden's cut (1950, Cancer 3:32-35), at equal J the one with the
 * highest sensitivity.
 *
 * @param positive whether each case has the label
 * @param scores finite, higher for cases that should have it
 * @returns null where all cases have the label, or none; the standard error is 0 with one case of either kind
 * @throws RangeError when the lengths differ
 */
export function rocCurve(positive: readonly boolean[], scores: ArrayLike<number>): RocResult | null {
  if (positive.length !== scores.length) throw new RangeError("Every case needs a score.");
  return rocOfCounts(Float64Array.from(positive, Number), null, scores);
}

/**
 * The same for cases that come in counts.
 *
 * @param successes cases with the label among the `trials` cases (null: one each) of each score; scores may repeat
 */
export function rocOfCounts(
  successes: ArrayLike<number>,
  trials: ArrayLike<number> | null,
  scores: ArrayLike<number>,
): RocResult | null {
  const counts = scoreCounts(successes, trials, scores);
  const { positives, negatives, m, n } = counts;
  if (m === 0 || n === 0) return null;
  // Share of the other kind that each case is placed right against: whole and half counts, so the sums are exact.
  let [below, wins] = [0, 0];
  for (let i = 0; i < positives.length; i++) {
    const own = negatives[i] as number;
    wins += (positives[i] as number) * (below + own / 2);
    below += own;
  }
  const auc = wins / m / n;
  let [negativesBelow, positivesBelow, spreadPositive, spreadNegative] = [0, 0, 0, 0];
  for (let i = 0; i < positives.length; i++) {
    const [p, q] = [positives[i] as number, negatives[i] as number];
    spreadPositive += p * ((negativesBelow + q / 2) / n - auc) ** 2;
    spreadNegative += q * ((m - positivesBelow - p / 2) / m - auc) ** 2;
    negativesBelow += q;
    positivesBelow += p;
  }
  const meanVariance = (sum: number, cases: number): number => (cases < 2 ? 0 : sum / (cases - 1) / cases);
  const se = Math.sqrt(meanVariance(spreadPositive, m) + meanVariance(spreadNegative, n));
  return {
    positives: m,
    negatives: n,
    auc,
    se,
    interval: { low: Math.max(0, auc - Z_975 * se), high: Math.min(1, auc + Z_975 * se) },
    youden: youdenCut(counts),
  };
}

/** A point of the curve: both shares of cases called positive from a score on. */
export interface RocPoint {
  /** 1 - specificity */
  readonly falsePositive: number;
  /** Sensitivity */
  readonly truePositive: number;
}

/**
 * The curve from (0, 0) to (1, 1) as a line of points at least `apart` from each other along the curve, so that it can be
 * drawn; equal scores are one straight piece. Empty where there is no curve.
 */
export function rocPoints(
  successes: ArrayLike<number>,
  trials: ArrayLike<number> | null,
  scores: ArrayLike<number>,
  apart = 0.01,
): RocPoint[] {
  const { positives, negatives, m, n } = scoreCounts(successes, trials, scores);
  if (m === 0 || n === 0) return [];
  let last: RocPoint = { falsePositive: 0, truePositive: 0 };
  const points = [last];
  let [tp, fp] = [0, 0];
  for (let i = positives.length - 1; i >= 0; i--) {
    tp += positives[i] as number;
    fp += negatives[i] as number;
    const next = { falsePositive: fp / n, truePositive: tp / m };
    if (i > 0 && next.falsePositive - last.falsePositive + next.truePositive - last.truePositive < apart)
      continue;
    points.push(next);
    last = next;
  }
  return points;
}

function scoreCounts(
  successes: ArrayLike<number>,
  trials: ArrayLike<number> | null,
  scores: ArrayLike<number>,
): ScoreCounts {
  // Sorted as bare numbers, which is ten times faster than by a comparison of positions.
  const distinct = Float64Array.from(scores).sort();
  let length = 0;
  for (const score of distinct)
    if (length === 0 || score !== distinct[length - 1]) distinct[length++] = score;
  const [positives, negatives] = [new Float64Array(length), new Float64Array(length)];
  let [m, n] = [0, 0];
  for (let i = 0; i < scores.length; i++) {
    const at = placeOf(scores[i] as number, distinct, length);
    const p = successes[i] as number;
    const q = (trials?.[i] ?? 1) - p;
    positives[at] = (positives[at] as number) + p;
    negatives[at] = (negatives[at] as number) + q;
    m += p;
    n += q;
  }
  return { scores: distinct.subarray(0, length), positives, negatives, m, n };
}

/** Position of a score among distinct ones, rising; it is one of them. */
function placeOf(score: number, distinct: Float64Array, length: number): number {
  let [low, high] = [0, length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((distinct[middle] as number) < score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two J of the same counts can differ in their last digits. */
const SAME_J = 1e-12;

function youdenCut({ scores, positives, negatives, m, n }: ScoreCounts): YoudenCut | null {
  const cuts = scores.length - 1;
  if (cuts < 1) return null;
  const js = new Float64Array(cuts);
  let best = { at: 0, j: Number.NEGATIVE_INFINITY, fn: 0, tn: 0 };
  let [fn, tn] = [0, 0];
  for (let at = 0; at < cuts; at++) {
    fn += positives[at] as number;
    tn += negatives[at] as number;
    const j = (m - fn) / m + tn / n - 1;
    js[at] = j;
    // Cuts come with falling sensitivity: the first of equal ones has the highest.
    if (j > best.j + SAME_J) best = { at, j, fn, tn };
  }
  let same = 0;
  let lower = Number.NEGATIVE_INFINITY;
  for (const j of js) {
    if (j >= best.j - SAME_J) same += 1;
    else if (j > lower) lower = j;
  }
  const [highestBelow, lowestAbove] = [scores[best.at] as number, scores[best.at + 1] as number];
  const [tp, fp] = [m - best.fn, n - best.tn];
  return {
    threshold: (highestBelow + lowestAbove) / 2,
    highestBelow,
    lowestAbove,
    j: best.j,
    sensitivity: tp / m,
    specificity: best.tn / n,
    // Every cut leaves a case on either side.
    positivePredictive: tp / (tp + fp),
    negativePredictive: best.tn / (best.tn + best.fn),
    ...{ tp, fn: best.fn, tn: best.tn, fp },
    same,
    gap: lower === Number.NEGATIVE_INFINITY ? null : best.j - lower,
  };
}
