import { drawer } from "./bootstrap.ts";

/** One resample of nested cases. */
export interface NestedDraw {
  /** Positions of the parts drawn, one drawn cluster after the other. */
  readonly parts: Int32Array;
  /** Where each drawn cluster ends in `parts`. */
  readonly ends: Int32Array;
}

/**
 * The draws of a cluster bootstrap, without a statistic: clusters (patients) with replacement, then within each drawn one
 * as many of its parts (sessions); the same draws as `clusterBootstrap`. Several statistics over the same draws are paired,
 * so that their differences have intervals (Davison & Hinkley 1997, Bootstrap methods and their application, 3.8).
 *
 * @param clusters positions of each cluster's parts; each has at least one
 * @param seed whole, 1..2147483646
 */
export function nestedDraws(
  clusters: readonly (readonly number[])[],
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): NestedDraw[] {
  const draw = drawer(seed);
  return Array.from({ length: replicates }, () => {
    const parts: number[] = [];
    const ends = Int32Array.from(clusters, () => {
      const own = clusters[draw(clusters.length)] as readonly number[];
      for (let i = 0; i < own.length; i++) parts.push(own[draw(own.length)] as number);
      return parts.length;
    });
    return { parts: Int32Array.from(parts), ends };
  });
}
