import { quantile, standardDeviation } from "./summary.ts";

export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the replicates. */
  readonly se: number;
}

interface ClusterInterval extends BootstrapInterval {
  /** Replicates in which the statistic had a value. */
  readonly replicates: number;
}

/** Multiplier and modulus of the generator of Park & Miller (1988, Communications of the ACM 31:1192-1201). */
const MULTIPLIER = 48_271;
const MODULUS = 2_147_483_647;

/**
 * Draws of whole numbers from 0 to n - 1 by the "minimal standard" generator, the same in every language: s is
 * replaced by 48271 s mod 2147483647, the draw is floor(s / 2147483647 n).
 *
 * @param seed whole, 1..2147483646
 * @throws RangeError for another seed
 */
export function drawer(seed: number): (n: number) => number {
  if (!Number.isInteger(seed) || seed < 1 || seed >= MODULUS)
    throw new RangeError(`${seed} is no seed: whole numbers from 1 to ${MODULUS - 1} are.`);
  let s = seed;
  return (n) => {
    // The remainder without %, which is slow for numbers above 2^31; the product is exact, the quotient off by one at most.
    const product = MULTIPLIER * s;
    s = product - Math.floor(product / MODULUS) * MODULUS;
    if (s < 0) s += MODULUS;
    else if (s >= MODULUS) s -= MODULUS;
    return Math.floor((s / MODULUS) * n);
  };
}

/**
 * Percentile bootstrap (Efron & Tibshirani 1993, An introduction to the bootstrap, chapter 13): 95% intervals of several
 * statistics over resamples of the same cases, drawn with replacement.
 *
 * @param cases how many there are, from 1
 * @param statistics values of the statistics for the cases drawn; the same number of them every time, none NaN
 * @returns one interval for each statistic
 */
export function bootstrap(
  cases: number,
  statistics: (drawn: Int32Array) => readonly number[],
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): BootstrapInterval[] {
  const draw = drawer(seed);
  const drawn = new Int32Array(cases);
  const values = Array.from({ length: replicates }, () => {
    for (let i = 0; i < cases; i++) drawn[i] = draw(cases);
    return statistics(drawn);
  });
  return (values[0] ?? []).map((_, which) => {
    const replicated = values.map((value) => value[which] as number);
    return {
      low: quantile(replicated, 0.025),
      high: quantile(replicated, 0.975),
      se: standardDeviation(replicated),
    };
  });
}

/**
 * Percentile bootstrap of nested cases: clusters (patients) are drawn with replacement, then within each drawn one as many
 * of its parts (sessions), whose cases (minutes) all come along (Davison & Hinkley 1997, Bootstrap methods and their
 * application, 3.8). It carries the dependence of cases within clusters into the interval.
 *
 * @param clusters `clusters[cluster][part]` lists the positions of the part's cases
 * @param statistic value for the cases drawn, or null where they have none
 * @returns null where fewer than two replicates had a value
 */
export function clusterBootstrap(
  clusters: readonly (readonly (readonly number[])[])[],
  statistic: (drawn: readonly number[]) => number | null,
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): ClusterInterval | null {
  const draw = drawer(seed);
  const values: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = clusters.flatMap(() => {
      const parts = clusters[draw(clusters.length)] ?? [];
      return parts.flatMap(() => parts[draw(parts.length)] ?? []);
    });
    const value = statistic(drawn);
    if (value !== null) values.push(value);
  }
  if (values.length < 2) return null;
  return {
    low: quantile(values, 0.025),
    high: quantile(values, 0.975),
    se: standardDeviation(values),
    replicates: values.length,
  };
}
