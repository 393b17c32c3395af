import { fisherInterval, pearson } from "../../../stats/correlation.ts";
import { groupingOf } from "../../../stats/grouping.ts";
import { nestedCorrelation } from "../../../stats/nested-correlation.ts";
import { pooledCorrelation, withinParts } from "../../../stats/pair-sums.ts";
import type { PercentileInterval } from "../../../stats/percentile-interval.ts";
import { spearmanOfRanks } from "../../../stats/spearman.ts";
import { midRanks } from "../../../stats/summary.ts";
import { sessionKey } from "../session-key.ts";
import type { AgreementRow } from "./agreement-rows.ts";
import { whyNone } from "./correlation-rows.ts";
import { intervalOrWhy, type Resampling } from "./resampling.ts";

export const ASSOCIATIONS = [
  { id: "r", label: "Pooled r" },
  { id: "within", label: "r within sessions" },
  { id: "rho", label: "Spearman's ρ" },
] as const;
export type AssociationKind = (typeof ASSOCIATIONS)[number]["id"];

/** How two variables of the rows go together, in one of three ways. */
export interface Association {
  readonly kind: AssociationKind;
  readonly n: number;
  readonly value: number | null;
  /** Why there is no value. */
  readonly why: string | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Values over the resamples, for differences; empty without a bootstrap. */
  readonly replicates: readonly (number | null)[];
  readonly cluster: PercentileInterval | string;
}

/** A variable of some rows, with its ranks, which cost more than everything else. */
export interface Variable {
  readonly name: string;
  readonly values: readonly number[];
  readonly ranks: readonly number[];
}

export function variable(name: string, values: readonly number[]): Variable {
  return { name, values, ranks: midRanks(values) };
}

/**
 * Pooled r, r of deviations from the sessions' means, and Spearman's rho, of two variables of the rows. The bootstrap of
 * rho keeps the ranks of the whole sample.
 */
export function associations(
  rows: readonly AgreementRow[],
  { name: xName, values: x, ranks: xRanks }: Variable,
  { name: yName, values: y, ranks: yRanks }: Variable,
  resampling: Resampling,
): Association[] {
  const n = rows.length;
  const sums = resampling.sums(rows, x, y);
  const none = resampling.whyNoInterval(sums);
  const resampled = (replicates: (number | null)[]): Pick<Association, "replicates" | "cluster"> => ({
    replicates: none === null ? replicates : [],
    cluster: none ?? intervalOrWhy(replicates),
  });
  const pooled = pearson(x, y);
  const ranked = spearmanOfRanks(xRanks, yRanks);
  const { within, groups } = nestedCorrelation(x, y, groupingOf(rows.map(sessionKey)));
  return [
    {
      kind: "r",
      n,
      value: pooled.r,
      why: pooled.r === null ? whyNone(pooled, xName, yName) : null,
      interval: pooled.r === null ? null : pooled.interval,
      ...resampled(resampling.replicates(sums, pooledCorrelation)),
    },
    {
      kind: "within",
      n,
      value: within,
      why: within === null ? "Nothing varies within sessions." : null,
      interval: within === null ? null : fisherInterval(within, n - groups + 1),
      ...resampled(resampling.replicates(sums, withinParts)),
    },
    {
      kind: "rho",
      n,
      value: ranked.rho,
      why: ranked.rho === null ? whyNone(ranked, xName, yName) : null,
      interval: ranked.rho === null ? null : ranked.interval,
      ...resampled(resampling.replicates(resampling.sums(rows, xRanks, yRanks), pooledCorrelation)),
    },
  ];
}
