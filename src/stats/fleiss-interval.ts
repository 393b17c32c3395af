import type { BootstrapInterval } from "./bootstrap.ts";
import { resampledIntervals } from "./resampled-intervals.ts";

/**
 * Percentile bootstrap interval of Fleiss' kappa over resamples of the units (its large-sample standard error holds for
 * a kappa of 0 alone).
 *
 * @param counts as of `fleissKappa`
 * @returns null where resamples have no kappa, or without replicates
 */
export function fleissInterval(
  counts: readonly (readonly number[])[],
  options: { readonly replicates: number; readonly seed: number },
): BootstrapInterval | null {
  const raters = counts[0]?.reduce((sum, count) => sum + count, 0) ?? 0;
  const squares = counts.map((row) => row.reduce((sum, count) => sum + count ** 2, 0));
  const used = counts.map((row) => row.flatMap((count, c) => (count > 0 ? [c] : [])));
  const totals = new Float64Array(counts[0]?.length ?? 0);
  const [interval] = resampledIntervals(
    counts.length,
    (drawn) => {
      totals.fill(0);
      let square = 0;
      for (const unit of drawn) {
        square += squares[unit] as number;
        for (const c of used[unit] as number[])
          totals[c] = (totals[c] as number) + (counts[unit]?.[c] as number);
      }
      const judgements = drawn.length * raters;
      const observed = (square - judgements) / (judgements * (raters - 1));
      const expected = totals.reduce((sum, total) => sum + (total / judgements) ** 2, 0);
      return [expected === 1 ? null : (observed - expected) / (1 - expected)];
    },
    options,
  );
  return interval ?? null;
}
