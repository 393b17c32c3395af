import { type BootstrapInterval, drawer } from "./bootstrap.ts";
import { quantile, standardDeviation } from "./summary.ts";

/**
 * Percentile bootstrap, as `bootstrap` with the same draws, for statistics that some resamples cannot give: the recall of
 * a class of which no case was drawn. The interval rests on the replicates that have a value.
 *
 * @param cases how many there are
 * @param statistics values of the statistics for the cases drawn; the same number of them every time, null: none
 * @returns one interval for each statistic; null where fewer than nine in ten replicates have a value. Empty without
 *   cases or replicates
 */
export function resampledIntervals(
  cases: number,
  statistics: (drawn: Int32Array) => readonly (number | null)[],
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): (BootstrapInterval | null)[] {
  if (cases === 0 || replicates === 0) return [];
  const draw = drawer(seed);
  const drawn = new Int32Array(cases);
  const values = Array.from({ length: replicates }, () => {
    for (let i = 0; i < cases; i++) drawn[i] = draw(cases);
    return statistics(drawn);
  });
  return (values[0] ?? []).map((_, which) => {
    const present = values.flatMap((value) => value[which] ?? []);
    if (present.length < 2 || present.length < 0.9 * replicates) return null;
    return {
      low: quantile(present, 0.025),
      high: quantile(present, 0.975),
      se: standardDeviation(present),
    };
  });
}
