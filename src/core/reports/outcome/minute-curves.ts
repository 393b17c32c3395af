import type { Group } from "../../../shared/reports/outcome-group.ts";
import { mean, standardDeviation } from "../../../stats/summary.ts";
import { type FaceMinute, FER_SCORES, type FerScore } from "../face-minutes.ts";
import { keyed } from "../keyed.ts";

/** Minutes of a session that curves and tests over minutes take. */
export const LAST_MINUTE = 50;

/** Group of each patient; null: completed, but without change. Patients without outcome have no entry. */
export type GroupOf = ReadonlyMap<string, Group | null>;

export interface CurveMinute extends FaceMinute {
  readonly group: Group | null;
  /** NaN where an expression does not vary. */
  readonly z: Readonly<Record<FerScore, number>>;
}

export interface StandardisedMinutes {
  readonly minutes: readonly CurveMinute[];
  readonly centre: Readonly<Record<FerScore, number>>;
  readonly sd: Readonly<Record<FerScore, number>>;
}

/** The minutes of curves and of tests over minutes, each expression standardised over all of them, whatever the group. */
export function standardisedMinutes(rows: readonly FaceMinute[], groupOf: GroupOf): StandardisedMinutes {
  const chosen = rows.filter((row) => row.minute >= 1 && row.minute <= LAST_MINUTE);
  const centre = keyed(FER_SCORES, (score) => mean(chosen.map((row) => row.fer[score])));
  const sd = keyed(FER_SCORES, (score) => standardDeviation(chosen.map((row) => row.fer[score])));
  const minutes = chosen.map((row) => ({
    ...row,
    group: groupOf.get(row.patient) ?? null,
    z: keyed(FER_SCORES, (score) => (row.fer[score] - centre[score]) / sd[score]),
  }));
  return { minutes, centre, sd };
}

/** The z values at each minute from 1 to the last one. */
export function byMinute(rows: readonly CurveMinute[], score: FerScore): number[][] {
  const values: number[][] = Array.from({ length: LAST_MINUTE }, () => []);
  for (const row of rows) values[row.minute - 1]?.push(row.z[score]);
  return values;
}
