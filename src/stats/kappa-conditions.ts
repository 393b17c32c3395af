/** What a kappa depends on beside the agreement itself. */
interface KappaConditions {
  readonly n: number;
  /** Share of equal pairs. */
  readonly observed: number;
  /** Kappa if the categories were equally frequent: (q po - 1) / (q - 1). */
  readonly pabak: number;
  /** Share of the most frequent category, both raters together; near 1 kappa is low whatever the agreement. */
  readonly prevalence: number;
  /** Half the sum of the differences between the raters' shares: 0 where both use the categories alike. */
  readonly bias: number;
}

/**
 * Prevalence and bias of a table of two raters, and the kappa adjusted for both (Byrt, Bishop & Carlin 1993, Journal of
 * Clinical Epidemiology 46:423-429; for more than two categories as in Bennett, Alpert & Goldstein 1954).
 *
 * @param counts square table of the full scale, at least two categories
 * @returns null without pairs
 * @throws RangeError when the table is not square or has fewer than two categories
 */
export function kappaConditions(counts: readonly (readonly number[])[]): KappaConditions | null {
  const q = counts.length;
  if (q < 2 || counts.some((row) => row.length !== q))
    throw new RangeError("A table for kappa is square, with two categories or more.");
  const n = counts.flat().reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0) / n);
  const columns = counts.map((_, j) => counts.reduce((sum, row) => sum + (row[j] as number), 0) / n);
  const observed = counts.reduce((sum, row, i) => sum + (row[i] as number), 0) / n;
  return {
    n,
    observed,
    pabak: (q * observed - 1) / (q - 1),
    prevalence: Math.max(...rows.map((share, i) => (share + (columns[i] as number)) / 2)),
    bias: rows.reduce((sum, share, i) => sum + Math.abs(share - (columns[i] as number)), 0) / 2,
  };
}
