/** Median; of an even number of values the lower of the two in the middle. NaN without values. */
export function lowerMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** Median distance of neighbouring times; null with fewer than two. */
export function medianInterval(times: readonly number[]): number | null {
  if (times.length < 2) return null;
  return lowerMedian(times.slice(1).map((time, i) => time - (times[i] ?? time)));
}
