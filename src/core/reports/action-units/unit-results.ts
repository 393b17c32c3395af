import { studentQuantile, studentTwoSided } from "../../../stats/distributions.ts";
import { benjaminiHochberg } from "../../../stats/false-discovery-rate.ts";
import { groupingOf } from "../../../stats/grouping.ts";
import { fitLinearMixed } from "../../../stats/linear-mixed.ts";
import { mean, standardDeviation } from "../../../stats/summary.ts";
import type { ActionUnitRow, ActionUnitTable } from "../report-tables.ts";
import {
  designValues,
  type SeverityCorrelation,
  type SeverityDesign,
  severityCorrelation,
} from "./severity-design.ts";

/** P values below this false discovery rate count as a finding. */
export const FDR = 0.05;

/** A result, and its p value adjusted over the family of units. */
export type Adjusted<Result> = Result & { readonly q: number | null };

/** Severity on a unit's mean beside the covariates, people as random intercepts; both standardised. */
export type MixedResult =
  | {
      readonly n: number;
      readonly people: number;
      readonly estimate: number;
      readonly se: number;
      readonly df: number | null;
      readonly p: number | null;
      readonly low: number | null;
      readonly high: number | null;
      readonly singular: boolean;
      readonly converged: boolean;
    }
  | { readonly n: number; readonly people: number; readonly estimate: null; readonly why: string };

/** One action unit's mean against severity, three ways. */
export interface UnitResult {
  readonly unit: string;
  readonly partial: Adjusted<SeverityCorrelation>;
  /** With a dummy for each person in place of the one for further videos. */
  readonly person: Adjusted<SeverityCorrelation>;
  readonly mixed: Adjusted<MixedResult>;
}

export function unitResults({ units }: ActionUnitTable, design: SeverityDesign): UnitResult[] {
  const meanOf = (at: number) => (row: ActionUnitRow) => row.means[at] ?? null;
  const { rows, columns, withoutRepeats, personColumns } = design;
  const partial = adjusted(
    units.map((_, i) => severityCorrelation(rows, columns, meanOf(i))),
    correlationP,
  );
  const person = adjusted(
    units.map((_, i) => severityCorrelation(rows, [...withoutRepeats, ...personColumns], meanOf(i))),
    correlationP,
  );
  const mixed = adjusted(
    units.map((_, i) => mixedResult(design, meanOf(i))),
    (result) => (result.estimate === null ? null : result.p),
  );
  return units.map((unit, i) => ({
    unit,
    partial: partial[i] as UnitResult["partial"],
    person: person[i] as UnitResult["person"],
    mixed: mixed[i] as UnitResult["mixed"],
  }));
}

export function correlationP(result: SeverityCorrelation): number | null {
  return result.r === null ? null : result.p;
}

/** Benjamini-Hochberg over the results that have a p value. */
export function adjusted<Result>(
  results: readonly Result[],
  pOf: (result: Result) => number | null,
): Adjusted<Result>[] {
  const p = results.map(pOf);
  const q = benjaminiHochberg(p.filter((value) => value !== null));
  let next = 0;
  return results.map((result, i) => ({ ...result, q: p[i] === null ? null : (q[next++] ?? null) }));
}

function mixedResult(
  { rows, withoutRepeats }: SeverityDesign,
  measured: (row: ActionUnitRow) => number | null,
): MixedResult {
  const used = rows.filter((row) => measured(row) !== null);
  const groups = groupingOf(used.map(({ person }) => person));
  const size = { n: used.length, people: groups.levels.length };
  const none = (why: string): MixedResult => ({ ...size, estimate: null, why });
  if (size.people < 2) return none("A random intercept needs two people or more.");
  if (size.people === size.n)
    return none("Every person has one video: differences between people cannot be told from those within.");
  const x = standardised(used.map((row) => measured(row) ?? Number.NaN));
  const y = standardised(used.map(({ severity }) => severity ?? Number.NaN));
  if (x === null || y === null) return none("The unit's mean or the severity does not vary.");
  const columns = [used.map(() => 1), ...designValues(withoutRepeats, used), x];
  try {
    const fit = fitLinearMixed({ y, columns, groups: [groups] }, { reml: true });
    const effect = fit.fixed[fit.kept.indexOf(columns.length - 1)];
    if (effect === undefined) return none("The covariates explain the unit's mean completely.");
    const { estimate, se, df } = effect;
    const p = df === null ? null : studentTwoSided(estimate / se, df);
    const half = df === null ? null : studentQuantile(0.975, df) * se;
    return {
      ...size,
      ...{ estimate, se, df, p },
      low: half === null ? null : estimate - half,
      high: half === null ? null : estimate + half,
      singular: fit.singular,
      converged: fit.converged,
    };
  } catch (error) {
    if (error instanceof RangeError) return none(error.message);
    throw error;
  }
}

/** Mean 0 and standard deviation 1; null where the values do not vary. */
function standardised(values: readonly number[]): number[] | null {
  const centre = mean(values);
  const sd = standardDeviation(values);
  return sd > 0 ? values.map((value) => (value - centre) / sd) : null;
}
