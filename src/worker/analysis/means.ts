/**
 * Means of each label over the frames that have values, summed in double precision in frame order; null without any.
 *
 * @param values `labels` numbers a frame, NaN in all of them where there is no result
 */
export function meanPerLabel(values: Float32Array, labels: number): number[] | null {
  const sums = new Array<number>(labels).fill(0);
  let frames = 0;
  for (let at = 0; at < values.length; at += labels) {
    if (Number.isNaN(values[at])) continue;
    frames += 1;
    for (let k = 0; k < labels; k++) sums[k] = (sums[k] as number) + (values[at + k] as number);
  }
  return frames === 0 ? null : sums.map((sum) => sum / frames);
}

/** Median of the numbers that are not NaN (the mean of the middle two of an even count); null without any. */
export function median(values: Iterable<number>): number | null {
  const sorted = Float64Array.from([...values].filter((value) => !Number.isNaN(value))).sort();
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
