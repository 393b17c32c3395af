import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { drawer } from "../../../stats/bootstrap.ts";
import { type NestedDraw, nestedDraws } from "../../../stats/nested-draws.ts";
import {
  movingBlockSums,
  type PairSums,
  pairSums,
  pooledCorrelation,
  runningSums,
} from "../../../stats/pair-sums.ts";
import { type PercentileInterval, percentileInterval } from "../../../stats/percentile-interval.ts";
import { type AgreementRow, minuteKey, sessionKey } from "./agreement-rows.ts";

/** A statistic of the sums of sessions for the sessions drawn; null where it has no value. */
export type SumStatistic = (sums: PairSums, draw: NestedDraw) => number | null;

/** The same resamples of patients and sessions for every statistic of the report, so that differences are paired. */
export interface Resampling {
  readonly patients: number;
  readonly sessions: number;
  /** Why there are no cluster intervals; null where there are. */
  readonly noClusters: string | null;
  /** Why there are no block intervals; null where there are. */
  readonly noBlocks: string | null;
  /** Minutes in a block. */
  readonly blockLength: number;
  /** Sums of pairs by session; rows may be any part of those of the report. */
  readonly sums: (rows: readonly AgreementRow[], x: readonly number[], y: readonly number[]) => PairSums;
  /** The statistic over the resamples. */
  readonly replicates: (sums: PairSums, statistic: SumStatistic) => (number | null)[];
  /** 95% interval of the pooled r over resampled blocks of minutes. Rows by patient, session, minute. */
  readonly blockInterval: (
    rows: readonly AgreementRow[],
    x: readonly number[],
    y: readonly number[],
  ) => PercentileInterval | null;
}

const OFF = "The bootstrap was turned off.";

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
  const noClusters =
    resamples === 0 ? OFF : keys.length < 2 ? "Resampling sessions needs at least two of them." : null;
  const draws = noClusters === null ? nestedDraws(clusters, { replicates: resamples, seed }) : [];
  const minutes = new Set(rows.map(minuteKey)).size;
  const blockLength = Math.max(1, Math.round(Math.cbrt(minutes / Math.max(1, keys.length))));
  const all: NestedDraw = {
    parts: Int32Array.from(keys, (_, i) => i),
    ends: Int32Array.of(keys.length),
  };
  const sums: Resampling["sums"] = (chosen, x, y) => pairSums(keys.length, sessionsOf(chosen), x, y);
  return {
    patients: clusters.length,
    sessions: keys.length,
    noClusters,
    noBlocks: resamples === 0 ? OFF : null,
    blockLength,
    sums,
    replicates: (part, statistic) => draws.map((draw) => statistic(part, draw)),
    blockInterval: (chosen, x, y) => {
      const runs = minuteRuns(chosen, sessionsOf(chosen), keys.length, x, y);
      const draw = drawer(seed);
      return percentileInterval(
        Array.from({ length: resamples }, () =>
          pooledCorrelation(movingBlockSums(runs, blockLength, draw), all),
        ),
      );
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
