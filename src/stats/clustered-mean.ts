import { studentQuantile } from "./distributions.ts";
import { mean } from "./summary.ts";

interface ClusteredMean {
  readonly n: number;
  readonly clusters: number;
  readonly mean: number;
  /** null with one cluster: nothing shows how much clusters differ. */
  readonly se: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/**
 * Mean of values in clusters (minutes in sessions) with a standard error that lets values of a cluster depend on each other
 * (Liang & Zeger 1986, Biometrika 73:13-22; squares of the clusters' sums of deviations, times clusters / (clusters - 1)),
 * and its 95% interval by t with clusters - 1 degrees of freedom.
 *
 * @param clusters values of each cluster, finite; empty ones are left out
 * @returns null without values
 */
export function clusteredMean(clusters: readonly (readonly number[])[]): ClusteredMean | null {
  const filled = clusters.filter((values) => values.length > 0);
  const all = filled.flat();
  const c = filled.length;
  if (c === 0) return null;
  const centre = mean(all);
  if (c === 1) return { n: all.length, clusters: c, mean: centre, se: null, interval: null };
  const squares = filled.reduce(
    (sum, values) => sum + values.reduce((inner, value) => inner + value - centre, 0) ** 2,
    0,
  );
  const se = Math.sqrt((squares * c) / (c - 1)) / all.length;
  const half = studentQuantile(0.975, c - 1) * se;
  return {
    n: all.length,
    clusters: c,
    mean: centre,
    se,
    interval: { low: centre - half, high: centre + half },
  };
}
