import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { bcaInterval } from "../../../stats/bca-interval.ts";
import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import { blockBootstrapOfSums, clusterReplicatesOfSums } from "../../../stats/summed-bootstrap.ts";
import { jackknifeError, leavingOneOut, together, totalOf } from "../../../stats/summed-statistic.ts";
import { tooFewSessions } from "../cluster-rule.ts";
import type { DoubleCoded } from "./gather-reliability.ts";
import type { NamedStatistics } from "./named-statistics.ts";

/** A statistic over the double-coded minutes with what resampling says about it. */
export interface Resampled {
  readonly value: number | null;
  /** Patients, then sessions drawn. */
  readonly interval: PercentileInterval | null;
  /** Why there is no interval; null where there is one. */
  readonly noInterval: string | null;
  /** Patients with a session that carries the statistic. */
  readonly patients: number;
  /** Standard error by leaving out one session after the other. */
  readonly jackknife: number | null;
}

export type ResampledByName = ReadonlyMap<string, Resampled>;

/** Below so many patients the intervals draw from few. */
export const FEW_PATIENTS = 5;

type Asked = Pick<ReportOptions, "seed" | "resamples">;

const NOT_ASKED = "No bootstrap was asked for.";
const NO_REPLICATES = "The statistic has no value in the resamples.";

/**
 * Every statistic with its interval: sums by session once, one set of draws for all. A statistic has an interval where
 * enough sessions carry it, see `tooFewSessions`.
 */
export function resample(
  sessions: DoubleCoded["sessions"],
  statistics: readonly NamedStatistics[],
  { seed, resamples }: Asked,
  onReplicate?: (done: number) => void,
): ResampledByName {
  const all = together(statistics.map(({ statistic }) => statistic));
  const sums = sessions.map(({ minutes }) => all.sums(minutes));
  const patients = Map.groupBy(sessions.keys(), (i) => sessions[i]?.facts.patient ?? "");
  const clusters = [...patients.values()].map((own) => own.map((i) => sums[i] as readonly number[]));
  const carried = sessions.map(({ facts, minutes }) => ({
    patient: facts.patient,
    names: statistics.flatMap((entry) => entry.carried(minutes)),
  }));
  const replicates =
    tooFewSessions(sessions.length) === null
      ? clusterReplicatesOfSums(clusters, all.values, {
          seed,
          replicates: resamples,
          ...(onReplicate && { onReplicate }),
        })
      : [];
  const left = leavingOneOut(sums, all.values);
  const values = sums.length === 0 ? [] : all.values(totalOf(sums));
  const names = statistics.flatMap((entry) => entry.names);
  return new Map(
    names.map((name, i) => {
      const carriers = carried.filter((session) => session.names[i]);
      const value = values[i] ?? null;
      const refused = resamples === 0 ? NOT_ASKED : tooFewSessions(carriers.length);
      const interval =
        refused === null && value !== null ? bcaInterval(replicates[i] ?? [], value, left[i] ?? []) : null;
      return [
        name,
        {
          value,
          interval,
          noInterval: interval === null ? (refused ?? NO_REPLICATES) : null,
          patients: new Set(carriers.map(({ patient }) => patient)).size,
          jackknife: jackknifeError(left[i] ?? []),
        },
      ];
    }),
  );
}

/** Why a statistic has no interval that draws patients and sessions. */
export function whyNoCluster(result: Resampled | undefined): string {
  return result?.noInterval ?? NO_REPLICATES;
}

/** Why a statistic has no interval that draws blocks of minutes. */
export function whyNoBlocks({ resamples }: Asked): string {
  return resamples === 0 ? NOT_ASKED : NO_REPLICATES;
}

/** Intervals that take the sessions as given and draw blocks of minutes in them. */
export function resampleBlocks(
  sessions: DoubleCoded["sessions"],
  statistics: readonly NamedStatistics[],
  blockLength: number,
  { seed, resamples }: Asked,
  onReplicate: (done: number) => void,
): ReadonlyMap<string, PercentileInterval | null> {
  const all = together(statistics.map(({ statistic }) => statistic));
  const series = sessions.map(({ minutes }) => minutes.map((minute) => all.sums([minute])));
  const intervals = blockBootstrapOfSums(series, blockLength, all.values, {
    seed,
    replicates: resamples,
    onReplicate,
  });
  return new Map(statistics.flatMap(({ names }) => names).map((name, i) => [name, intervals[i] ?? null]));
}
