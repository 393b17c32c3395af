import { mean, standardDeviation } from "../../../stats/summary.ts";
import type { ActionUnitRow, ActionUnitTable } from "../report-tables.ts";

/** Mean and standard deviation of a variable, or the count of a category, over some cases. */
interface Summary {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  /** null for a number. */
  readonly count: number | null;
}

/** A line of table 1. */
export interface DemographicLine {
  readonly variable: string;
  /** null for a number. */
  readonly category: string | null;
  readonly byVideo: Summary;
  /** At the first video of each person. */
  readonly byPerson: Summary;
  /** Over each person's mean; null for a category. */
  readonly overPersonMeans: Summary | null;
}

type Value = number | string | null;

/** The covariates and the severity over videos and over people: the paper mixes the two. */
export function demographicLines({ videos, covariates, severity }: ActionUnitTable): DemographicLine[] {
  const own =
    (name: string) =>
    (row: ActionUnitRow): Value =>
      row.covariates[name] ?? null;
  return [
    ...covariates
      .filter((name) => name !== "repeat_video")
      .flatMap((name) => variableLines(name, videos, own(name))),
    ...variableLines(severity, videos, (row) => row.severity),
  ];
}

function variableLines(
  variable: string,
  videos: readonly ActionUnitRow[],
  measured: (row: ActionUnitRow) => Value,
): DemographicLine[] {
  const people = new Map<string, Value[]>();
  for (const row of videos) people.set(row.person, [...(people.get(row.person) ?? []), measured(row)]);
  const all = videos.map(measured);
  const first = [...people.values()].map((values) => values[0] ?? null);
  const known = all.filter((value) => value !== null);
  const distinct = [...new Set(known)];
  const binary = distinct.length === 2 && distinct.every((value) => value === 0 || value === 1);
  if (!binary && known.every((value) => typeof value === "number")) {
    const means = [...people.values()].map((values) => {
      const numbers = values.filter((value) => typeof value === "number");
      return numbers.length === 0 ? null : mean(numbers);
    });
    return [
      {
        variable,
        category: null,
        byVideo: numberSummary(all),
        byPerson: numberSummary(first),
        overPersonMeans: numberSummary(means),
      },
    ];
  }
  return distinct
    .map(String)
    .sort()
    .map((category) => ({
      variable,
      category,
      byVideo: countSummary(all, category),
      byPerson: countSummary(first, category),
      overPersonMeans: null,
    }));
}

function numberSummary(values: readonly Value[]): Summary {
  const known = values.filter((value) => typeof value === "number");
  const n = known.length;
  return {
    n,
    mean: n === 0 ? null : mean(known),
    sd: n < 2 ? null : standardDeviation(known),
    count: null,
  };
}

function countSummary(values: readonly Value[], category: string): Summary {
  const known = values.filter((value) => value !== null);
  return {
    n: known.length,
    mean: null,
    sd: null,
    count: known.filter((value) => String(value) === category).length,
  };
}
