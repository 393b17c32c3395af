/** Counts of a classification: `counts[i][j]` pictures of the true class i that were read as class j. */
export type ClassCounts = readonly (readonly number[])[];

/**
 * Share of the counts that lie on the diagonal; NaN without counts.
 *
 * @param counts square, whole numbers from 0
 * @throws RangeError when the table is not square
 */
export function accuracy(counts: ClassCounts): number {
  requireSquare(counts);
  const right = counts.reduce((sum, row, i) => sum + (row[i] as number), 0);
  return right / counts.flat().reduce((sum, count) => sum + count, 0);
}

/**
 * Unweighted average recall: the mean over the classes that occur of the share of their counts on the diagonal
 * (Schuller, Steidl & Batliner 2009, Interspeech, 312-315); NaN without counts.
 *
 * @throws RangeError when the table is not square
 */
export function unweightedAverageRecall(counts: ClassCounts): number {
  requireSquare(counts);
  const recalls = counts.flatMap((row, i) => {
    const n = row.reduce((sum, count) => sum + count, 0);
    return n === 0 ? [] : [(row[i] as number) / n];
  });
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

/**
 * Expected calibration error (Guo et al. 2017, ICML, arXiv:1706.04599, equation 3): the cases are put into bins of
 * equal width by their confidence, and the absolute difference of share right and mean confidence is averaged over the
 * bins, weighted by their counts. A confidence on a border belongs to the bin below it. NaN without cases.
 *
 * @param confidences probability of the class that was read, 0..1
 * @param right whether it is the true one, one for each confidence
 * @throws RangeError for lengths that differ, a confidence outside 0..1, or fewer than one bin
 */
export function expectedCalibrationError(
  confidences: ArrayLike<number>,
  right: ArrayLike<boolean>,
  bins = 15,
): number {
  if (confidences.length !== right.length) throw new RangeError("Confidences and results differ in number.");
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`There is no division into ${bins} bins.`);
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, right: 0 }));
  for (let i = 0; i < confidences.length; i++) {
    const confidence = confidences[i] as number;
    if (!(confidence >= 0 && confidence <= 1)) throw new RangeError(`${confidence} is no probability.`);
    const bin = sums[Math.max(0, Math.ceil(confidence * bins) - 1)];
    if (!bin) throw new RangeError(`${confidence} is no probability.`);
    bin.confidence += confidence;
    if (right[i]) bin.right += 1;
  }
  return sums.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0) / confidences.length;
}

/**
 * Mean of -ln p(true class) over the cases; probabilities below `least` count as that. NaN without cases.
 *
 * @param probabilities of the true class of each case, 0..1
 */
export function meanNegativeLogLikelihood(probabilities: Iterable<number>, least = 1e-12): number {
  let sum = 0;
  let n = 0;
  for (const probability of probabilities) {
    sum -= Math.log(Math.max(probability, least));
    n += 1;
  }
  return sum / n;
}

/**
 * The temperature with the least loss, by golden-section search over the logarithm of the temperature. The negative
 * log-likelihood of tempered probabilities has one minimum (it is convex in 1 / temperature).
 *
 * @param loss of a temperature
 * @returns to within 0.1% in [0.1, 10]
 */
export function bestTemperature(loss: (temperature: number) => number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.1);
  let high = Math.log(10);
  let a = high - share * (high - low);
  let b = low + share * (high - low);
  let lossA = loss(Math.exp(a));
  let lossB = loss(Math.exp(b));
  while (high - low > 0.001) {
    if (lossA <= lossB) {
      high = b;
      b = a;
      lossB = lossA;
      a = high - share * (high - low);
      lossA = loss(Math.exp(a));
    } else {
      low = a;
      a = b;
      lossA = lossB;
      b = low + share * (high - low);
      lossB = loss(Math.exp(b));
    }
  }
  return Math.exp((low + high) / 2);
}

/** @throws RangeError when the table is not square */
export function requireSquare(counts: ClassCounts): void {
  if (counts.some((row) => row.length !== counts.length))
    throw new RangeError("A table of classes is square.");
}
