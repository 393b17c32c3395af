import { fisherInterval, pearson } from "../../../stats/correlation.ts";
import { groupingOf } from "../../../stats/grouping.ts";
import { nestedCorrelation } from "../../../stats/nested-correlation.ts";
import {
  betweenClusters,
  betweenParts,
  pooledCorrelation,
  withinClusters,
  withinParts,
} from "../../../stats/pair-sums.ts";
import { type PercentileInterval, percentileInterval } from "../../../stats/percentile-interval.ts";
import { spearmanOfRanks } from "../../../stats/spearman.ts";
import { mean, midRanks } from "../../../stats/summary.ts";
import { type AgreementRow, minuteKey, sessionKey } from "./agreement-rows.ts";
import { pairsOf } from "./context.ts";
import { whyNone } from "./correlation-rows.ts";
import type { Resampling, SumStatistic } from "./resampling.ts";

/** One way to correlate arousal with 1 - neutral. */
export interface Level {
  /** Part of the number's key. */
  readonly id: string;
  readonly label: string;
  readonly definition: string;
  /** Pairs that the value rests on. */
  readonly n: number;
  readonly value: number | null;
  readonly why: string | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** null: see `noCluster`. */
  readonly cluster: PercentileInterval | null;
  readonly noCluster: string;
}

/** Pooled, by ranks, of means over raters, within and between sessions and patients. */
export function levels(rows: readonly AgreementRow[], resampling: Resampling): Level[] {
  const { x, y } = pairsOf(rows);
  const n = rows.length;
  const sums = resampling.sums(rows, x, y);
  const overall = pearson(x, y);
  const why = overall.r === null ? whyNone(overall, "1 − neutral", "Arousal") : null;
  const pooled: Level = {
    id: "pooled",
    label: "Pooled r",
    definition: "Pearson's r over all rows.",
    n,
    value: overall.r,
    why,
    interval: overall.r === null ? null : overall.interval,
    ...clustered(sums, pooledCorrelation, resampling),
  };
  return [
    pooled,
    rankLevel(rows, resampling),
    meanLevel(rows, resampling),
    ...nestedLevels(rows, resampling, "session", (row) => sessionKey(row), withinParts, betweenParts),
    ...nestedLevels(rows, resampling, "patient", ({ patient }) => patient, withinClusters, betweenClusters),
  ];
}

function rankLevel(rows: readonly AgreementRow[], resampling: Resampling): Level {
  const { x, y } = pairsOf(rows);
  const [xRanks, yRanks] = [midRanks(x), midRanks(y)];
  const result = spearmanOfRanks(xRanks, yRanks);
  const none = result.rho === null;
  const ranks = resampling.sums(rows, xRanks, yRanks);
  return {
    id: "spearman",
    label: "Spearman's ρ",
    definition:
      "Pearson's r of the mean ranks; interval after Bonett & Wright (2000); the bootstrap keeps the ranks of the whole sample.",
    n: rows.length,
    value: result.rho,
    why: none ? whyNone(result, "1 − neutral", "Arousal") : null,
    interval: none ? null : result.interval,
    ...clustered(ranks, pooledCorrelation, resampling),
  };
}

/** Every minute once, its arousal the mean of its raters. */
function meanLevel(rows: readonly AgreementRow[], resampling: Resampling): Level {
  const minutes = [...Map.groupBy(rows, minuteKey).values()];
  const first = minutes.flatMap(([row]) => (row === undefined ? [] : [row]));
  const x = first.map((row) => row.nonspecific);
  const y = minutes.map((same) => mean(same.map((row) => row.arousal)));
  const result = pearson(x, y);
  return {
    id: "minute_means",
    label: "Each minute once",
    definition: "Pearson's r over minutes; arousal is the mean over the raters of the minute.",
    n: first.length,
    value: result.r,
    why: result.r === null ? whyNone(result, "1 − neutral", "Arousal") : null,
    interval: result.r === null ? null : result.interval,
    ...clustered(resampling.sums(first, x, y), pooledCorrelation, resampling),
  };
}

function nestedLevels(
  rows: readonly AgreementRow[],
  resampling: Resampling,
  name: "session" | "patient",
  keyOf: (row: AgreementRow) => string,
  withinStatistic: SumStatistic,
  betweenStatistic: SumStatistic,
): Level[] {
  const { x, y } = pairsOf(rows);
  const { within, between, groups } = nestedCorrelation(x, y, groupingOf(rows.map(keyOf)));
  const sums = resampling.sums(rows, x, y);
  return [
    {
      id: `within_${name}`,
      label: `Within ${name}s`,
      definition: `Pearson's r of deviations from the ${name}'s means; interval by Fisher's z with n less ${name}s − 1.`,
      n: rows.length,
      value: within,
      why: within === null ? `Nothing varies within ${name}s.` : null,
      interval: within === null ? null : fisherInterval(within, rows.length - groups + 1),
      ...clustered(sums, withinStatistic, resampling),
    },
    {
      id: `between_${name}`,
      label: `Between ${name}s`,
      definition: `Pearson's r of the ${name}s' means, each ${name} once.`,
      n: groups,
      value: between,
      why: between === null ? `Needs at least three ${name}s whose means differ; there are ${groups}.` : null,
      interval: between === null ? null : fisherInterval(between, groups),
      ...clustered(sums, betweenStatistic, resampling),
    },
  ];
}

/** The cluster interval of a statistic, or why there is none. */
export function clustered(
  sums: Float64Array,
  statistic: SumStatistic,
  resampling: Resampling,
): Pick<Level, "cluster" | "noCluster"> {
  return {
    cluster:
      resampling.noClusters === null ? percentileInterval(resampling.replicates(sums, statistic)) : null,
    noCluster: resampling.noClusters ?? "No resample had a value.",
  };
}
