import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount, formatR } from "../../../shared/figures/statistic-text.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { detectableR } from "../../../stats/correlation-power.ts";
import { decimals, listed } from "../number-words.ts";
import { readingSentence } from "../reading-words.ts";
import type { ReportTables } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";
import { FIRST_MINUTES } from "./first-minutes.ts";
import { LAST_MINUTE } from "./minute-curves.ts";
import type { OutcomeData } from "./outcome-data.ts";

/** Paragraphs for the methods section of a paper, with the study's own numbers. */
export function outcomeMethods(tables: ReportTables, data: OutcomeData, options: ReportOptions): string[] {
  const { patients, medianDelta } = data.variants.completers;
  const size = (group: string): number => patients.filter((row) => row.group === group).length;
  const changed = patients.filter((row) => row.delta !== null).length;
  const missing = data.scores
    .flatMap((row) => (row.dropout ? row.pre : [...row.pre, ...row.post]))
    .filter((score) => score === null).length;
  const dropouts =
    size("dropout") === 0
      ? "; nobody dropped out"
      : `; ${counted(size("dropout"), "dropout")} formed a third group`;
  const { program, model } = tables;
  return [
    `Outcome was assessed with ${counted(data.subscales.length, "subscale")} (${listed(data.subscales)}) before and after treatment; higher scores mean more severe symptoms. As in Steppan et al. (2023), patients were ranked within each subscale and time point (ascending, ties sharing their mean rank) and the ranks averaged over the subscales available; ${missing === 0 ? "no score was missing" : `${counted(missing, "score")} ${missing === 1 ? "was" : "were"} missing and left out`}. Only patients who completed treatment were ranked. Change was the difference of the mean ranks before and after treatment (delta = pre − post). ${counted(changed, "patient")} with a change ${medianDelta === null ? "" : `were split at the median (${decimals(medianDelta)}) into good (at or above, n = ${size("good")}) and poor outcome (below, n = ${size("poor")})`}${dropouts}.`,
    ...(data.minutes.length === 0
      ? []
      : [
          `${readingSentence(model)} Minutes without a face were left out. All ${formatCount(data.minutes.length)} minutes with a face from ${counted(new Set(data.minutes.map(sessionKey)).size, "session")} of ${counted(data.means.length, "patient")} entered, whether rated by observers or not. Nonspecific arousal is 1 − p(neutral).`,
          `For the course over the session each expression was z-standardised over all minutes 1 to ${LAST_MINUTE}, whatever the group (n = ${formatCount(data.standardised.minutes.length)}). Groups were compared at three levels: over minutes as in the article (Welch and pooled t tests, Cohen's d with noncentral-t intervals, Hedges' g), which ignores nesting; by linear mixed models of z on group with random intercepts of patients and of sessions within patients (REML, Satterthwaite degrees of freedom; d in standard deviations of the model's whole variance); and over patients' means (Welch t tests, d).`,
          `Patients' mean expressions were correlated (Pearson) with mean ranks before and after treatment, delta and dropout; 95% intervals by Fisher's z, p values also adjusted for the false discovery rate (Benjamini & Hochberg, 1995) over the seven expressions and four outcomes. With ${counted(changed, "patient")}, a correlation of ${formatR(detectableR(changed) ?? 1)} is found with 80% power (two-sided, .05). A principal component analysis of the correlation matrix of the seven minute means was computed over all minutes; signs were set so that happy loads positively on the first and sad on the second component. Expression in minutes 1 to ${FIRST_MINUTES} was compared between dropouts and the other patients by point-biserial correlation, Cohen's d, area under the ROC curve (DeLong interval) and the exact Mann-Whitney test. High arousal was a CEAS level of ${options.highArousal} or above.`,
        ]),
    `Statistics were computed with ${program.name} ${program.version}; the accompanying R script recomputes them with R's rank, t.test, cor.test, p.adjust, prcomp, wilcox.test and lme4.`,
  ];
}

