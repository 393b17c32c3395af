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
import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import { spearmanOfRanks } from "../../../stats/spearman.ts";
import { mean, midRanks } from "../../../stats/summary.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";
import { sessionKey } from "../session-key.ts";
import { type AgreementRow, minuteKey } from "./agreement-rows.ts";
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
  /** Or why there is none. */
  readonly cluster: PercentileInterval | string;
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
    cluster: resampling.interval(sums, pooledCorrelation),
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
    definition: `Pearson's r of the mean ranks; interval after Bonett & Wright (2000)${resampling.noClusters === null ? "; the bootstrap keeps the ranks of the whole sample" : ""}.`,
    n: rows.length,
    value: result.rho,
    why: none ? whyNone(result, "1 − neutral", "Arousal") : null,
    interval: none ? null : result.interval,
    cluster: resampling.interval(ranks, pooledCorrelation),
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
    cluster: resampling.interval(resampling.sums(first, x, y), pooledCorrelation),
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
  // One group alone: within it is everything, between there is nothing.
  if (groups === 1) return [];
  const sums = resampling.sums(rows, x, y);
  const fewGroups =
    groups < FEWEST_SESSIONS
      ? `An interval that resamples ${name}s needs at least ${FEWEST_SESSIONS} of them; here are ${groups}.`
      : null;
  return [
    {
      id: `within_${name}`,
      label: `Within ${name}s`,
      definition: `Pearson's r of deviations from the ${name}'s means; interval by Fisher's z with n − ${name}s + 1 in place of n.`,
      n: rows.length,
      value: within,
      why: within === null ? `Nothing varies within ${name}s.` : null,
      interval: within === null ? null : fisherInterval(within, rows.length - groups + 1),
      cluster: resampling.interval(sums, withinStatistic),
    },
    {
      id: `between_${name}`,
      label: `Between ${name}s`,
      definition: `Pearson's r of the ${name}s' means, each ${name} once.`,
      n: groups,
      value: between,
      why:
        between === null
          ? `Needs at least three ${name}s with different means; ${groups === 1 ? "there is 1" : `there are ${groups}`}.`
          : null,
      interval: between === null ? null : fisherInterval(between, groups),
      cluster: fewGroups ?? resampling.interval(sums, betweenStatistic),
    },
  ];
}
