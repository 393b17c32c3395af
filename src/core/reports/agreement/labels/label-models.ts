import { EMOTIONAL_EXPRESSIONS, EXPRESSIONS } from "../../../../shared/expression.ts";
import type { ReportOptions } from "../../../../shared/reports/report-options.ts";
import {
  type Calibration,
  type CalibrationBin,
  calibration,
  calibrationBins,
} from "../../../../stats/calibration.ts";
import { groupingOf } from "../../../../stats/grouping.ts";
import { type HeldOut, leaveOneGroupOut } from "../../../../stats/leave-one-group-out.ts";
import {
  type LogisticDesign,
  logisticDesign,
  type PreparedLogistic,
  withOutcome,
} from "../../../../stats/logistic-design.ts";
import { fitLogisticMixed, type LogisticMixedFit } from "../../../../stats/logistic-mixed.ts";
import { logisticRegression } from "../../../../stats/logistic-regression.ts";
import { type RocPoint, type RocResult, rocOfCounts, rocPoints } from "../../../../stats/roc.ts";
import { areaWithin, withinGroupPairs } from "../../../../stats/within-group-pairs.ts";
import type { ReportProgress } from "../../built-report.ts";
import { type AgreementRow, minuteKey } from "../agreement-rows.ts";
import { LABELS, type LabelName } from "./label-names.ts";
import {
  type ConstantScore,
  constantScore,
  type LeftOutIntervals,
  type LeftOutMeasures,
  leftOutIntervals,
  measuresOf,
  type PatientSums,
  patientSums,
} from "./left-out.ts";

/** Below so many cases a label's numbers describe these cases and little else; below 30 they are rough. */
export const FEW_EVENTS = 10;
export const RARE_EVENTS = 30;

/** How well probabilities fit the label, in bins and in numbers. */
export interface Fitting {
  readonly bins: readonly CalibrationBin[];
  readonly measures: Calibration;
}

export interface LabelModel {
  readonly prepared: PreparedLogistic;
  readonly fit: LogisticMixedFit;
  /** Of the model without intercepts. */
  readonly logLikelihoodWithout: number;
  /** Scores with the patient's intercept, as in the article, and of the fixed effects alone. */
  readonly conditional: RocResult;
  readonly marginal: RocResult;
  /** Area under the curve over pairs of rows of the same patient, in sample; null where there is no such pair. */
  readonly areaWithin: number | null;
  readonly pairsWithin: number;
  readonly heldOut: HeldOut;
  /** Of the patients left out; null where none could be. */
  readonly leftOut: LeftOut | null;
  readonly heldOutFitting: Fitting | null;
  readonly curves: { readonly inSample: readonly RocPoint[]; readonly heldOut: readonly RocPoint[] };
}

export interface LeftOut {
  readonly patients: readonly PatientSums[];
  readonly measures: LeftOutMeasures;
  /** null where the bootstrap was turned off, or with one patient. */
  readonly intervals: LeftOutIntervals | null;
  /** null where the rows left out have the label all, or none. */
  readonly constant: ConstantScore | null;
}

/** The machine's own probability of the label, no model between. */
export interface MachineProbability {
  readonly roc: RocResult | null;
  readonly fitting: Fitting;
}

export interface LabelResult {
  readonly label: LabelName;
  readonly n: number;
  /** Rows with the label, the patients that they come from, and the patients of all rows. */
  readonly events: number;
  readonly patientsWith: number;
  readonly patients: number;
  /** A sentence says why there is none. */
  readonly model: LabelModel | string;
  readonly machine: MachineProbability | null;
}

/** Fits every label, judges it on the patients left out, and sets the machine's own probability beside it. */
export function labelResults(
  rows: readonly AgreementRow[],
  options: Pick<ReportOptions, "resamples" | "seed">,
  progress: ReportProgress,
): LabelResult[] {
  const design = designOf(rows);
  const minutes = machineMinutes(rows);
  return LABELS.map((label, position) => {
    const share = (within: number): void =>
      progress(`Labels: ${label.word}`, (position + within) / LABELS.length);
    share(0);
    const y = rows.map(({ category }) => Number(category === label.rated));
    const withLabel = rows.filter(({ category }) => category === label.rated);
    const result = {
      label,
      n: rows.length,
      events: withLabel.length,
      patientsWith: new Set(withLabel.map(({ patient }) => patient)).size,
      patients: new Set(rows.map(({ patient }) => patient)).size,
      model: typeof design === "string" ? design : labelModel(design, y, options, share),
      machine: machineProbability(label, minutes, y),
    };
    share(1);
    return result;
  });
}

