import { counted } from "../../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../../shared/figures/statistic-text.ts";
import type { ReportDocument } from "../../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../../shared/reports/report-options.ts";
import { listed } from "../../number-words.ts";
import type { ReportTables } from "../../report-tables.ts";
import type { AgreementRow } from "../agreement-rows.ts";
import { fittedLabels } from "./label-counts.ts";
import type { LabelResult } from "./label-models.ts";

/** The methods of the labels in words, with the study's own numbers; empty without a model. */
export function labelMethods(
  rows: readonly AgreementRow[],
  results: readonly LabelResult[],
  { program }: ReportTables,
  { resamples }: Pick<ReportOptions, "resamples">,
): string[] {
  const labels = fittedLabels(results);
  if (labels.length === 0) return [];
  const patients = labels[0]?.patients ?? 0;
  const raters = new Set(rows.map(({ rater }) => rater)).size;
  const held = labels.filter(({ model }) => model.heldOut.groups > 0);
  const noEmotion = rows.filter(({ category }) => category === null).length;
  const singular = labels.filter(({ model }) => model.fit.singular).map(({ label }) => label.word);
  return [
    `For each of ${counted(labels.length, "label")} (${listed(labels.map(({ label }) => label.word))}; neutral: arousal below 3) a logistic mixed model was fitted over ${counted(rows.length, "rating")} by ${counted(raters, "rater")} of minutes from ${counted(patients, "patient")}, with the presence of the label as outcome, the minute means of six expressions (angry, disgust, fear, happy, sad, surprise) as fixed effects and a random intercept per patient, by maximum likelihood with the Laplace approximation (${program.name} ${program.version}). Neutral was left out of the predictors, as the seven means add up to 1.${noEmotion === 0 ? "" : ` ${counted(noEmotion, "rating")} with an arousal of 3 or above and no emotion count as not having any of the labels.`}${singular.length === 0 ? "" : ` The variance of the intercepts was estimated as 0 for ${listed(singular)}.`}`,
    `As in Steppan et al. (2023), a minute was called by the label where its fitted probability, the patient's intercept included, reached the cut with the highest Youden's J (sensitivity + specificity − 1). As these values describe the data from which model and cut were made, both were also validated by leaving one patient out at a time${held.length === 0 ? ", which these data do not allow" : ` (${counted(Math.max(...held.map(({ model }) => model.heldOut.groups)), "patient")})`}: model and cut came from the other patients, and the fixed effects alone gave the probability. ${held.length === 0 ? "" : `As patients differ in how often they have a label, the area under the ROC curve of patients left out was taken within patients, over the pairs of a row with the label and one without of the same patient (Janes & Pepe, 2009), and so was Youden's J; the area over the pooled scores is given beside that of a constant, the share of the label among the other patients.${resamples === 0 ? "" : ` Intervals of values for patients left out are percentiles of ${formatCount(resamples)} resamples of patients.`} `}Shares in sample have exact (Clopper-Pearson) intervals, areas over all rows those after DeLong et al. (1988); total correct was tested against the share of the larger class and against 1/2 by one-sided exact binomial tests. Calibration was judged by ten bins of equal count with exact (Clopper-Pearson) intervals, by intercept and slope of a logistic regression on the predicted log odds (Cox, 1958), by the Brier score and by the expected calibration error. All of these but the intervals over patients take ratings as independent.`,
  ];
}

