import { GROUPS, type Group } from "../../../shared/reports/outcome-group.ts";
import { studentQuantile, studentTwoSided } from "../../../stats/distributions.ts";
import { groupingOf } from "../../../stats/grouping.ts";
import { fitLinearMixed } from "../../../stats/linear-mixed.ts";
import { compareSamples } from "../../../stats/two-samples.ts";
import { FER_SCORES, type FerScore } from "../face-minutes.ts";
import { sessionKey } from "../session-key.ts";
import type { CurveMinute } from "./minute-curves.ts";
import type { OutcomeData } from "./outcome-data.ts";

export interface Pair {
  readonly first: Group;
  readonly second: Group;
}

export const PAIRS: readonly Pair[] = GROUPS.flatMap((first, i) =>
  GROUPS.slice(i + 1).map((second) => ({ first, second })),
);

export function pairKey({ first, second }: Pair): string {
  return `${first}-${second}`;
}

export function pairLabel({ first, second }: Pair): string {
  return `${first} − ${second}`;
}

type Comparison = ReturnType<typeof compareSamples>;

/** A contrast of group means in a linear mixed model of z values. */
export interface MixedContrast {
  readonly estimate: number;
  readonly se: number;
  /** After Satterthwaite; null: the second derivatives of the likelihood give none. */
  readonly df: number | null;
  readonly t: number;
  readonly p: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** In standard deviations of all variance of the model. */
  readonly d: number;
  readonly dInterval: { readonly low: number; readonly high: number } | null;
}

/** The model of one expression. */
export interface MixedModel {
  readonly score: FerScore;
  /** null: no model. */
  readonly fit: {
    readonly n: number;
    /** Variances; null where every patient has one session. */
    readonly patient: number;
    readonly session: number | null;
    readonly residual: number;
    readonly singular: boolean;
    readonly converged: boolean;
    readonly contrasts: ReadonlyMap<string, MixedContrast>;
  } | null;
  readonly why: string | null;
}

export interface GroupEffect {
  readonly pair: Pair;
  readonly score: FerScore;
  readonly minutes: Comparison;
  readonly minuteCounts: readonly [number, number];
  readonly mixed: MixedContrast | null;
  readonly mixedWhy: string;
  readonly persons: Comparison;
  readonly personCounts: readonly [number, number];
}

/**
 * Every pair of groups and expression on three levels: minutes as in the article, a mixed model of them, persons. Groups
 * without a minute are in no pair.
 */
export function groupEffects(data: OutcomeData, models: readonly MixedModel[]): GroupEffect[] {
  const minutes = Map.groupBy(data.standardised.minutes, (row) => row.group);
  const persons = Map.groupBy(data.means, (row) => data.groupOf.get(row.patient) ?? null);
  const pairs = PAIRS.filter(({ first, second }) => persons.has(first) && persons.has(second));
  return pairs.flatMap((pair) =>
    FER_SCORES.map((score): GroupEffect => {
      const z = (group: Group): number[] => (minutes.get(group) ?? []).map((row) => row.z[score]);
      const means = (group: Group): number[] => (persons.get(group) ?? []).map((row) => row.fer[score]);
      const varies = data.standardised.sd[score] > 0;
      const model = models.find((each) => each.score === score);
      const [z1, z2] = [z(pair.first), z(pair.second)];
      const [m1, m2] = [means(pair.first), means(pair.second)];
      return {
        pair,
        score,
        minutes: varies ? compareSamples(z1, z2) : null,
        minuteCounts: [z1.length, z2.length],
        mixed: model?.fit?.contrasts.get(pairKey(pair)) ?? null,
        mixedWhy: model?.why ?? "A group has no minutes.",
        persons: compareSamples(m1, m2),
        personCounts: [m1.length, m2.length],
      };
    }),
  );
}

/** z ~ group + (1 | patient) + (1 | patient:session) by REML, for each expression. */
export function mixedModels(data: OutcomeData, progress: (share: number) => void): MixedModel[] {
  const rows = data.standardised.minutes.filter((row) => row.group !== null);
  const groups = GROUPS.filter((group) => rows.some((row) => row.group === group));
  const patient = groupingOf(rows.map((row) => row.patient));
  const session = groupingOf(rows.map(sessionKey));
  const nested = session.levels.length > patient.levels.length;
  const columns = groups.map((group) => rows.map((row) => Number(row.group === group)));
  const pairs = PAIRS.filter(({ first, second }) => groups.includes(first) && groups.includes(second));
  const contrasts = pairs.map(({ first, second }) =>
    groups.map((group) => Number(group === first) - Number(group === second)),
  );
  return FER_SCORES.map((score, i): MixedModel => {
    progress(i / FER_SCORES.length);
    const none = (why: string): MixedModel => ({ score, fit: null, why });
    if (groups.length < 2) return none("A model needs minutes of two groups.");
    if (patient.levels.length <= groups.length)
      return none("With one patient per group, patients and groups cannot be told apart.");
    if (!(data.standardised.sd[score] > 0)) return none("The expression is the same in all minutes.");
    const model = {
      y: rows.map((row: CurveMinute) => row.z[score]),
      columns,
      groups: nested ? [patient, session] : [patient],
    };
    try {
      const fit = fitLinearMixed(model, { reml: true, contrasts });
      const [patientVariance = 0, sessionVariance = 0] = fit.groupVariances;
      const total = fit.groupVariances.reduce((sum, value) => sum + value, fit.residualVariance);
      return {
        score,
        why: null,
        fit: {
          n: fit.n,
          patient: patientVariance,
          session: nested ? sessionVariance : null,
          residual: fit.residualVariance,
          singular: fit.singular,
          converged: fit.converged,
          contrasts: new Map(
            pairs.map((pair, c) => [pairKey(pair), contrastOf(fit.contrasts[c] as Effect, Math.sqrt(total))]),
          ),
        },
      };
    } catch (error) {
      if (error instanceof RangeError) return none(error.message);
      throw error;
    }
  });
}

type Effect = ReturnType<typeof fitLinearMixed>["contrasts"][number];

function contrastOf({ estimate, se, df }: Effect, totalSd: number): MixedContrast {
  const t = estimate / se;
  const half = df === null ? null : studentQuantile(0.975, df) * se;
  const around = (unit: number): { low: number; high: number } | null =>
    half === null ? null : { low: (estimate - half) / unit, high: (estimate + half) / unit };
  return {
    estimate,
    se,
    df,
    t,
    p: df === null ? null : studentTwoSided(t, df),
    interval: around(1),
    d: estimate / totalSd,
    dInterval: around(totalSd),
  };
}
