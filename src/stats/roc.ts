import { Z_975 } from "./distributions.ts";
import { mean, midRanks, variance } from "./summary.ts";

interface YoudenCut {
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

interface RocResult {
  readonly positives: number;
  readonly negatives: number;
  readonly auc: number;
  readonly se: number;
  /** 95%, within [0, 1]. */
  readonly interval: { readonly low: number; readonly high: number };
  /** null where all scores are equal. */
  readonly youden: YoudenCut | null;
}

/**
 * Receiver operating characteristic: area by the Mann-Whitney statistic, ties one half, with the standard error of DeLong,
 * DeLong & Clarke-Pearson (1988, Biometrics 44:837-845; computed by ranks after Sun & Xu 2014, IEEE Signal Processing
 * Letters 21:1389-1393); Youden's cut (1950, Cancer 3:32-35), at equal J the one with the highest sensitivity.
 *
 * @param positive whether each case has the label
 * @param scores finite, higher for cases that should have it
 * @returns null where all cases have the label, or none; the standard error is 0 with one case of either kind
 * @throws RangeError when the lengths differ
 */
export function rocCurve(positive: readonly boolean[], scores: readonly number[]): RocResult | null {
  if (positive.length !== scores.length) throw new RangeError("Every case needs a score.");
  const positiveScores = scores.filter((_, i) => positive[i]);
  const negativeScores = scores.filter((_, i) => !positive[i]);
  const [m, n] = [positiveScores.length, negativeScores.length];
  if (m === 0 || n === 0) return null;
  const joint = midRanks([...positiveScores, ...negativeScores]);
  const ownPositive = midRanks(positiveScores);
  const ownNegative = midRanks(negativeScores);
  // Share of the other kind that each case is placed right against.
  const placedPositive = ownPositive.map((rank, i) => ((joint[i] as number) - rank) / n);
  const placedNegative = ownNegative.map((rank, i) => 1 - ((joint[m + i] as number) - rank) / m);
  const auc = mean(placedPositive);
  const spread = (placed: readonly number[]): number =>
    placed.length < 2 ? 0 : variance(placed) / placed.length;
  const se = Math.sqrt(spread(placedPositive) + spread(placedNegative));
  return {
    positives: m,
    negatives: n,
    auc,
    se,
    interval: { low: Math.max(0, auc - Z_975 * se), high: Math.min(1, auc + Z_975 * se) },
    youden: youdenCut(positive, scores, m, n),
  };
}

/** Two J of the same counts can differ in their last digits. */
const SAME_J = 1e-12;

function youdenCut(
  positive: readonly boolean[],
  scores: readonly number[],
  m: number,
  n: number,
): YoudenCut | null {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  const cuts: YoudenCut[] = [];
  let [fn, tn] = [0, 0];
  for (const [position, at] of order.entries()) {
    if (positive[at]) fn += 1;
    else tn += 1;
    const next = order[position + 1];
    if (next === undefined || scores[next] === scores[at]) continue;
    const [highestBelow, lowestAbove] = [scores[at] as number, scores[next] as number];
    const [sensitivity, specificity] = [(m - fn) / m, tn / n];
    cuts.push({
      threshold: (highestBelow + lowestAbove) / 2,
      highestBelow,
      lowestAbove,
      j: sensitivity + specificity - 1,
      sensitivity,
      specificity,
      // Every cut leaves a case on either side.
      positivePredictive: (m - fn) / (m - fn + n - tn),
      negativePredictive: tn / (tn + fn),
      ...{ tp: m - fn, fn, tn, fp: n - tn },
      same: 0,
      gap: null,
    });
  }
  const [first, ...others] = cuts;
  if (first === undefined) return null;
  // Cuts come with falling sensitivity: the first of equal ones has the highest.
  const best = others.reduce((top, cut) => (cut.j > top.j + SAME_J ? cut : top), first);
  const lower = cuts.filter((cut) => cut.j < best.j - SAME_J).map((cut) => cut.j);
  return {
    ...best,
    same: cuts.length - lower.length,
    gap: lower.length === 0 ? null : best.j - lower.reduce((most, j) => Math.max(most, j), -1),
  };
}
