import { EMOTIONAL_EXPRESSIONS, EXPRESSIONS } from "../../shared/expression.ts";
import { normalTwoSided } from "../../stats/distributions.ts";
import { groupingOf } from "../../stats/grouping.ts";
import { type LogisticDesign, logisticDesign, withOutcome } from "../../stats/logistic-design.ts";
import {
  fitLogisticMixed,
  type LogisticMixedFit,
  logisticLogLikelihood,
} from "../../stats/logistic-mixed.ts";
import { type RocResult, rocOfCounts } from "../../stats/roc.ts";
import { mean, standardDeviation } from "../../stats/summary.ts";
import { keyed } from "../reports/keyed.ts";
import { type AnalysisRow, CATEGORIES, type StudyRows } from "./analysis-rows.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";

/** Labels in the order of the article's table: the emotions, then low arousal. */
const LABELS = [...CATEGORIES.slice(1), ...CATEGORIES.slice(0, 1)];
const TERMS = ["(Intercept)", ...EMOTIONAL_EXPRESSIONS];
const NODES = 25;
const FEWER_NODES = 10;
const FITTED_LISTED = 10;
/** Below so many events, or so many for each predictor, a fit describes its few events and little else. */
const FEW_EVENTS = 10;

const LME4_OWN = new Unavailable("A property of the optimiser of R's lme4, not of the data.");

/** One logistic model for each label, its predictions' ROC, and the article's table 1. */
export function logisticMixed(rows: StudyRows): ResultTree {
  const { analysis } = rows;
  const values = (name: (typeof EMOTIONAL_EXPRESSIONS)[number]): number[] =>
    analysis.map((row) => row.fer[name]);
  const design = available(() => designOf(analysis, EMOTIONAL_EXPRESSIONS));
  const allSeven = available(() => designOf(analysis, EXPRESSIONS));
  const models = LABELS.map((label) => ({ label, ...labelResult(rows, label, design, allSeven) }));
  const table = models.flatMap(({ table1 }) => (table1 === null ? [] : [table1]));
  const none = new Unavailable("No label has a model.");
  const average = (key: "total_correct_percent" | "sensitivity" | "specificity"): ResultTree =>
    table.length === 0 ? none : mean(table.map((row) => row[key]));
  return {
    predictor_mean: keyed(EMOTIONAL_EXPRESSIONS, (name) => mean(values(name))),
    predictor_sd: keyed(EMOTIONAL_EXPRESSIONS, (name) => standardDeviation(values(name))),
    table1: models.map(({ label, table1, model }) => (table1 === null ? model : { label, ...table1 })),
    table1_mean_over_labels: {
      total_correct_percent: average("total_correct_percent"),
      sensitivity: average("sensitivity"),
      specificity: average("specificity"),
    },
    models: Object.fromEntries(models.map(({ label, model }) => [label, model])),
  };
}

interface TableRow {
  readonly total_correct_percent: number;
  readonly sensitivity: number;
  readonly specificity: number;
  readonly labelled_minutes: number;
  readonly auc: number;
  readonly auc_ci_low: number;
  readonly auc_ci_high: number;
  readonly threshold: number;
  readonly fewer_than_10_events: boolean;
  // A row is also a tree of results.
  readonly [key: string]: ResultTree;
}

