import type { Group } from "../../../shared/reports/outcome-group.ts";
import { meanRanks, medianSplit } from "../../../stats/outcome.ts";

/** Scores of a patient before and after treatment, each in the order of the subscales; null: missing. */
export interface PatientScores {
  readonly patient: string;
  readonly dropout: boolean;
  readonly pre: readonly (number | null)[];
  readonly post: readonly (number | null)[];
}

/** How scores before and after treatment are ranked; see the definitions in docs/statistics.md. */
export const VARIANTS = ["completers", "all_available", "pooled_pre_post"] as const;
export type Variant = (typeof VARIANTS)[number];

export interface PatientOutcome {
  readonly patient: string;
  readonly dropout: boolean;
  /** Mean ranks over the subscales; null: no rank. */
  readonly pre: number | null;
  readonly post: number | null;
  /** pre - post. */
  readonly delta: number | null;
  /** null: completed, but without scores before or after. */
  readonly group: Group | null;
  /** Rank in each subscale. */
  readonly ranksPre: readonly (number | null)[];
  readonly ranksPost: readonly (number | null)[];
}

export interface OutcomeGroups {
  readonly medianDelta: number | null;
  readonly patients: readonly PatientOutcome[];
}

export function outcomeGroups(rows: readonly PatientScores[], variant: Variant): OutcomeGroups {
  const completed = (values: (row: PatientScores) => readonly (number | null)[]): (number | null)[][] =>
    rows.map((row) => values(row).map((value) => (row.dropout ? null : value)));
  const [pre, post] = rankedBy(
    variant,
    variant === "all_available" ? rows.map((row) => [...row.pre]) : completed((row) => row.pre),
    completed((row) => row.post),
  );
  const deltas = rows.map((row, i) => {
    const [before, after] = [pre.means[i] ?? null, post.means[i] ?? null];
    return row.dropout || before === null || after === null ? null : before - after;
  });
  const split = medianSplit(deltas);
  return {
    medianDelta: split.median,
    patients: rows.map((row, i) => ({
      patient: row.patient,
      dropout: row.dropout,
      pre: pre.means[i] ?? null,
      post: post.means[i] ?? null,
      delta: deltas[i] ?? null,
      group: row.dropout ? "dropout" : (split.groups[i] ?? null),
      ranksPre: pre.ranks[i] ?? [],
      ranksPost: post.ranks[i] ?? [],
    })),
  };
}

type Ranked = ReturnType<typeof meanRanks>;

function rankedBy(
  variant: Variant,
  pre: readonly (readonly (number | null)[])[],
  post: readonly (readonly (number | null)[])[],
): [Ranked, Ranked] {
  if (variant !== "pooled_pre_post") return [meanRanks(pre), meanRanks(post)];
  const { ranks, means } = meanRanks([...pre, ...post]);
  const n = pre.length;
  return [
    { ranks: ranks.slice(0, n), means: means.slice(0, n) },
    { ranks: ranks.slice(n), means: means.slice(n) },
  ];
}
