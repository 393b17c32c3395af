import { normalTwoSided } from "./distributions.ts";
import { midRanks } from "./summary.ts";

interface RankSumTest {
  readonly n: readonly [number, number];
  /** Pairs in which the first sample has the greater value, ties one half. */
  readonly u: number;
  /** Two-sided: the share of all divisions of the values into samples of these sizes that lie at least as far off. */
  readonly p: number;
  /** Counted over all divisions; otherwise by the normal distribution with corrections for ties and continuity. */
  readonly exact: boolean;
}

/** Sizes up to which all divisions are counted: beyond, the normal distribution is as good and counting takes seconds. */
const LARGEST_SAMPLE = 50;
const LARGEST_TOTAL = 120;

/**
 * Wilcoxon-Mann-Whitney test of two independent samples (Mann & Whitney 1947, Annals of Mathematical Statistics 18:50-60).
 * Exact also with ties: the distribution of the rank sum over all divisions of the values, by counting subsets of the
 * doubled mid-ranks (Streitberg & Röhmel 1986, Statistical Software Newsletter 12:10-17).
 *
 * @param first finite values
 * @param second finite values
 * @returns null where a sample is empty or all values are equal
 */
export function rankSumTest(first: readonly number[], second: readonly number[]): RankSumTest | null {
  const [m, n] = [first.length, second.length];
  const values = [...first, ...second];
  if (m === 0 || n === 0 || values.every((value) => value === values[0])) return null;
  const ranks = midRanks(values);
  const sum = ranks.slice(0, m).reduce((total, rank) => total + rank, 0);
  const u = sum - (m * (m + 1)) / 2;
  const exact = Math.min(m, n) <= LARGEST_SAMPLE && m + n <= LARGEST_TOTAL;
  return { n: [m, n], u, p: exact ? exactP(ranks, m, sum) : normalP(ranks, u, m, n), exact };
}

function exactP(ranks: readonly number[], m: number, sum: number): number {
  const doubled = ranks.map((rank) => Math.round(2 * rank));
  // The other sample's sum lies as far off on the other side: the smaller one is counted.
  const size = Math.min(m, doubled.length - m);
  const total = doubled.reduce((whole, rank) => whole + rank, 0);
  const observed = size === m ? 2 * sum : total - 2 * sum;
  // ways[k][s]: subsets of k ranks with the sum s.
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(total + 1));
  (ways[0] as Float64Array)[0] = 1;
  let highest = 0;
  for (const rank of doubled) {
    highest += rank;
    for (let k = size; k >= 1; k--) {
      const [target, source] = [ways[k] as Float64Array, ways[k - 1] as Float64Array];
      for (let s = highest; s >= rank; s--) target[s] = (target[s] as number) + (source[s - rank] as number);
    }
  }
  const counts = ways[size] as Float64Array;
  const centre = (size * total) / doubled.length;
  const distance = Math.abs(observed - centre);
  let [all, far] = [0, 0];
  for (const [s, count] of counts.entries()) {
    all += count;
    if (Math.abs(s - centre) >= distance - 1e-9) far += count;
  }
  return far / all;
}

function normalP(ranks: readonly number[], u: number, m: number, n: number): number {
  const total = m + n;
  const ties = [...Map.groupBy(ranks, (rank) => rank).values()].reduce(
    (sum, { length }) => sum + length ** 3 - length,
    0,
  );
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)));
  const off = Math.max(0, Math.abs(u - (m * n) / 2) - 0.5);
  return normalTwoSided(off / Math.sqrt(variance));
}