function labelResult(
  { analysis, rated }: StudyRows,
  label: string,
  design: LogisticDesign | Unavailable,
  allSeven: LogisticDesign | Unavailable,
): { model: ResultTree; table1: TableRow | null } {
  if (design instanceof Unavailable) return { model: design, table1: null };
  const y = analysis.map((row) => Number(row.category === label));
  const events = y.filter((value) => value === 1).length;
  const prepared = available(() => withOutcome(design, y));
  if (prepared instanceof Unavailable) return { model: prepared, table1: null };
  const laplace = fitLogisticMixed(prepared, 1);
  const quadrature = fitLogisticMixed(prepared, NODES, startFrom(laplace.point));
  const rocOf = (scores: Float64Array): RocResult | null =>
    rocOfCounts(prepared.successes, design.trials, scores);
  const roc = rocOf(laplace.fitted);
  const youden = roc?.youden ?? null;
  const fixedPoints = [
    { beta: TERMS.map(() => 0), sd: 0.5 },
    { beta: TERMS.map((_, i) => (i === 0 ? -2 : 0.1)), sd: 1 },
  ];
  const model: ResultTree = {
    label,
    n: analysis.length,
    labelled_minutes: events,
    labelled_minutes_all_ratings: rated.filter((row) => row.category === label).length,
    events_per_predictor: events / EMOTIONAL_EXPRESSIONS.length,
    compare: eventWords(events),
    laplace: fitResult(laplace, 1, design),
    agq25: fitResult(quadrature, NODES, design),
    logLik_agq10_at_agq25_estimate: logisticLogLikelihood(
      prepared,
      FEWER_NODES,
      quadrature.point.slice(0, -1),
      quadrature.sd,
    ),
    logLik_at_fixed_parameters: fixedPoints.map(({ beta, sd }) => {
      // With a predictor left out there is no such point.
      const whole = design.kept.length === EMOTIONAL_EXPRESSIONS.length;
      const at = (nodes: number): ResultTree =>
        whole
          ? logisticLogLikelihood(prepared, nodes, beta, sd)
          : new Unavailable("A predictor does not vary and was left out.");
      return {
        beta_standardised: beta,
        sd_patient: sd,
        logLik_laplace: at(1),
        logLik_agq10: at(FEWER_NODES),
        logLik_agq25: at(NODES),
      };
    }),
    roc: rocResult(roc),
    roc_fixed_effects_only: rocResult(rocOf(laplace.fittedFixed)),
    all_seven_predictors_default_call: sevenPredictors(allSeven),
  };
  const table1 =
    roc === null || youden === null
      ? null
      : {
          total_correct_percent: (100 * (youden.tp + youden.tn)) / analysis.length,
          sensitivity: youden.sensitivity,
          specificity: youden.specificity,
          labelled_minutes: events,
          auc: roc.auc,
          auc_ci_low: roc.interval.low,
          auc_ci_high: roc.interval.high,
          threshold: youden.threshold,
          fewer_than_10_events: events < FEW_EVENTS,
        };
  return { model, table1 };
}

function designOf(
  analysis: readonly AnalysisRow[],
  names: readonly (typeof EXPRESSIONS)[number][],
): LogisticDesign {
  return logisticDesign(
    names.map((name) => analysis.map((row) => row.fer[name])),
    groupingOf(analysis.map((row) => row.patient)),
  );
}

/** What cannot be computed for these data, with the reason. */
function available<Value>(compute: () => Value): Value | Unavailable {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return new Unavailable(error.message);
    throw error;
  }
}

/** A start for the quadrature that is not caught on the border where Laplace ended there. */
function startFrom(point: readonly number[]): number[] {
  return point.with(-1, Math.max(0.1, point.at(-1) as number));
}

function eventWords(events: number): string {
  if (events < FEW_EVENTS) return `no: fewer than ${FEW_EVENTS} events`;
  if (events / EMOTIONAL_EXPRESSIONS.length < FEW_EVENTS)
    return `with care: fewer than ${FEW_EVENTS} events per predictor`;
  return "yes";
}

