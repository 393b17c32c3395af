import {
  chiSquareTail,
  normalTwoSided,
  studentQuantile,
  studentTwoSided,
  Z_975,
} from "../../stats/distributions.ts";
import { type Grouping, groupingOf } from "../../stats/grouping.ts";
import { fitLinearMixed, type LinearMixedFit, linearMixedCriterion } from "../../stats/linear-mixed.ts";
import { keyed } from "../reports/keyed.ts";
import type { StudyRows } from "./analysis-rows.ts";
import { type ResultTree, Unavailable } from "./result-tree.ts";

/** Relative standard deviations at which the criterion is listed. */
const LISTED_THETA = [0.1, 0.5];

/** Arousal by 1 - neutral with random intercepts of patients, and of patients and raters. */
export function linearMixed({ analysis }: StudyRows): ResultTree {
  const y = analysis.map((row) => row.arousal);
  const constant = analysis.map(() => 1);
  const nonspecific = analysis.map((row) => row.fer.nonspecific);
  const patient = groupingOf(analysis.map((row) => row.patient));
  const rater = groupingOf(analysis.map((row) => row.rater));
  const models = {
    patient: { names: ["patient"], groups: [patient] },
    patient_rater: { names: ["patient", "rater"], groups: [patient, rater] },
  };
  const result = (which: keyof typeof models, reml: boolean): ResultTree => {
    const { names, groups } = models[which];
    return modelResult({ y, columns: [constant, nonspecific], groups }, names, reml);
  };
  const ratio = (which: keyof typeof models): ResultTree => {
    const { groups } = models[which];
    return likelihoodRatio(
      { y, columns: [constant, nonspecific], groups },
      { y, columns: [constant], groups },
    );
  };
  return {
    patient_REML: result("patient", true),
    patient_ML: result("patient", false),
    patient_rater_REML: result("patient_rater", true),
    patient_rater_ML: result("patient_rater", false),
    lrt_nonspecific_patient: ratio("patient"),
    lrt_nonspecific_patient_rater: ratio("patient_rater"),
  };
}

type Model = Parameters<typeof fitLinearMixed>[0];

/** The fit, or the reason why there is none. */
function attempt(model: Model, reml: boolean): LinearMixedFit | Unavailable {
  try {
    return fitLinearMixed(model, { reml });
  } catch (error) {
    if (error instanceof RangeError) return new Unavailable(error.message);
    throw error;
  }
}

const TERMS = ["(Intercept)", "nonspecific"];

function modelResult(model: Model, names: readonly string[], reml: boolean): ResultTree {
  const fit = attempt(model, reml);
  if (fit instanceof Unavailable) return fit;
  const { criterion, parameters, n, groupVariances, residualVariance } = fit;
  const total = groupVariances.reduce((sum, value) => sum + value, residualVariance);
  const byGroup = (value: (g: number) => number): Record<string, number> => keyed(names, (_, g) => value(g));
  return {
    formula: `arousal ~ nonspecific + ${names.map((name) => `(1 | ${name})`).join(" + ")}`,
    REML: reml,
    n,
    groups: byGroup((g) => (model.groups[g] as Grouping).levels.length),
    fixed: TERMS.map((term, i) => termResult(term, fit.fixed[fit.kept.indexOf(i)])),
    vcov_fixed: fit.covariance,
    variance: { ...byGroup((g) => groupVariances[g] as number), Residual: residualVariance },
    sd: { ...byGroup((g) => Math.sqrt(groupVariances[g] as number)), Residual: Math.sqrt(residualVariance) },
    icc: byGroup((g) => (groupVariances[g] as number) / total),
    theta: fit.theta.length === 1 ? (fit.theta[0] as number) : fit.theta,
    logLik: -criterion / 2,
    df_model: parameters,
    AIC: criterion + 2 * parameters,
    BIC: criterion + Math.log(n) * parameters,
    criterion_minus2logLik: criterion,
    singular: fit.singular,
    warnings: fit.converged ? [] : ["The maximum of the likelihood was not found."],
    conditional_modes: keyed(names, (_, g) =>
      keyed((model.groups[g] as Grouping).levels, (_, level) => fit.modes[g]?.[level] as number),
    ),
    criterion_at_theta: LISTED_THETA.map((value) => {
      const theta = names.map(() => value);
      return { theta, criterion: linearMixedCriterion(model, theta, { reml }) };
    }),
  };
}

function termResult(term: string, effect: LinearMixedFit["fixed"][number] | undefined): ResultTree {
  if (effect === undefined) {
    const none = new Unavailable("The predictor does not vary and was left out.");
    return { term, estimate: none, se: none, t: none };
  }
  const { estimate, se, df } = effect;
  const t = estimate / se;
  const noDf = new Unavailable("The second derivatives of the likelihood give no degrees of freedom.");
  const half = df === null ? null : studentQuantile(0.975, df) * se;
  return {
    term,
    estimate,
    se,
    t,
    wald_p: normalTwoSided(t),
    wald_ci_low: estimate - Z_975 * se,
    wald_ci_high: estimate + Z_975 * se,
    satterthwaite_df: df ?? noDf,
    satterthwaite_p: df === null ? noDf : studentTwoSided(t, df),
    satterthwaite_ci_low: half === null ? noDf : estimate - half,
    satterthwaite_ci_high: half === null ? noDf : estimate + half,
  };
}

function likelihoodRatio(model: Model, smaller: Model): ResultTree {
  const [fit, none] = [attempt(model, false), attempt(smaller, false)];
  if (fit instanceof Unavailable) return fit;
  if (none instanceof Unavailable) return none;
  const chisq = none.criterion - fit.criterion;
  const df = fit.parameters - none.parameters;
  if (df === 0) return new Unavailable("The predictor does not vary: there is nothing to compare.");
  return { logLik_null: -none.criterion / 2, chisq, df, p: chiSquareTail(chisq, df) };
}
