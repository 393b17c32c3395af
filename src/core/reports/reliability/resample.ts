import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import { blockBootstrapOfSums, clusterBootstrapOfSums } from "../../../stats/summed-bootstrap.ts";
import { jackknifeErrors, together, totalOf } from "../../../stats/summed-statistic.ts";
import type { DoubleCoded } from "./gather-reliability.ts";
import type { NamedStatistics } from "./named-statistics.ts";

/** A statistic over the double-coded minutes with what resampling says about it. */
export interface Resampled {
  readonly value: number | null;
  /** Patients, then sessions drawn; null: none asked for, or too few. */
  readonly interval: PercentileInterval | null;
  /** Standard error by leaving out one session after the other. */
  readonly jackknife: number | null;
}

export type ResampledByName = ReadonlyMap<string, Resampled>;

type Asked = Pick<ReportOptions, "seed" | "resamples">;

/** Every statistic with its interval: sums by session once, one set of draws for all. */
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
  // One session says nothing about how much sessions differ.
  const intervals =
    sessions.length < 2
      ? []
      : clusterBootstrapOfSums(clusters, all.values, {
          seed,
          replicates: resamples,
          ...(onReplicate && { onReplicate }),
        });
  const errors = jackknifeErrors(sums, all.values);
  const values = sums.length === 0 ? [] : all.values(totalOf(sums));
  const names = statistics.flatMap((entry) => entry.names);
  return new Map(
    names.map((name, i) => [
      name,
      { value: values[i] ?? null, interval: intervals[i] ?? null, jackknife: errors[i] ?? null },
    ]),
  );
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