function fitResult(
  fit: LogisticMixedFit,
  nodes: number,
  { cellOf, group, kept }: LogisticDesign,
): ResultTree {
  const { n, logLikelihood, parameters } = fit;
  const fitted = Array.from(cellOf, (cell) => fit.fitted[cell] as number);
  const deviance = -2 * logLikelihood;
  return {
    nAGQ: nodes,
    fixed: TERMS.map((term, i) => {
      const effect = fit.fixed[i === 0 ? 0 : kept.indexOf(i - 1) + 1];
      if (effect === undefined || (i > 0 && !kept.includes(i - 1))) {
        const none = new Unavailable("The predictor is explained by the others and was left out.");
        return { term, estimate: none, se: none, z: none, p: none };
      }
      const z = effect.estimate / effect.se;
      const flat = new Unavailable(
        "The likelihood is flat there: a predictor tells the label apart without error.",
      );
      const known = (value: number): ResultTree => (Number.isFinite(value) ? value : flat);
      return {
        term,
        estimate: effect.estimate,
        se: known(effect.se),
        z: known(z),
        p: known(normalTwoSided(z)),
        // The same second derivatives, which lme4 takes by differences of the likelihood.
        se_lme4_hessian: known(effect.se),
        se_lme4_rx: known(effect.seConditional),
        estimate_lme4: LME4_OWN,
        estimate_standardised: effect.standardised,
        se_standardised: known(effect.seStandardised),
      };
    }),
    sd_patient: fit.sd,
    variance_patient: fit.sd ** 2,
    logLik: logLikelihood,
    AIC: deviance + 2 * parameters,
    BIC: deviance + Math.log(n) * parameters,
    deviance,
    gradient_max: fit.gradientMax,
    logLik_lme4: LME4_OWN,
    variance_patient_lme4: LME4_OWN,
    max_difference_lme4_in_se: LME4_OWN,
    singular: fit.singular,
    warnings: [
      ...(fit.converged ? [] : ["The maximum of the likelihood was not found."]),
      ...(fit.separated
        ? ["A predictor tells the label apart (nearly) without error: it has no finite estimate."]
        : []),
    ],
    messages: fit.singular
      ? ["The patients' variance is 0 (singular fit): the data show no differences between patients."]
      : [],
    conditional_modes: keyed(group.levels, (_, i) => fit.modes[i] as number),
    fitted_summary: {
      mean: mean(fitted),
      min: fitted.reduce((least, value) => Math.min(least, value), 1),
      max: fitted.reduce((most, value) => Math.max(most, value), 0),
      sum_of_squares: fitted.reduce((sum, value) => sum + value ** 2, 0),
    },
    fitted_first10: fitted.slice(0, FITTED_LISTED),
  };
}

function rocResult(roc: RocResult | null): ResultTree {
  if (roc === null) return new Unavailable("The label is present in all rows or in none.");
  const { youden } = roc;
  const head = {
    n_positive: roc.positives,
    n_negative: roc.negatives,
    auc: roc.auc,
    auc_se_delong: roc.se,
    auc_ci_low: roc.interval.low,
    auc_ci_high: roc.interval.high,
  };
  if (youden === null) {
    const none = new Unavailable("All rows have the same score: no threshold divides them.");
    return {
      ...head,
      threshold: none,
      youden_J: none,
      sensitivity: none,
      specificity: none,
      total_correct: none,
    };
  }
  return {
    ...head,
    threshold: youden.threshold,
    highest_score_below: youden.highestBelow,
    lowest_score_at_or_above: youden.lowestAbove,
    youden_J: youden.j,
    sensitivity: youden.sensitivity,
    specificity: youden.specificity,
    total_correct: (youden.tp + youden.tn) / (roc.positives + roc.negatives),
    tp: youden.tp,
    fn: youden.fn,
    tn: youden.tn,
    fp: youden.fp,
    thresholds_with_same_J: youden.same,
    gap_to_next_J: youden.gap ?? new Unavailable("There is one threshold alone."),
  };
}

/** What is left of all seven means, which add up to 1: the rule for predictors that others explain. */
function sevenPredictors(design: LogisticDesign | Unavailable): ResultTree {
  if (design instanceof Unavailable) return design;
  const dropped = EXPRESSIONS.filter((_, i) => !design.kept.includes(i));
  return {
    coefficients_kept: ["(Intercept)", ...design.kept.map((i) => EXPRESSIONS[i] as string)],
    messages: dropped.map((name) => `${name} is explained by the other predictors and was left out.`),
    warnings: [],
    logLik: LME4_OWN,
    difference_in_se: LME4_OWN,
  };
}
