/** How often raters chose the same or nearly the same value. */
interface SharedValues {
  readonly units: number;
  /** Share of the units in which all values are equal, and in which they span at most 1. */
  readonly allEqual: number;
  readonly allWithinOne: number;
  /** The same for two raters, averaged over the pairs of raters. */
  readonly pairsEqual: number;
  readonly pairsWithinOne: number;
}

/**
 * Percent agreement, exact and within one point.
 *
 * @param table `table[unit][rater]`, numbers of a scale in steps of 1; no value missing
 * @returns null without units or with fewer than two raters
 * @throws RangeError when rows differ in length
 */
export function sharedValues(table: readonly (readonly number[])[]): SharedValues | null {
  const units = table.length;
  const raters = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== raters))
    throw new RangeError("Every unit needs every rater's value.");
  if (units === 0 || raters < 2) return null;
  const share = (count: number, of: number): number => count / of;
  const spread = (row: readonly number[]): number => Math.max(...row) - Math.min(...row);
  const pairs = table.flatMap((row) => row.flatMap((a, i) => row.slice(i + 1).map((b) => Math.abs(a - b))));
  return {
    units,
    allEqual: share(table.filter((row) => spread(row) === 0).length, units),
    allWithinOne: share(table.filter((row) => spread(row) <= 1).length, units),
    pairsEqual: share(pairs.filter((distance) => distance === 0).length, pairs.length),
    pairsWithinOne: share(pairs.filter((distance) => distance <= 1).length, pairs.length),
  };
}