/** Where the article is silent or at odds with itself about labels. */
export function labelChoices(rows: readonly AgreementRow[]): ReportDocument["choices"] {
  const noEmotion = rows.filter(({ category }) => category === null).length;
  return [
    {
      question:
        "The labels of table 1 in Steppan et al. (2023) add up to 7,951 minutes, and its sensitivities, specificities and total correct imply some 7,100 to 7,900 rows; the text speaks of 11,960 rated minutes.",
      choice: `No number of rows is taken from the article. Every rating with an arousal, in a minute with a face, is a row in every model: ${formatCount(rows.length)} here, the same for all labels.`,
    },
    {
      question:
        "The article does not say what becomes of ratings with an arousal of 3 or above for which no emotion was named.",
      choice: `They stay in as rows without any of the labels: ${formatCount(noEmotion)} here. Leaving them out would make every label look more frequent than it is.`,
    },
    {
      question:
        "The article names all seven expressions as predictors. They add up to 1, so with a constant one of them is redundant; lme4 drops the last one and says so.",
      choice:
        "Neutral is left out. The fitted probabilities are the same whichever of the seven is left out; the coefficients are then relative to neutral.",
    },
    {
      question: "The article's cut comes from the same rows that it is judged on.",
      choice:
        "Shown as in the article, beside values for patients left out of both model and cut. The latter are what a new patient can expect.",
    },
    {
      question:
        "A minute that several raters coded enters the models several times, with the same expressions.",
      choice:
        "One row per rating, as in the article. The models know patients, not raters or neighbouring minutes: their standard errors are too small rather than too large.",
    },
    {
      question:
        "Scores of patients left out come from as many models as there are patients. Pooled in one list they are pulled below chance where patients differ in how often they have a label: without a patient who often has it, the others expect it too rarely of just this patient.",
      choice:
        "Area under the curve and Youden's J are given within patients, where .5 and 0 are chance, as the values to read; the pooled ones stand beside them, with the area of a constant (the share of the label among the other patients) to read them against.",
    },
    {
      question: "The article gives no way of pooling the labels.",
      choice:
        "The two-by-two tables of all labels are added up; the plain mean over labels stands beside it.",
    },
  ];
}

export const LABEL_DEFINITIONS: ReportDocument["definitions"] = [
  {
    term: "Label",
    definition:
      "One of the seven emotions of the codebook, or neutral for an arousal below 3; present or absent in each row.",
  },
  { term: "In sample", definition: "Computed from the rows that the model and the cut were made from." },
  {
    term: "Left out",
    definition: "Computed for each patient from a model and a cut made from all other patients.",
  },
  { term: "Youden's J", definition: "Sensitivity + specificity − 1: 0 is chance, 1 perfect." },
  {
    term: "AUC",
    definition:
      "Area under the receiver operating characteristic: chance that a row with the label scores higher than one without, ties one half.",
  },
  {
    term: "AUC within patients",
    definition:
      "The same over the pairs of rows of the same patient, summed over patients: .5 is chance however much patients differ in how often they have the label.",
  },
  {
    term: "Constant (left out)",
    definition:
      "A score without predictors for patients left out: every row gets the share of the label among the other patients' rows. Its area is what pooled scores of patients left out reach without predictors.",
  },
  {
    term: "Calibration slope",
    definition:
      "Slope of a logistic regression of the label on the predicted log odds: 1 is right, below 1 predictions are too extreme.",
  },
  { term: "Brier score", definition: "Mean squared difference of predicted probability and label." },
];

export const LABEL_REFERENCES: readonly string[] = [
  "Bates, D., Mächler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using lme4. Journal of Statistical Software, 67(1), 1–48.",
  "Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review, 78(1), 1–3.",
  "Clopper, C. J., & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika, 26(4), 404–413.",
  "Cox, D. R. (1958). Two further applications of a model for binary regression. Biometrika, 45(3/4), 562–565.",
  "DeLong, E. R., DeLong, D. M., & Clarke-Pearson, D. L. (1988). Comparing the areas under two or more correlated receiver operating characteristic curves: A nonparametric approach. Biometrics, 44(3), 837–845.",
  "Janes, H., & Pepe, M. S. (2009). Adjusting for covariate effects on classification accuracy using the covariate-adjusted receiver operating characteristic curve. Biometrika, 96(2), 371–382.",
  "Stone, M. (1974). Cross-validatory choice and assessment of statistical predictions. Journal of the Royal Statistical Society B, 36(2), 111–147.",
  "Youden, W. J. (1950). Index for rating diagnostic tests. Cancer, 3(1), 32–35.",
];
