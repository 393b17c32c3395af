import { counted } from "../../../shared/figures/agreement-words.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { drawer } from "../../../stats/bootstrap.ts";
import { type NestedDraw, nestedDraws } from "../../../stats/nested-draws.ts";
import {
  filledParts,
  movingBlockSums,
  type PairSums,
  pairSums,
  pooledCorrelation,
  runningSums,
} from "../../../stats/pair-sums.ts";
import { type PercentileInterval, percentileInterval } from "../../../stats/percentile-interval.ts";
import { tooFewSessions } from "../cluster-rule.ts";
import { sessionKey } from "../session-key.ts";
import { type AgreementRow, minuteKey } from "./agreement-rows.ts";

/** A statistic of the sums of sessions for the sessions drawn; null where it has no value. */
export type SumStatistic = (sums: PairSums, draw: NestedDraw) => number | null;

/** The same resamples of patients and sessions for every statistic of the report, so that differences are paired. */
export interface Resampling {
  readonly patients: number;
  readonly sessions: number;
  /** The bootstrap was turned off. */
  readonly noBootstrap: boolean;
  /** Why there are no cluster intervals at all; null where there are. */
  readonly noClusters: string | null;
  /** No value of all rows has a block interval. */
  readonly noBlocks: boolean;
  /** Minutes in a block. */
  readonly blockLength: number;
  /** Sums of pairs by session; rows may be any part of those of the report. */
  readonly sums: (rows: readonly AgreementRow[], x: readonly number[], y: readonly number[]) => PairSums;
  /** The statistic over the resamples. */
  readonly replicates: (sums: PairSums, statistic: SumStatistic) => (number | null)[];
  /** Why a statistic of these sums has no cluster interval; null where it has one. */
  readonly whyNoInterval: (sums: PairSums) => string | null;
  /** 95% cluster interval of the statistic, or why there is none. */
  readonly interval: (sums: PairSums, statistic: SumStatistic) => PercentileInterval | string;
  /** How often each session is in each resample: for statistics that sums do not give. */
  readonly weights: readonly Int32Array[];
  /** 95% interval of the pooled r over resampled blocks of minutes. Rows by patient, session, minute. */
  readonly blockInterval: (
    rows: readonly AgreementRow[],
    x: readonly number[],
    y: readonly number[],
  ) => PercentileInterval | string;
  /** Positions of the rows' sessions, as in `weights`. */
  readonly sessionsOf: (rows: readonly AgreementRow[]) => number[];
}

const OFF = "The bootstrap was turned off.";
const NO_VALUE = "No resample had a value.";

/** 95% interval of values over resamples, or why there is none: an interval without width would look like certainty. */
export function intervalOrWhy(values: readonly (number | null)[]): PercentileInterval | string {
  const interval = percentileInterval(values);
  if (interval === null) return NO_VALUE;
  return interval.high - interval.low < 1e-9
    ? "Every resample gives the same value: the rows show no spread."
    : interval;
}

/** Fewer blocks than this cannot be mixed anew: most resamples would be the rows themselves. */
const FEWEST_BLOCKS = 5;

/** @param rows by patient, session, minute */
export function resamplingOf(
  rows: readonly AgreementRow[],
  { resamples, seed }: Pick<ReportOptions, "resamples" | "seed">,
): Resampling {
  const keys = [...new Set(rows.map(sessionKey))];
  const position = new Map(keys.map((key, i) => [key, i]));
  const patientOf = new Map(rows.map((row) => [sessionKey(row), row.patient]));
  const clusters = [...Map.groupBy(keys, (key) => patientOf.get(key)).values()].map((own) =>
    own.map((key) => position.get(key) as number),
  );
  const sessionsOf = (chosen: readonly AgreementRow[]): number[] =>
    chosen.map((row) => position.get(sessionKey(row)) as number);
  const noClusters = resamples === 0 ? OFF : tooFewSessions(keys.length);
  const draws = noClusters === null ? nestedDraws(clusters, { replicates: resamples, seed }) : [];
  const minutes = new Set(rows.map(minuteKey)).size;
  const blockLength = Math.max(1, Math.round(Math.cbrt(minutes / Math.max(1, keys.length))));
  const all: NestedDraw = {
    parts: Int32Array.from(keys, (_, i) => i),
    ends: Int32Array.of(keys.length),
  };
  const sums: Resampling["sums"] = (chosen, x, y) => pairSums(keys.length, sessionsOf(chosen), x, y);
  const whyNoInterval: Resampling["whyNoInterval"] = (part) =>
    resamples === 0 ? OFF : tooFewSessions(filledParts(part));
  const replicates: Resampling["replicates"] = (part, statistic) =>
    draws.map((draw) => statistic(part, draw));
  return {
    patients: clusters.length,
    sessions: keys.length,
    noBootstrap: resamples === 0,
    noClusters,
    noBlocks: resamples === 0 || Math.floor(minutes / blockLength) < FEWEST_BLOCKS,
    blockLength,
    sums,
    replicates,
    whyNoInterval,
    interval: (part, statistic) => whyNoInterval(part) ?? intervalOrWhy(replicates(part, statistic)),
    weights: draws.map(({ parts }) => {
      const weight = new Int32Array(keys.length);
      for (const part of parts) weight[part] = (weight[part] as number) + 1;
      return weight;
    }),
    sessionsOf,
    blockInterval: (chosen, x, y) => {
      if (resamples === 0) return OFF;
      const blocks = Math.floor(new Set(chosen.map(minuteKey)).size / blockLength);
      if (blocks < FEWEST_BLOCKS)
        return `An interval that resamples blocks of minutes needs at least ${FEWEST_BLOCKS} blocks; here ${blocks === 1 ? "is 1" : `are ${blocks}`}, of ${counted(blockLength, "minute")}${blocks === 1 ? "" : " each"}.`;
      const runs = minuteRuns(chosen, sessionsOf(chosen), keys.length, x, y);
      const draw = drawer(seed);
      const values = Array.from({ length: resamples }, () =>
        pooledCorrelation(movingBlockSums(runs, blockLength, draw), all),
      );
      return intervalOrWhy(values);
    },
  };
}

/** Running sums over the minutes of each session; ratings of the same minute stay together. */
function minuteRuns(
  rows: readonly AgreementRow[],
  sessionOf: readonly number[],
  sessions: number,
  x: readonly number[],
  y: readonly number[],
): PairSums[] {
  const lengths = Array.from({ length: sessions }, () => 0);
  let unit = -1;
  const unitOf = rows.map((row, i) => {
    const before = rows[i - 1];
    if (before === undefined || minuteKey(before) !== minuteKey(row)) {
      unit += 1;
      const session = sessionOf[i] as number;
      lengths[session] = (lengths[session] as number) + 1;
    }
    return unit;
  });
  return runningSums(pairSums(unit + 1, unitOf, x, y), lengths);
}

/** Interval of a difference, replicate by replicate. */
export function differenceInterval(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
): PercentileInterval | null {
  return percentileInterval(
    first.map((value, i) => {
      const other = second[i] ?? null;
      return value === null || other === null ? null : value - other;
    }),
  );
}
