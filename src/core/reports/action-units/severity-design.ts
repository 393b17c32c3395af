import { independentColumns } from "../../../stats/independent-columns.ts";
import { partialCorrelation, residualiser } from "../../../stats/partial-correlation.ts";
import type { ActionUnitRow, ActionUnitTable } from "../report-tables.ts";

/** A column of the design: a number, or whether a category is that of the name. */
interface DesignColumn {
  readonly name: string;
  readonly covariate: string;
  readonly value: (row: ActionUnitRow) => number;
}

/** Which videos enter, and what is controlled for. */
export interface SeverityDesign {
  readonly rows: readonly ActionUnitRow[];
  readonly lost: {
    readonly withoutSeverity: number;
    /** Of the others, by the covariate that is missing first. */
    readonly withoutCovariate: readonly { readonly covariate: string; readonly n: number }[];
  };
  readonly columns: readonly DesignColumn[];
  /** The same without what marks further videos of a person. */
  readonly withoutRepeats: readonly DesignColumn[];
  /** The dummy for further videos was made here, since the table has none. */
  readonly madeRepeats: boolean;
  /** One dummy for each person but the first. */
  readonly personColumns: readonly DesignColumn[];
}

/** The covariate that marks that a person was recorded before. */
export const REPEATS = "repeat_video";

export function severityDesign({ videos, covariates }: ActionUnitTable): SeverityDesign {
  const rated = videos.filter(({ severity }) => severity !== null);
  const missing = (row: ActionUnitRow): string | undefined =>
    covariates.find((name) => (row.covariates[name] ?? null) === null);
  const rows = rated.filter((row) => missing(row) === undefined);
  const people = [...new Set(rows.map(({ person }) => person))].sort();
  const hasRepeats = covariates.includes(REPEATS);
  const madeRepeats = !hasRepeats && people.length < rows.length;
  const seen = new Set<string>();
  const further = new Set(
    rows.filter(({ person }) => {
      const again = seen.has(person);
      seen.add(person);
      return again;
    }),
  );
  const columns = [
    ...covariates.flatMap((name) => covariateColumns(name, rows)),
    ...(madeRepeats
      ? [{ name: REPEATS, covariate: REPEATS, value: (row: ActionUnitRow) => Number(further.has(row)) }]
      : []),
  ];
  return {
    rows,
    lost: {
      withoutSeverity: videos.length - rated.length,
      withoutCovariate: covariates.flatMap((covariate) => {
        const n = rated.filter((row) => missing(row) === covariate).length;
        return n === 0 ? [] : [{ covariate, n }];
      }),
    },
    columns,
    withoutRepeats: columns.filter(({ covariate }) => covariate !== REPEATS),
    madeRepeats,
    personColumns: people.slice(1).map((person) => ({
      name: `person ${person}`,
      covariate: "person",
      value: (row) => Number(row.person === person),
    })),
  };
}

/** A number as it is; a category as a dummy for each value but the first by its code units. */
function covariateColumns(name: string, rows: readonly ActionUnitRow[]): DesignColumn[] {
  if (rows.every((row) => typeof row.covariates[name] === "number")) {
    return [{ name, covariate: name, value: (row) => Number(row.covariates[name]) }];
  }
  const levels = [...new Set(rows.map((row) => String(row.covariates[name])))].sort();
  return levels.slice(1).map((level) => ({
    name: `${name} ${level}`,
    covariate: name,
    value: (row) => Number(String(row.covariates[name]) === level),
  }));
}

export function designValues(columns: readonly DesignColumn[], rows: readonly ActionUnitRow[]): number[][] {
  return columns.map(({ value }) => rows.map(value));
}

/** The columns that earlier ones, or the constant, explain: they are left out, as R does. */
export function aliasedColumns(columns: readonly DesignColumn[], rows: readonly ActionUnitRow[]): string[] {
  const { kept } = independentColumns([rows.map(() => 1), ...designValues(columns, rows)]);
  return columns.flatMap(({ name }, i) => (kept.includes(i + 1) ? [] : [name]));
}

export type SeverityCorrelation =
  | (NonNullable<ReturnType<typeof partialCorrelation>> & { readonly n: number })
  | { readonly n: number; readonly r: null; readonly why: string };

/** Partial correlation of a value of the videos with their severity; videos without the value are left out. */
export function severityCorrelation(
  rows: readonly ActionUnitRow[],
  columns: readonly DesignColumn[],
  measured: (row: ActionUnitRow) => number | null,
): SeverityCorrelation {
  const used = rows.flatMap((row) => {
    const value = measured(row);
    return value === null ? [] : [{ row, value }];
  });
  const n = used.length;
  const own = used.map(({ row }) => row);
  const design = residualiser(designValues(columns, own), n);
  const df = n - design.rank - 1;
  if (df < 1)
    return { n, r: null, why: `${n} videos beside ${design.rank} columns leave no degree of freedom.` };
  const result = partialCorrelation(
    used.map(({ value }) => value),
    own.map(({ severity }) => severity ?? Number.NaN),
    design,
  );
  return result === null
    ? { n, r: null, why: "The value or the severity does not vary beyond what is controlled for." }
    : { ...result, n };
}
