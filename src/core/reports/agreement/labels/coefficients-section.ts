import { EXPRESSION_MARKS } from "../../../../shared/colors.ts";
import { EMOTIONAL_EXPRESSIONS } from "../../../../shared/expression.ts";
import { counted } from "../../../../shared/figures/agreement-words.ts";
import { formatCount, formatR } from "../../../../shared/figures/statistic-text.ts";
import type { Inline, ReportNumber } from "../../../../shared/reports/document.ts";
import { chiSquareTail, normalTwoSided, Z_975 } from "../../../../stats/distributions.ts";
import { table, text } from "../../blocks.ts";
import { pText } from "../../number-words.ts";
import { column, intervalColumns } from "../columns.ts";
import { optimised, type ReportPart } from "../part.ts";
import { compared, valueOr } from "./in-sample-table.ts";
import { MEANS } from "./label-columns.ts";
import { type FittedLabel, fittedLabels, frequent } from "./label-counts.ts";
import { type LabelResult, RARE_EVENTS } from "./label-models.ts";

interface Line {
  readonly result: FittedLabel;
  readonly term: string;
  readonly effect: FittedLabel["model"]["fit"]["fixed"][number] | null;
  readonly constant: boolean;
}

/** What the logistic models of the labels hold. */
export function coefficientsSection(results: readonly LabelResult[]): ReportPart | null {
  const labels = fittedLabels(results);
  if (labels.length === 0) return null;
  return {
    section: {
      id: "label-models",
      title: "The models of the labels",
      blocks: [
        text(...interceptSentence(labels)),
        interceptTable(labels),
        text(
          "An odds ratio says how the odds of a label change where an expression's mean probability is higher by one standard deviation, the others and the patient being the same; what the expression gains is taken from neutral, which is left out.",
        ),
        effectsTable(labels),
      ],
    },
    numbers: compared(labels).flatMap(numbersOf),
    notices: [],
  };
}

function interceptSentence(labels: readonly FittedLabel[]): Inline[] {
  const enough = frequent(labels);
  const general = "Patients may differ in how often a label is given, beyond what their expressions say. ";
  const [first, ...others] = enough;
  if (first === undefined) return [general, `No label has the ${RARE_EVENTS} rows that a statement takes.`];
  const largest = others.reduce((most, label) => (latentIcc(label) > latentIcc(most) ? label : most), first);
  const few = labels.length - enough.length;
  return [
    `${general}On the scale of log odds, differences between patients are most of all in ${largest.label.word}: `,
    {
      text: formatR(latentIcc(largest)),
      hover: `${ICC_DEFINITION} n = ${formatCount(largest.patients)} patients, ${formatCount(largest.events)} rows with the label.`,
    },
    " of the variance (",
    {
      text: pText(varianceTest(largest)),
      hover: "Likelihood ratio test against the model without intercepts.",
    },
    few === 0
      ? ")."
      : `), among the ${counted(enough.length, "label")} with ${RARE_EVENTS} rows or more; the others say too little.`,
  ];
}

const ICC_DEFINITION =
  "Intraclass correlation on the latent scale: variance of the intercepts / (variance + π² / 3).";

function latentIcc({ model: { fit } }: FittedLabel): number {
  return fit.sd ** 2 / (fit.sd ** 2 + Math.PI ** 2 / 3);
}

/** The variance lies on the border of what is possible where there is none: half of the usual chi-square. */
function varianceTest({ model: { fit, logLikelihoodWithout } }: FittedLabel): number {
  const chiSquare = 2 * (fit.logLikelihood - logLikelihoodWithout);
  return chiSquare < 1e-8 ? 1 : chiSquareTail(chiSquare, 1) / 2;
}

function interceptTable(labels: readonly FittedLabel[]) {
  return table<FittedLabel>({
    id: "labels-intercepts",
    caption: "Differences between patients in the models of the labels.",
    nColumn: "patients",
    rows: labels,
    columns: [
      column("label", "Label", "text", MEANS.label, ({ label }) => label.title),
      column(
        "patients",
        "Patients",
        "count",
        "Patients with rows, one intercept each.",
        ({ patients }) => patients,
      ),
      column(
        "with_label",
        "with label",
        "count",
        "Patients with at least one row that has the label.",
        ({ patientsWith }) => patientsWith,
      ),
      column("n", "n", "count", MEANS.n, ({ n }) => n),
      column("labelled", "Labelled", "count", MEANS.events, ({ events }) => events),
      column(
        "variance",
        "Variance",
        "fixed3",
        "Variance of the patients' intercepts, log odds squared, by maximum likelihood (Laplace).",
        ({ model }) => model.fit.sd ** 2,
      ),
      column(
        "sd",
        "SD",
        "fixed3",
        "Standard deviation of the patients' intercepts, in log odds.",
        ({ model }) => model.fit.sd,
      ),
      column("icc", "ICC", "r", ICC_DEFINITION, latentIcc),
      column(
        "p",
        "p",
        "p",
        "Likelihood ratio test against the model without intercepts; half of chi-square with 1 degree of freedom, as a variance cannot be below 0.",
        varianceTest,
      ),
      column(
        "log_likelihood",
        "Log likelihood",
        "fixed2",
        "Laplace approximation, at its maximum.",
        ({ model }) => model.fit.logLikelihood,
      ),
      column("remark", "Remark", "text", "What the fit itself has to say.", remark),
    ],
    note: "No interval stands beside a variance: with so few patients its likelihood is skewed, and the test says what can be said.",
  });
}

