import { drawer } from "./bootstrap.ts";
import { type PercentileInterval, percentileInterval } from "./percentile-interval.ts";
import { addTo } from "./summed-statistic.ts";

interface Resampling {
  readonly replicates: number;
  readonly seed: number;
  /** Told after each replicate how many are done. */
  readonly onReplicate?: (done: number) => void;
}

type Values = (sums: ArrayLike<number>) => readonly (number | null)[];

/**
 * Statistics of sums over resamples of nested parts: clusters (patients) are drawn with replacement, then within each drawn
 * one as many of its parts (sessions) as it has (Davison & Hinkley 1997, Bootstrap methods and their application, 3.8). A
 * part that is drawn twice counts as two.
 *
 * @param clusters `clusters[cluster][part]` holds the sums of one part
 * @returns the values over the replicates, one list for each statistic
 */
export function clusterReplicatesOfSums(
  clusters: readonly (readonly (readonly number[])[])[],
  values: Values,
  resampling: Resampling,
): (number | null)[][] {
  const draw = drawer(resampling.seed);
  const size = clusters[0]?.[0]?.length ?? 0;
  // Arrays of one kind add up several times faster than lists of numbers.
  const typed = clusters.map((parts) => parts.map((part) => Float64Array.from(part)));
  return replicate(size, values, resampling, (total) => {
    for (let i = 0; i < typed.length; i++) {
      const parts = typed[draw(typed.length)] ?? [];
      for (let j = 0; j < parts.length; j++) addTo(total, parts[draw(parts.length)] ?? []);
    }
  });
}

/**
 * Moving block bootstrap of statistics of sums over cases in time (Künsch 1989, The Annals of Statistics 17:1217-1241): in
 * each series (session) blocks of neighbouring cases (minutes) are drawn with replacement until it has its length again;
 * the last block is cut. It carries the dependence of neighbours into the interval and takes the series as given.
 *
 * @param series `series[s][t]` holds the sums of one case, in the order of time
 * @param blockLength whole, from 1; a series that is shorter is one block
 * @returns one interval for each statistic; null where fewer than two replicates had a value
 * @throws RangeError for another block length
 */
export function blockBootstrapOfSums(
  series: readonly (readonly (readonly number[])[])[],
  blockLength: number,
  values: Values,
  resampling: Resampling,
): (PercentileInterval | null)[] {
  if (!Number.isInteger(blockLength) || blockLength < 1)
    throw new RangeError(`A block of ${blockLength} cases cannot be drawn.`);
  const draw = drawer(resampling.seed);
  const size = series[0]?.[0]?.length ?? 0;
  const running = series.map((cases) => ({ length: cases.length, sums: runningSums(cases, size) }));
  const replicates = replicate(size, values, resampling, (total) => {
    for (const { length, sums } of running) {
      const block = Math.min(blockLength, length);
      for (let filled = 0; filled < length; filled += block) {
        const start = draw(length - block + 1);
        const end = start + Math.min(block, length - filled);
        for (let i = 0; i < size; i++)
          total[i] =
            (total[i] as number) + (sums[end * size + i] as number) - (sums[start * size + i] as number);
      }
    }
  });
  return replicates.map(percentileInterval);
}

/** Sums of the first 0, 1, 2, ... cases, one after the other: a block is a difference of two. */
function runningSums(cases: readonly (readonly number[])[], size: number): Float64Array {
  const sums = new Float64Array((cases.length + 1) * size);
  for (const [t, row] of cases.entries())
    for (let i = 0; i < size; i++)
      sums[(t + 1) * size + i] = (sums[t * size + i] as number) + (row[i] as number);
  return sums;
}

function replicate(
  size: number,
  values: Values,
  { replicates, onReplicate }: Resampling,
  fill: (total: Float64Array) => void,
): (number | null)[][] {
  const total = new Float64Array(size);
  const rows = Array.from({ length: replicates }, (_, done) => {
    total.fill(0);
    fill(total);
    onReplicate?.(done + 1);
    return values(total);
  });
  return (rows[0] ?? []).map((_, which) => rows.map((row) => row[which] ?? null));
}