export const OUTCOME_CHOICES: ReportDocument["choices"] = [
  {
    question: "Are scores before and after treatment ranked together or at each time point on their own?",
    choice:
      "The article leaves it open. Each time point on its own, completers alone, is used throughout; ranking all patients with scores, and ranking both time points together, stand beside it in the tables.",
  },
  {
    question: "How many patients stand behind table 2 of the article?",
    choice:
      "Its p values (r = .49, p < .02; r = −.53, p < .01) fit 23 patients, but only 17 have an outcome (p = .046 and .029). Here every correlation rests on the patients who have the value, and n stands beside it.",
  },
  {
    question: "Does anger go with less improvement?",
    choice:
      "The article's text says so (negative correlations for sadness, anger, disgust and fear); its table 2 gives +.29 for angry and delta. The correlations of this study are given as they are.",
  },
  {
    question: "1 − neutral in table 2?",
    choice:
      "The note under the article's table names it, but the table has no such row. It is given here; its correlations are those of neutral with the opposite sign, so it is no further test in the adjustment of p.",
  },
  {
    question: "What do deltas equal to the median count as?",
    choice:
      "Good outcome (at or above the median), also where they differ from it by rounding alone (less than 1e-9). Dropouts never enter the median.",
  },
  {
    question: "Over what are the z values taken?",
    choice: `Over all minutes 1 to ${LAST_MINUTE} of all analysed sessions, dropouts and patients without a group included; the article says only "standardized values".`,
  },
  {
    question: "Tests over minutes?",
    choice:
      "The article tests minutes as if they were independent. That is repeated to be comparable, and set beside a mixed model and a comparison of persons, which respect the nesting.",
  },
  {
    question: "Signs of the components?",
    choice:
      "A component's sign is arbitrary. For figure 3h happy is positive on the first, sad on the second; others have their largest loading positive.",
  },
];

export const OUTCOME_DEFINITIONS: ReportDocument["definitions"] = [
  {
    term: "Mean rank",
    definition:
      "Rank of a patient within each subscale and time point (ascending, ties share their mean rank), averaged over the subscales that the patient has. Higher: worse.",
  },
  { term: "Delta", definition: "Mean rank before minus mean rank after treatment. Higher: better." },
  {
    term: "Good, poor, dropout",
    definition: "Delta of at least the median; below the median; broken off treatment.",
  },
  { term: "z", definition: "Value less the mean of all minutes, divided by their standard deviation." },
  {
    term: "Standard error of a curve",
    definition:
      "Standard deviation of the group's z values at a minute of the session, divided by the square root of their number.",
  },
  {
    term: "Cohen's d",
    definition:
      "Difference of two means in pooled standard deviations; 95% interval by the noncentral t distribution.",
  },
  {
    term: "d of the mixed model",
    definition:
      "Contrast of the group means divided by the square root of the sum of all variances of the model (Westfall et al., 2014).",
  },
  {
    term: "AUC",
    definition:
      "Area under the ROC curve: chance that a randomly chosen dropout has a higher value than a randomly chosen other patient; .50 is no difference.",
  },
  {
    term: "Exact Mann-Whitney test",
    definition:
      "Share of all divisions of the patients into groups of these sizes whose rank sum is at least as far from its expectation; with more than 120 patients the normal distribution.",
  },
  {
    term: "False discovery rate",
    definition:
      "p multiplied by the number of tests over its rank, made monotone (Benjamini & Hochberg, 1995).",
  },
  {
    term: "Share of high arousal",
    definition:
      "Mean over a patient's rated minutes of the share of raters whose arousal reaches the chosen level.",
  },
];

export const OUTCOME_REFERENCES: readonly string[] = [
  "Bates, D., Mächler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using lme4. Journal of Statistical Software, 67(1), 1-48. https://doi.org/10.18637/jss.v067.i01",
  "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B, 57(1), 289-300.",
  "Carryer, J. R., & Greenberg, L. S. (2010). Optimal levels of emotional arousal in experiential therapy of depression. Journal of Consulting and Clinical Psychology, 78(2), 190-199. https://doi.org/10.1037/a0018401",
  "Cohen, J. (1988). Statistical power analysis for the behavioral sciences (2nd ed.). Lawrence Erlbaum.",
  "Cumming, G., & Finch, S. (2001). A primer on the understanding, use, and calculation of confidence intervals that are based on central and noncentral distributions. Educational and Psychological Measurement, 61(4), 532-574.",
  "DeLong, E. R., DeLong, D. M., & Clarke-Pearson, D. L. (1988). Comparing the areas under two or more correlated receiver operating characteristic curves: A nonparametric approach. Biometrics, 44(3), 837-845.",
  "Jolliffe, I. T. (2002). Principal component analysis (2nd ed.). Springer.",
  "Kuznetsova, A., Brockhoff, P. B., & Christensen, R. H. B. (2017). lmerTest package: Tests in linear mixed effects models. Journal of Statistical Software, 82(13), 1-26. https://doi.org/10.18637/jss.v082.i13",
  "Mann, H. B., & Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically larger than the other. Annals of Mathematical Statistics, 18(1), 50-60.",
  "Steppan, M., Zimmermann, R., Fürer, L., Southward, M., Koenig, J., Kaess, M., Kleinbub, J. R., Roth, V., & Schmeck, K. (2023). Machine learning facial emotion classifiers in psychotherapy research: A proof-of-concept study. Psychopathology. https://doi.org/10.1159/000534811",
  "Westfall, J., Kenny, D. A., & Judd, C. M. (2014). Statistical power and optimal design in experiments in which samples of participants respond to samples of stimuli. Journal of Experimental Psychology: General, 143(5), 2020-2045.",
];
