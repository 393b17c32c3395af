import { AROUSAL_LEVELS } from "../../../shared/ceas/codebook.ts";
import type { DriftPoint } from "../../../shared/figures/reliability-drift.ts";
import { clusteredMean } from "../../../stats/clustered-mean.ts";
import { mean, standardDeviation } from "../../../stats/summary.ts";
import { sessionKey } from "../session-key.ts";
import { minutesOf, type ReliabilityData } from "./gather-reliability.ts";
import { monthOfRating, placesOf } from "./places.ts";

/** A rater's value of a double-coded minute minus the mean of the others'. */
interface Difference {
  readonly rater: string;
  readonly session: string;
  readonly minute: number;
  readonly difference: number;
}

export interface RaterResult {
  readonly rater: string;
  /** Double-coded minutes of the rater. */
  readonly n: number;
  readonly mean: number;
  /** null: one minute. */
  readonly sd: number | null;
  /** Share of each level 1..7. */
  readonly shares: readonly number[];
  readonly bias: ReturnType<typeof clusteredMean>;
  /** Ratable minutes of the phase, double-coded or not, and the share of them at or above the level of high arousal. */
  readonly ratable: number;
  readonly high: ReturnType<typeof clusteredMean>;
}

export function differencesOf(data: ReliabilityData): Difference[] {
  const { doubleCoded } = data;
  return minutesOf(doubleCoded).flatMap((minute) =>
    minute.arousal.flatMap((value, i): Difference[] => {
      if (value === null) return [];
      const others = minute.arousal.filter((other, j) => j !== i && other !== null) as number[];
      const rater = doubleCoded.raters[i] ?? "";
      return [
        { rater, session: sessionKey(minute), minute: minute.minute, difference: value - mean(others) },
      ];
    }),
  );
}

/** Level, spread and bias of each rater, and how often arousal was high. */
export function raterResults(
  data: ReliabilityData,
  differences: readonly Difference[],
  highArousal: number,
): RaterResult[] {
  const minutes = minutesOf(data.doubleCoded);
  return data.doubleCoded.raters.map((rater, i) => {
    const values = minutes.flatMap(({ arousal }) => arousal[i] ?? []);
    const rated = data.ratings.filter(
      (row) => row.rater === rater && row.phase === data.phase && row.arousal !== null,
    );
    const high = Map.groupBy(rated, sessionKey);
    return {
      rater,
      n: values.length,
      mean: mean(values),
      sd: values.length < 2 ? null : standardDeviation(values),
      shares: AROUSAL_LEVELS.map((level) => values.filter((value) => value === level).length / values.length),
      bias: bySession(differences.filter((entry) => entry.rater === rater)),
      ratable: rated.length,
      high: clusteredMean(
        [...high.values()].map((rows) => rows.map((row) => Number((row.arousal ?? 0) >= highArousal))),
      ),
    };
  });
}

/** Drift along the patient's sessions, the months of recording, or the months of rating. */
export interface Drift {
  readonly key: "order" | "month" | "rated_month";
  readonly points: readonly (DriftPoint & { readonly sessions: number })[];
}

export function driftOf(data: ReliabilityData, differences: readonly Difference[]): Drift[] {
  const places = placesOf(data);
  const ratedMonths = new Map(
    data.ratings.flatMap((row) =>
      row.phase === data.phase ? [[`${sessionKey(row)} ${row.minute} ${row.rater}`, monthOfRating(row)]] : [],
    ),
  );
  const order = (entry: Difference): string | null => String(places.get(entry.session)?.order ?? "");
  const month = (entry: Difference): string | null => places.get(entry.session)?.month ?? null;
  const ratedMonth = (entry: Difference): string | null =>
    ratedMonths.get(`${entry.session} ${entry.minute} ${entry.rater}`) ?? null;
  return [
    { key: "order" as const, points: pointsBy(data, differences, order, Number) },
    { key: "month" as const, points: pointsBy(data, differences, month) },
    { key: "rated_month" as const, points: pointsBy(data, differences, ratedMonth) },
  ].filter(({ points }) => new Set(points.map((point) => point.at)).size >= 2);
}

function pointsBy(
  { doubleCoded }: ReliabilityData,
  differences: readonly Difference[],
  placeOf: (entry: Difference) => string | null,
  positionOf?: (label: string) => number,
): Drift["points"] {
  const labels = [...new Set(differences.flatMap((entry) => placeOf(entry) ?? []))].sort();
  const groups = Map.groupBy(differences, (entry) => `${entry.rater}\n${placeOf(entry) ?? ""}`);
  return doubleCoded.raters.flatMap((rater) =>
    labels.flatMap((label, i) => {
      const own = groups.get(`${rater}\n${label}`);
      const result = own === undefined ? null : bySession(own);
      if (result === null) return [];
      return [
        {
          rater,
          at: positionOf?.(label) ?? i + 1,
          label,
          difference: result.mean,
          low: result.interval?.low ?? null,
          high: result.interval?.high ?? null,
          n: result.n,
          sessions: result.clusters,
        },
      ];
    }),
  );
}

function bySession(entries: readonly Difference[]): ReturnType<typeof clusteredMean> {
  const sessions = Map.groupBy(entries, (entry) => entry.session);
  return clusteredMean([...sessions.values()].map((own) => own.map((entry) => entry.difference)));
}
