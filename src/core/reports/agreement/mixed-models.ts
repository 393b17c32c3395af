import {
  chiSquareTail,
  normalTwoSided,
  studentQuantile,
  studentTwoSided,
  Z_975,
} from "../../../stats/distributions.ts";
import { type Grouping, groupingOf } from "../../../stats/grouping.ts";
import { fitLinearMixed, type LinearMixedFit } from "../../../stats/linear-mixed.ts";
import { variance } from "../../../stats/summary.ts";
import { sessionKey } from "../session-key.ts";
import type { AgreementRow } from "./agreement-rows.ts";

export type Level = "patient" | "session" | "rater";

/** The group of a row at each level. */
export const KEY_OF: Readonly<Record<Level, (row: AgreementRow) => string>> = {
  patient: ({ patient }) => patient,
  session: sessionKey,
  rater: ({ rater }) => rater,
};

export interface Term {
  readonly estimate: number;
  readonly se: number;
  /** After Satterthwaite; null: the second derivatives give none, and p and interval are normal ones. */
  readonly df: number | null;
  readonly t: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
}

export interface FittedModel {
  readonly n: number;
  /** Random intercepts in the model, with their number of levels and variance. */
  readonly groups: readonly { readonly level: Level; readonly count: number; readonly variance: number }[];
  /** One per column asked for; null: explained by earlier ones. */
  readonly terms: readonly (Term | null)[];
  readonly residual: number;
  readonly marginalR2: number;
  readonly conditionalR2: number;
  readonly logLik: number;
  readonly parameters: number;
  readonly singular: boolean;
  readonly converged: boolean;
}

/** Levels with too few groups for a random intercept, or with one group for each row. */
export function levelsWithoutIntercept(rows: readonly AgreementRow[], wanted: readonly Level[]): Level[] {
  return wanted.filter((level) => {
    const count = new Set(rows.map(KEY_OF[level])).size;
    return count < 2 || count >= rows.length;
  });
}

interface ModelSpec {
  readonly y: readonly number[];
  readonly columns: readonly (readonly number[])[];
  readonly levels: readonly Level[];
}

/** The fit, or in words why there is none. */
export function fitMixed(
  rows: readonly AgreementRow[],
  spec: ModelSpec,
  reml: boolean,
): FittedModel | string {
  const { y, columns, levels } = spec;
  if (levels.length === 0) return "A random intercept needs at least two groups.";
  const groups = levels.map((level) => groupingOf(rows.map(KEY_OF[level])));
  try {
    return described(fitLinearMixed({ y, columns, groups }, { reml }), columns, levels, groups);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function described(
  fit: LinearMixedFit,
  columns: ModelSpec["columns"],
  levels: readonly Level[],
  groups: readonly Grouping[],
): FittedModel {
  const terms = columns.map((_, i) => termOf(fit.fixed[fit.kept.indexOf(i)]));
  const fixed = variance(
    (columns[0] ?? []).map((_, row) =>
      columns.reduce((sum, column, i) => sum + (terms[i]?.estimate ?? 0) * (column[row] as number), 0),
    ),
  );
  const random = fit.groupVariances.reduce((sum, value) => sum + value, 0);
  const total = fixed + random + fit.residualVariance;
  return {
    n: fit.n,
    groups: levels.map((level, g) => ({
      level,
      count: groups[g]?.levels.length ?? 0,
      variance: fit.groupVariances[g] ?? 0,
    })),
    terms,
    residual: fit.residualVariance,
    marginalR2: fixed / total,
    conditionalR2: (fixed + random) / total,
    logLik: -fit.criterion / 2,
    parameters: fit.parameters,
    singular: fit.singular,
    converged: fit.converged,
  };
}

function termOf(effect: LinearMixedFit["fixed"][number] | undefined): Term | null {
  if (effect === undefined) return null;
  const { estimate, se, df } = effect;
  const t = estimate / se;
  const half = se * (df === null ? Z_975 : studentQuantile(0.975, df));
  const p = df === null ? normalTwoSided(t) : studentTwoSided(t, df);
  return { estimate, se, df, t, p, low: estimate - half, high: estimate + half };
}

export interface LikelihoodRatio {
  readonly chiSquare: number;
  readonly df: number;
  readonly p: number;
}

/** Test of the columns that the smaller model lacks, both by maximum likelihood; or why there is none. */
export function likelihoodRatio(
  rows: readonly AgreementRow[],
  spec: ModelSpec,
  smaller: ModelSpec["columns"],
): LikelihoodRatio | string {
  const full = fitMixed(rows, spec, false);
  const less = fitMixed(rows, { ...spec, columns: smaller }, false);
  if (typeof full === "string") return full;
  if (typeof less === "string") return less;
  const df = full.parameters - less.parameters;
  if (df === 0) return "The predictor does not vary: there is nothing to compare.";
  const chiSquare = Math.max(0, 2 * (full.logLik - less.logLik));
  return { chiSquare, df, p: chiSquareTail(chiSquare, df) };
}
