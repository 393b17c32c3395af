import type { ReportDocument } from "../../../shared/reports/document.ts";
import { belonging, type Computed, type Of } from "../computed.ts";
import { LAST_MINUTE } from "./minute-curves.ts";

export function outcomeChoices(computed: Computed): ReportDocument["choices"] {
  return belonging(CHOICES, computed);
}

export function outcomeDefinitions(computed: Computed): ReportDocument["definitions"] {
  return belonging(DEFINITIONS, computed);
}

export function outcomeReferences(computed: Computed): string[] {
  return belonging(REFERENCES, computed).map(({ words }) => words);
}

const CHOICES: readonly Of<ReportDocument["choices"][number]>[] = [
  {
    question: "Are scores before and after treatment ranked together or at each time point on their own?",
    choice:
      "The article leaves it open. Each time point on its own, completers alone, is used throughout; ranking all patients with scores, and ranking both time points together, stand beside it in the tables.",
  },
  {
    of: /^table2\..+\.r$/,
    question: "How many patients stand behind table 2 of the article?",
    choice:
      "Its p values (r = .49, p < .02; r = −.53, p < .01) fit 23 patients (.018 and .009), but only 17 have an outcome (.046 and .029). Here every correlation rests on the patients who have the value, and n stands beside it.",
  },
  {
    of: /^table2\..+\.r$/,
    question: "Does anger go with less improvement?",
    choice:
      "The article's text says so (negative correlations for sadness, anger, disgust and fear); its table 2 gives +.29 for angry and delta, more improvement with more anger. The correlations of this study are given as they are.",
  },
  {
    of: /^table2\..+\.r$/,
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
    of: /^curves\./,
    question: "Over what are the z values taken?",
    choice: `Over all minutes 1 to ${LAST_MINUTE} of all analysed sessions, dropouts and patients without a group included; the article says only "standardized values".`,
  },
  {
    of: /^minutes\./,
    question: "Tests over minutes?",
    choice:
      "The article tests minutes as if they were independent. That is repeated to be comparable, and set beside a mixed model and a comparison of persons, which respect the nesting.",
  },
  {
    of: /^pca\./,
    question: "Signs of the components?",
    choice:
      "A component's sign is arbitrary. For figure 3h happy is positive on the first, sad on the second; others have their largest loading positive.",
  },
];

const DEFINITIONS: readonly Of<ReportDocument["definitions"][number]>[] = [
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
  {
    of: /^curves\./,
    term: "z",
    definition: "Value less the mean of all minutes, divided by their standard deviation.",
  },
  {
    of: /^curves\./,
    term: "Standard error of a curve",
    definition:
      "Standard deviation of the group's z values at a minute of the session, divided by the square root of their number.",
  },
  {
    of: /^(minutes|persons|first)\..+\.d$/,
    term: "Cohen's d",
    definition:
      "Difference of two means in pooled standard deviations; 95% interval by the noncentral t distribution.",
  },
  {
    of: /^mixed\./,
    term: "d of the mixed model",
    definition:
      "Contrast of the group means divided by the square root of the sum of all variances of the model (Westfall et al., 2014).",
  },
  {
    of: /^first\..+\.auc$/,
    term: "AUC",
    definition:
      "Area under the ROC curve: chance that a randomly chosen dropout has a higher value than a randomly chosen other patient; .50 is no difference.",
  },
  {
    of: /^first\..+\.u_p$/,
    term: "Exact Mann-Whitney test",
    definition:
      "Share of all divisions of the patients into groups of these sizes whose rank sum is at least as far from its expectation; with more than 120 patients the normal distribution.",
  },
  {
    of: /^table2\..+\.p_bh$/,
    term: "False discovery rate",
    definition:
      "p multiplied by the number of tests over its rank, made monotone (Benjamini & Hochberg, 1995).",
  },
  {
    of: /^arousal\.n$/,
    term: "Share of high arousal",
    definition:
      "Mean over a patient's rated minutes of the share of raters whose arousal reaches the chosen level.",
  },
];

const REFERENCES: readonly Of<{ readonly words: string }>[] = [
  {
    of: /^mixed\./,
    words:
      "Bates, D., Mächler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using lme4. Journal of Statistical Software, 67(1), 1-48. https://doi.org/10.18637/jss.v067.i01",
  },
  {
    of: /^table2\..+\.p_bh$/,
    words:
      "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B, 57(1), 289-300.",
  },
  {
    of: /^arousal\.n$/,
    words:
      "Carryer, J. R., & Greenberg, L. S. (2010). Optimal levels of emotional arousal in experiential therapy of depression. Journal of Consulting and Clinical Psychology, 78(2), 190-199. https://doi.org/10.1037/a0018401",
  },
  {
    of: /\.d$/,
    words:
      "Cohen, J. (1988). Statistical power analysis for the behavioral sciences (2nd ed.). Lawrence Erlbaum.",
  },
  {
    of: /^(minutes|persons|first)\..+\.d$/,
    words:
      "Cumming, G., & Finch, S. (2001). A primer on the understanding, use, and calculation of confidence intervals that are based on central and noncentral distributions. Educational and Psychological Measurement, 61(4), 532-574.",
  },
  {
    of: /^first\..+\.auc$/,
    words:
      "DeLong, E. R., DeLong, D. M., & Clarke-Pearson, D. L. (1988). Comparing the areas under two or more correlated receiver operating characteristic curves: A nonparametric approach. Biometrics, 44(3), 837-845.",
  },
  { of: /^pca\./, words: "Jolliffe, I. T. (2002). Principal component analysis (2nd ed.). Springer." },
  {
    of: /^mixed\./,
    words:
      "Kuznetsova, A., Brockhoff, P. B., & Christensen, R. H. B. (2017). lmerTest package: Tests in linear mixed effects models. Journal of Statistical Software, 82(13), 1-26. https://doi.org/10.18637/jss.v082.i13",
  },
  {
    of: /^first\..+\.u_p$/,
    words:
      "Mann, H. B., & Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically larger than the other. Annals of Mathematical Statistics, 18(1), 50-60.",
  },
  {
    words:
      "Steppan, M., Zimmermann, R., Fürer, L., Southward, M., Koenig, J., Kaess, M., Kleinbub, J. R., Roth, V., & Schmeck, K. (2023). Machine learning facial emotion classifiers in psychotherapy research: A proof-of-concept study. Psychopathology. https://doi.org/10.1159/000534811",
  },
  {
    of: /^mixed\./,
    words:
      "Westfall, J., Kenny, D. A., & Judd, C. M. (2014). Statistical power and optimal design in experiments in which samples of participants respond to samples of stimuli. Journal of Experimental Psychology: General, 143(5), 2020-2045.",
  },
];