function designOf(rows: readonly AgreementRow[]): LogisticDesign | string {
  const group = groupingOf(rows.map(({ patient }) => patient));
  if (group.levels.length < 2)
    return "The model tells patients apart from labels, and so needs at least two patients.";
  return logisticDesign(
    EMOTIONAL_EXPRESSIONS.map((name) => rows.map(({ means }) => means[EXPRESSIONS.indexOf(name)] as number)),
    group,
  );
}

function labelModel(
  design: LogisticDesign,
  y: readonly number[],
  options: Pick<ReportOptions, "resamples" | "seed">,
  share: (within: number) => void,
): LabelModel | string {
  const events = y.reduce((sum, value) => sum + value, 0);
  if (events === 0) return "No row has this label.";
  if (events === y.length) return "All rows have this label: there is nothing to tell it apart from.";
  const prepared = withOutcome(design, y);
  const { successes } = prepared;
  const { trials, x, width } = design;
  const fit = fitLogisticMixed(prepared, 1);
  share(0.1);
  const heldOut = leaveOneGroupOut(prepared, fit, (done, of) => share(0.1 + (0.8 * done) / of));
  const conditional = rocOfCounts(successes, trials, fit.fitted);
  const marginal = rocOfCounts(successes, trials, fit.fittedFixed);
  if (conditional === null || marginal === null) throw new Error("A label that varies has a curve.");
  const held = cellsHeldOut(prepared, heldOut);
  const within = withinGroupPairs(design.first, successes, trials, fit.fitted);
  return {
    prepared,
    fit,
    logLikelihoodWithout: logisticRegression({ x, width, trials, successes }).logLikelihood,
    conditional,
    marginal,
    areaWithin: areaWithin(within),
    pairsWithin: within.reduce((sum, { pairs }) => sum + pairs, 0),
    heldOut,
    leftOut: heldOut.groups === 0 ? null : leftOut(prepared, heldOut, options),
    heldOutFitting: fitting(held),
    curves: {
      inSample: rocPoints(successes, trials, fit.fitted),
      heldOut: rocPoints(held.successes, held.trials, held.probabilities),
    },
  };
}

function leftOut(
  prepared: PreparedLogistic,
  heldOut: HeldOut,
  options: Pick<ReportOptions, "resamples" | "seed">,
): LeftOut {
  const patients = patientSums(prepared, heldOut);
  return {
    patients,
    measures: measuresOf(patients),
    intervals: leftOutIntervals(patients, options),
    constant: constantScore(prepared, heldOut),
  };
}

interface Cells {
  readonly successes: readonly number[];
  readonly trials: readonly number[];
  readonly probabilities: readonly number[];
}

function cellsHeldOut({ design: { trials }, successes }: PreparedLogistic, { scores }: HeldOut): Cells {
  const cells = [...scores.keys()].filter((cell) => !Number.isNaN(scores[cell]));
  const of = (values: Float64Array): number[] => cells.map((cell) => values[cell] as number);
  return { successes: of(successes), trials: of(trials), probabilities: of(scores) };
}

function fitting(cells: Parameters<typeof calibration>[0]): Fitting | null {
  const measures = calibration(cells);
  return measures === null ? null : { measures, bins: calibrationBins(cells) };
}

/** Rows of one minute share the machine's value, and are counted together. */
interface MachineMinutes {
  readonly means: readonly (readonly number[])[];
  /** Rows of each minute. */
  readonly trials: Float64Array;
  /** Minute of each row. */
  readonly minuteOf: readonly number[];
}

function machineMinutes(rows: readonly AgreementRow[]): MachineMinutes {
  const places = new Map<string, number>();
  const means: (readonly number[])[] = [];
  const minuteOf = rows.map((row) => {
    const key = minuteKey(row);
    const place = places.get(key) ?? means.length;
    if (place === means.length) {
      places.set(key, place);
      means.push(row.means);
    }
    return place;
  });
  const trials = new Float64Array(means.length);
  for (const minute of minuteOf) trials[minute] = (trials[minute] as number) + 1;
  return { means, trials, minuteOf };
}

function machineProbability(
  { expression }: LabelName,
  { means, trials, minuteOf }: MachineMinutes,
  y: readonly number[],
): MachineProbability | null {
  if (expression === null) return null;
  const at = EXPRESSIONS.indexOf(expression);
  // Means of many frames can pass the borders by a rounding error.
  const probabilities = means.map((minute) => Math.min(1, Math.max(0, minute[at] as number)));
  const successes = new Float64Array(trials.length);
  for (const [row, minute] of minuteOf.entries())
    successes[minute] = (successes[minute] as number) + (y[row] as number);
  const result = fitting({ successes, trials, probabilities });
  return result && { roc: rocOfCounts(successes, trials, probabilities), fitting: result };
}
