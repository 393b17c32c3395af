import type { Group } from "../../../shared/reports/outcome-group.ts";
import { pearson } from "../../../stats/correlation.ts";
import { rankSumTest } from "../../../stats/rank-sum.ts";
import { rocCurve } from "../../../stats/roc.ts";
import { mean } from "../../../stats/summary.ts";
import { compareSamples } from "../../../stats/two-samples.ts";
import { FER_SCORES, type FerScore } from "../face-minutes.ts";
import { keyed } from "../keyed.ts";
import { LAST_MINUTE } from "./minute-curves.ts";
import type { OutcomeData } from "./outcome-data.ts";

/** The minutes at the beginning of a session that the article calls social smiling. */
export const FIRST_MINUTES = 5;

export const OPENING_MEASURES = ["level", "rise"] as const;
export type OpeningMeasure = (typeof OPENING_MEASURES)[number];

export interface PatientOpening {
  readonly patient: string;
  readonly group: Group | null;
  readonly delta: number | null;
  /** Minutes with a face among the first ones of the sessions, and among the later ones. */
  readonly first: number;
  readonly later: number;
  /** Mean probability in the first minutes; that less the mean of the later ones. null: no such minute. */
  readonly level: Readonly<Record<FerScore, number>>;
  readonly rise: Readonly<Record<FerScore, number>> | null;
}

/** Each patient's expression in the first minutes of the sessions; patients without such a minute are left out. */
export function patientOpenings(data: OutcomeData): PatientOpening[] {
  const outcomeOf = new Map(data.variants.completers.patients.map((row) => [row.patient, row]));
  return [...Map.groupBy(data.minutes, (row) => row.patient)].flatMap(([patient, rows]) => {
    const outcome = outcomeOf.get(patient);
    const first = rows.filter((row) => row.minute <= FIRST_MINUTES);
    const later = rows.filter((row) => row.minute > FIRST_MINUTES && row.minute <= LAST_MINUTE);
    if (outcome === undefined || first.length === 0) return [];
    const level = keyed(FER_SCORES, (score) => mean(first.map((row) => row.fer[score])));
    const rise =
      later.length === 0
        ? null
        : keyed(FER_SCORES, (score) => level[score] - mean(later.map((row) => row.fer[score])));
    const { group, delta } = outcome;
    return [{ patient, group, delta, first: first.length, later: later.length, level, rise }];
  });
}

export interface OpeningEffect {
  readonly score: FerScore;
  readonly measure: OpeningMeasure;
  /** Dropouts first, then the others. */
  readonly compared: ReturnType<typeof compareSamples>;
  readonly counts: readonly [number, number];
  readonly r: ReturnType<typeof pearson>;
  readonly roc: ReturnType<typeof rocCurve>;
  readonly ranks: ReturnType<typeof rankSumTest>;
  readonly delta: ReturnType<typeof pearson>;
}

/** Dropouts against all others, and the change of those who completed, by expression and measure. */
export function openingEffects(openings: readonly PatientOpening[]): OpeningEffect[] {
  return FER_SCORES.flatMap((score) =>
    OPENING_MEASURES.map((measure): OpeningEffect => {
      const rows = openings.flatMap((row) => {
        const value = row[measure]?.[score];
        return value === undefined ? [] : [{ value, dropout: row.group === "dropout", delta: row.delta }];
      });
      const values = rows.map((row) => row.value);
      const dropouts = rows.filter((row) => row.dropout).map((row) => row.value);
      const others = rows.filter((row) => !row.dropout).map((row) => row.value);
      const changed = rows.flatMap(({ value, delta }) => (delta === null ? [] : [{ value, delta }]));
      return {
        score,
        measure,
        compared: compareSamples(dropouts, others),
        counts: [dropouts.length, others.length],
        r: pearson(
          values,
          rows.map((row) => Number(row.dropout)),
        ),
        roc: rocCurve(
          rows.map((row) => row.dropout),
          values,
        ),
        ranks: rankSumTest(dropouts, others),
        delta: pearson(
          changed.map((row) => row.value),
          changed.map((row) => row.delta),
        ),
      };
    }),
  );
}
