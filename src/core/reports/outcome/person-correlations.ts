import { pearson } from "../../../stats/correlation.ts";
import { benjaminiHochberg } from "../../../stats/false-discovery-rate.ts";
import { FER_SCORES, type FerScore } from "../face-minutes.ts";
import type { OutcomeData } from "./outcome-data.ts";
import type { PatientOutcome, Variant } from "./outcome-groups.ts";
import { NO_R } from "./words.ts";

export const MEASURES = ["pre", "post", "delta", "dropout"] as const;
export type Measure = (typeof MEASURES)[number];

export interface PersonCorrelation {
  readonly score: FerScore;
  readonly measure: Measure;
  readonly n: number;
  readonly r: number | null;
  /** Why there is no r. */
  readonly why: string | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly p: number | null;
  /** p adjusted for the false discovery rate over the seven expressions and all measures. */
  readonly adjusted: number | null;
}

/** Table 2: each patient's mean expression against the outcome; a dropout counts 1, others 0. */
export function personCorrelations(data: OutcomeData, variant: Variant): PersonCorrelation[] {
  const meansOf = new Map(data.means.map((row) => [row.patient, row.fer]));
  const rows = FER_SCORES.flatMap((score) =>
    MEASURES.map((measure) => {
      const pairs = data.variants[variant].patients.flatMap((row) => {
        const [x, y] = [meansOf.get(row.patient)?.[score], outcomeOf(row, measure)];
        return x === undefined || y === null ? [] : [{ x, y }];
      });
      const result = pearson(
        pairs.map((pair) => pair.x),
        pairs.map((pair) => pair.y),
      );
      return result.r === null
        ? { score, measure, n: result.n, r: null, why: NO_R[result.reason] ?? "", interval: null, p: null }
        : { score, measure, n: result.n, r: result.r, why: null, interval: result.interval, p: result.p };
    }),
  );
  // 1 - neutral tests what neutral tests: it is no test of its own in the family, and takes over neutral's value.
  const family = rows.filter((row) => row.score !== "nonspecific" && row.p !== null);
  const adjusted = benjaminiHochberg(family.map((row) => row.p as number));
  const adjustedOf = new Map(family.map((row, i) => [`${row.score} ${row.measure}`, adjusted[i] as number]));
  return rows.map((row) => ({
    ...row,
    adjusted: adjustedOf.get(`${row.score === "nonspecific" ? "neutral" : row.score} ${row.measure}`) ?? null,
  }));
}

function outcomeOf(row: PatientOutcome, measure: Measure): number | null {
  return measure === "dropout" ? Number(row.dropout) : row[measure];
}
