/**
 * Statistics that depend on the cases through sums alone. The sums of each part (session) are taken once; whatever parts a
 * replicate draws, its statistics then cost one addition per part and sum.
 */
export interface SummedStatistic<Case> {
  /** Sums of the cases of one part, as many for every part. */
  sums(part: readonly Case[]): readonly number[];
  /** The statistics of parts with these sums in all, the same number every time; null where one has no value. */
  values(sums: ArrayLike<number>): readonly (number | null)[];
}

/** The statistics of several, one after the other, over the same draws. */
export function together<Case>(statistics: readonly SummedStatistic<Case>[]): SummedStatistic<Case> {
  const lengths = statistics.map((statistic) => statistic.sums([]).length);
  const starts = lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 0));
  return {
    sums: (part) => statistics.flatMap((statistic) => statistic.sums(part)),
    values: (sums) => {
      const all = sums instanceof Float64Array ? sums : Float64Array.from(sums);
      return statistics.flatMap((statistic, i) => {
        const start = starts[i] as number;
        return statistic.values(all.subarray(start, start + (lengths[i] as number)));
      });
    },
  };
}

/** The sums of all parts. */
export function totalOf(parts: readonly (readonly number[])[]): Float64Array {
  const total = new Float64Array(parts[0]?.length ?? 0);
  for (const part of parts) addTo(total, part);
  return total;
}

export function addTo(total: Float64Array, part: ArrayLike<number>): void {
  for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + (part[i] as number);
}

/**
 * The statistics without one part after the other, one list for each statistic (Efron & Tibshirani 1993, chapter 11): no
 * random numbers, and the dependence of cases within a part is carried along.
 */
export function leavingOneOut(
  parts: readonly (readonly number[])[],
  values: (sums: ArrayLike<number>) => readonly (number | null)[],
): (number | null)[][] {
  const total = totalOf(parts);
  const left = parts.map((part) => values(total.map((sum, i) => sum - (part[i] as number))));
  return (left[0] ?? []).map((_, which) => left.map((row) => row[which] ?? null));
}

/**
 * Standard error of a statistic from its values without one part after the other.
 *
 * @returns null below two parts, or where the statistic has no value without one of them
 */
export function jackknifeError(left: readonly (number | null)[]): number | null {
  const n = left.length;
  const present = left.filter((value) => value !== null);
  if (n < 2 || present.length < n) return null;
  const centre = present.reduce((sum, value) => sum + value, 0) / n;
  const squares = present.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(((n - 1) / n) * squares);
}
