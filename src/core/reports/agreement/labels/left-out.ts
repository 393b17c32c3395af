import type { ReportOptions } from "../../../../shared/reports/report-options.ts";
import type { HeldOut } from "../../../../stats/leave-one-group-out.ts";
import type { PreparedLogistic } from "../../../../stats/logistic-design.ts";
import { type PercentileInterval, percentileInterval } from "../../../../stats/percentile-interval.ts";
import { type RocPoint, rocOfCounts, rocPoints } from "../../../../stats/roc.ts";
import { clusterReplicatesOfSums } from "../../../../stats/summed-bootstrap.ts";
import { withinGroupPairs } from "../../../../stats/within-group-pairs.ts";
import { FEWEST_SESSIONS } from "../../cluster-rule.ts";
import { type Counts, type Shares, sharesOf } from "./shares.ts";

/** What one patient left out adds to the counts of a label. */
export interface PatientSums extends Counts {
  readonly patient: string;
  /** Pairs of a row with the label and one without, and those in which the former scores higher (ties one half). */
  readonly pairs: number;
  readonly wins: number;
  /** Youden's J times the pairs. */
  readonly jPairs: number;
}

/** Measures of the patients left out, each a ratio of sums over patients. */
export interface LeftOutMeasures extends Omit<Shares, "n"> {
  /** Mean of the patients' own J, and area under the curve within patients; weighted by their pairs. */
  readonly jWithin: number | null;
  readonly aucWithin: number | null;
}

export type LeftOutIntervals = Readonly<Record<keyof LeftOutMeasures, PercentileInterval | null>>;

type Sum = Exclude<keyof PatientSums, "patient">;

const SUMS = ["tp", "fn", "tn", "fp", "pairs", "wins", "jPairs"] as const satisfies readonly Sum[];
const MEASURES = [
  "correct",
  "sensitivity",
  "specificity",
  "positivePredictive",
  "negativePredictive",
  "jWithin",
  "aucWithin",
] as const satisfies readonly (keyof LeftOutMeasures)[];

/** Sums of each patient that could be left out. */
export function patientSums({ design, successes }: PreparedLogistic, heldOut: HeldOut): PatientSums[] {
  const { first, group, trials } = design;
  return withinGroupPairs(first, successes, trials, heldOut.scores).flatMap(({ pairs, wins }, level) => {
    const [from, to] = [first[level] as number, first[level + 1] as number];
    if (Number.isNaN(heldOut.scores[from])) return [];
    // Without a cut (all scores of the others are equal) no row is called.
    const cut = heldOut.cuts[level] ?? Number.POSITIVE_INFINITY;
    let [tp, fn, tn, fp] = [0, 0, 0, 0];
    for (let cell = from; cell < to; cell++) {
      const y = successes[cell] as number;
      const rest = (trials[cell] as number) - y;
      if ((heldOut.scores[cell] as number) >= cut) {
        tp += y;
        fp += rest;
      } else {
        fn += y;
        tn += rest;
      }
    }
    const jPairs = tp * (tn + fp) + tn * (tp + fn) - (tp + fn) * (tn + fp);
    return [{ patient: group.levels[level] as string, tp, fn, tn, fp, pairs, wins, jPairs }];
  });
}

export function measuresOf(patients: readonly PatientSums[]): LeftOutMeasures {
  const sum = (key: Sum): number => patients.reduce((total, own) => total + own[key], 0);
  return ofSums(SUMS.map(sum));
}

function ofSums(sums: ArrayLike<number>): LeftOutMeasures {
  const [tp, fn, tn, fp, pairs, wins, jPairs] = Array.from(sums) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const { n: _, ...shares } = sharesOf({ tp, fn, tn, fp });
  const share = (part: number): number | null => (pairs === 0 ? null : part / pairs);
  return { ...shares, jWithin: share(jPairs), aucWithin: share(wins) };
}

/** Resamples of fewer patients repeat each other, as those of sessions do. */
export const FEWEST_PATIENTS = FEWEST_SESSIONS;

/** 95% percentile intervals over patients drawn with replacement; null where there are none. */
export function leftOutIntervals(
  patients: readonly PatientSums[],
  { resamples, seed }: Pick<ReportOptions, "resamples" | "seed">,
): LeftOutIntervals | null {
  if (resamples === 0 || patients.length < FEWEST_PATIENTS) return null;
  const values = (sums: ArrayLike<number>): (number | null)[] => {
    const measures = ofSums(sums);
    return MEASURES.map((name) => measures[name]);
  };
  const replicates = clusterReplicatesOfSums(
    patients.map((own) => [SUMS.map((key) => own[key])]),
    values,
    { replicates: resamples, seed },
  );
  return Object.fromEntries(
    MEASURES.map((name, i) => [name, percentileInterval(replicates[i] ?? [])]),
  ) as unknown as LeftOutIntervals;
}

/** What a constant reaches for patients left out: every row gets the share of the label among the other patients. */
export interface ConstantScore {
  readonly auc: number;
  readonly points: readonly RocPoint[];
}

/**
 * What pooled scores are to be read against. A patient with many rows of a label leaves a lower share to the others, so that
 * the constant ranks patients the wrong way round, and with it the area of a model that knows nothing lies below .5.
 */
export function constantScore(
  { design: { first, trials }, successes }: PreparedLogistic,
  { scores }: HeldOut,
): ConstantScore | null {
  const total = (values: Float64Array, from = 0, to = values.length): number =>
    values.subarray(from, to).reduce((sum, value) => sum + value, 0);
  const [events, n] = [total(successes), total(trials)];
  const held = { successes: [] as number[], trials: [] as number[], scores: [] as number[] };
  for (let level = 0; level + 1 < first.length; level++) {
    const [from, to] = [first[level] as number, first[level + 1] as number];
    if (Number.isNaN(scores[from])) continue;
    const [own, rows] = [total(successes, from, to), total(trials, from, to)];
    held.successes.push(own);
    held.trials.push(rows);
    held.scores.push((events - own) / (n - rows));
  }
  const roc = rocOfCounts(held.successes, held.trials, held.scores);
  return roc && { auc: roc.auc, points: rocPoints(held.successes, held.trials, held.scores) };
}