function remark({ model: { fit } }: FittedLabel): string {
  return [
    fit.converged ? null : "not converged",
    fit.singular ? "singular: variance 0" : null,
    fit.separated ? "separated: an estimate without end" : null,
  ]
    .filter((part) => part !== null)
    .join("; ");
}

function effectsTable(labels: readonly FittedLabel[]) {
  const lines = labels.flatMap((result) => [
    { result, term: "Constant", effect: result.model.fit.fixed[0] ?? null, constant: true },
    ...EMOTIONAL_EXPRESSIONS.map((name, i): Line => {
      const at = result.model.prepared.design.kept.indexOf(i);
      return {
        result,
        term: EXPRESSION_MARKS[name].label,
        effect: at < 0 ? null : (result.model.fit.fixed[at + 1] ?? null),
        constant: false,
      };
    }),
  ]);
  const left = "The expression does not vary or is explained by the others: it was left out.";
  const flat = "The likelihood is flat there: the label is told apart (nearly) without error.";
  const known = (value: number | undefined) =>
    value === undefined ? valueOr(null, left) : valueOr(Number.isFinite(value) ? value : null, flat);
  return table<Line>({
    id: "labels-coefficients",
    caption: "Fixed effects of the logistic models, one model per label.",
    nColumn: "n",
    rows: lines,
    groups: { "Odds ratio per SD": ["odds_ratio_sd", "odds_ratio_sd_low", "odds_ratio_sd_high"] },
    columns: [
      column("label", "Label", "text", MEANS.label, ({ result }) => result.label.title),
      column(
        "term",
        "Term",
        "text",
        "Mean probability of the expression in the minute; the constant.",
        ({ term }) => term,
      ),
      column("n", "n", "count", MEANS.n, ({ result }) => result.n),
      column(
        "estimate",
        "Estimate",
        "fixed2",
        "Log odds per unit of probability, from 0 to 1; the constant: log odds of the label in a minute that is neutral throughout.",
        ({ effect }) => known(effect?.estimate),
      ),
      column(
        "se",
        "SE",
        "fixed2",
        "From the second derivatives of the likelihood over all fixed effects and the standard deviation of the intercepts.",
        ({ effect }) => known(effect?.se),
      ),
      column("z", "z", "fixed2", "Estimate / SE (Wald).", ({ effect }) =>
        known(effect ? effect.estimate / effect.se : undefined),
      ),
      column(
        "p",
        "p",
        "p",
        "Two-sided, by the normal distribution; not corrected for the number of tests.",
        ({ effect }) => known(effect ? normalTwoSided(effect.estimate / effect.se) : undefined),
      ),
      column(
        "odds_ratio_sd",
        "value",
        "fixed2",
        "exp(estimate × standard deviation of the expression over the rows): factor of the odds per standard deviation.",
        ({ effect, constant }) =>
          constant
            ? { value: null, why: "A constant has none." }
            : known(effect ? Math.exp(effect.standardised) : undefined),
      ),
      ...intervalColumns<Line>(
        "odds_ratio_sd",
        "95% CI",
        "fixed2",
        "Of the odds ratio per standard deviation: exp((estimate ± 1.96 SE) × standard deviation).",
        ({ effect, constant }) => {
          if (constant) return "A constant has none.";
          if (effect === null) return left;
          if (!Number.isFinite(effect.se)) return flat;
          const end = (sign: number): number =>
            Math.exp(effect.standardised + sign * Z_975 * effect.seStandardised);
          // The odds of a label that is told apart nearly without error leave the range of numbers.
          return Number.isFinite(end(1)) ? { low: end(-1), high: end(1) } : flat;
        },
      ),
    ],
  });
}

/** lme4 comes this near to the maximum, in standard errors: its log likelihood is exact to some nine digits. */
const NEAR = 1e-3;

function numbersOf({ label, model: { fit, prepared } }: FittedLabel): ReportNumber[] {
  const key = `labels.${label.key}`;
  const terms = ["constant", ...prepared.design.kept.map((at) => EMOTIONAL_EXPRESSIONS[at] ?? "")];
  return [
    optimised(`${key}.log_likelihood`, fit.logLikelihood),
    { key: `${key}.sd`, value: fit.sd, tolerance: 1e-3 },
    ...terms.flatMap((term, i): ReportNumber[] => {
      const effect = fit.fixed[i];
      if (effect === undefined) return [];
      const { estimate, se } = effect;
      return [
        {
          key: `${key}.beta.${term}`,
          value: estimate,
          tolerance: Math.max(1e-4, (NEAR * se) / (1 + Math.abs(estimate))),
        },
        // lme4 takes its second derivatives by differences of the likelihood.
        { key: `${key}.se.${term}`, value: se, tolerance: 1e-2 },
      ];
    }),
  ];
}
