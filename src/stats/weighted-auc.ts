/** Cases in the order of their scores, to take the area under the curve of many resamples of their parts. */
export interface RankedCases {
  /** Part (session) of each case, by rising score. */
  readonly parts: Int32Array;
  readonly positive: Uint8Array;
  /** 1 for the last of cases with equal scores. */
  readonly last: Uint8Array;
}

/**
 * @param partOf position of each case's part
 * @param scores finite, higher for cases that should be positive
 */
export function rankedCases(
  partOf: ArrayLike<number>,
  positive: readonly boolean[],
  scores: readonly number[],
): RankedCases {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  return {
    parts: Int32Array.from(order, (i) => partOf[i] as number),
    positive: Uint8Array.from(order, (i) => Number(positive[i])),
    last: Uint8Array.from(order, (i, at) => Number(scores[order[at + 1] ?? -1] !== scores[i])),
  };
}

/**
 * Area under the ROC curve (Mann-Whitney, ties one half) of the cases, each as often as its part weighs.
 *
 * @param weights how often each part was drawn
 * @returns null where no positive or no negative case has a weight
 */
export function weightedAuc({ parts, positive, last }: RankedCases, weights: Int32Array): number | null {
  let [positives, negatives, wins, tiedPositives, tiedNegatives] = [0, 0, 0, 0, 0];
  for (let i = 0; i < parts.length; i++) {
    const weight = weights[parts[i] as number] as number;
    if (positive[i] === 1) tiedPositives += weight;
    else tiedNegatives += weight;
    if (last[i] === 0) continue;
    wins += tiedPositives * (negatives + tiedNegatives / 2);
    positives += tiedPositives;
    negatives += tiedNegatives;
    [tiedPositives, tiedNegatives] = [0, 0];
  }
  return positives === 0 || negatives === 0 ? null : wins / positives / negatives;
}
