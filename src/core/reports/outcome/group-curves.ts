import type { CurvePoint, GroupMean } from "../../../shared/figures/outcome-curves.ts";
import { GROUPS, type Group } from "../../../shared/reports/outcome-group.ts";
import { mean, standardDeviation } from "../../../stats/summary.ts";
import { FER_SCORES, type FerScore } from "../face-minutes.ts";
import { byMinute, type CurveMinute, type StandardisedMinutes } from "./minute-curves.ts";

export interface GroupCurve {
  readonly score: FerScore;
  readonly group: Group;
  readonly patients: number;
  readonly n: number;
  readonly mean: number;
  readonly sd: number | null;
  readonly points: readonly CurvePoint[];
  /** First minute that lies on the other side of the group's mean than minute 1; null: none does. */
  readonly reached: number | null;
}

/** The curves of figure 3: each expression by group, groups without minutes and expressions that do not vary left out. */
export function groupCurves({ minutes, sd }: StandardisedMinutes): GroupCurve[] {
  const byGroup = Map.groupBy(minutes, (row) => row.group);
  return FER_SCORES.filter((score) => sd[score] > 0).flatMap((score) =>
    GROUPS.flatMap((group) => {
      const own = byGroup.get(group) ?? [];
      return own.length === 0 ? [] : [groupCurve(score, group, own)];
    }),
  );
}

function groupCurve(score: FerScore, group: Group, own: readonly CurveMinute[]): GroupCurve {
  const points = byMinute(own, score).map((values, i) => ({
    score,
    group,
    minute: i + 1,
    n: values.length,
    mean: values.length === 0 ? null : mean(values),
    se: values.length < 2 ? null : standardDeviation(values) / Math.sqrt(values.length),
  }));
  const all = own.map((row) => row.z[score]);
  const centre = mean(all);
  const start = points[0]?.mean ?? null;
  const crossed = points.find(
    (point) => start !== null && point.mean !== null && (point.mean - centre) * (start - centre) <= 0,
  );
  return {
    score,
    group,
    patients: new Set(own.map((row) => row.patient)).size,
    n: own.length,
    mean: centre,
    sd: own.length < 2 ? null : standardDeviation(all),
    points,
    reached: crossed?.minute ?? null,
  };
}

export function groupMeans(curves: readonly GroupCurve[]): GroupMean[] {
  return curves.map(({ score, group, mean: value }) => ({ score, group, mean: value }));
}
