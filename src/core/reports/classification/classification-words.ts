import { formatR } from "../../../shared/figures/statistic-text.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { Computed } from "../computed.ts";
import { computedWords } from "../computed-words.ts";
import { listed, percent } from "../number-words.ts";
import type { ReportTables } from "../report-tables.ts";
import { judgesInWords } from "./clips-section.ts";
import type { DimensionResults } from "./dimension-results.ts";
import { called, clips } from "./words.ts";

/** Methods ready to paste. */
export function methods(
  { labels, program }: ReportTables & { readonly labels: NonNullable<ReportTables["labels"]> },
  options: ReportOptions,
  results: readonly DimensionResults[],
  computed: Computed,
): string[] {
  const known = labels.clips.filter(({ truth }) => Object.values(truth).some((label) => label !== null));
  const classes = results.map(
    ({ answers: { dimension, classes: own } }) =>
      `${dimension}: ${own.length === 1 ? "1 class" : `${own.length} classes`}`,
  );
  const several = results.some(({ answers }) => answers.humans.length > 1);
  const bootstrap =
    options.resamples === 0
      ? ""
      : ` Intervals of UAR${several ? "," : ""} ${several ? "of balanced accuracy, of measures of pooled or averaged people and of Fleiss' kappa" : "and of balanced accuracy"} are percentile bootstrap intervals over clips (${options.resamples} resamples, seed ${options.seed})${computed(/\.difference\./) ? "; the same clips are drawn for all judges where judges are compared" : ""}.`;
  return [
    `${clips(known.length)} with a known truth (${listed(classes)}) ${known.length === 1 ? "was" : "were"} judged by ${judgesInWords(labels)}. Missing answers were left out judge by judge and count neither as right nor as wrong.`,
    `Performance was described by accuracy with exact (Clopper-Pearson) 95% intervals and by the unweighted average recall (UAR), the mean of the classes' sensitivities. Accuracy was compared with chance by one-sided exact binomial tests, with chance taken as one over the number of classes and as the share of the largest class. For each class, sensitivity, specificity, precision, F1 and balanced accuracy ((sensitivity + specificity) / 2) were computed against all other classes.${bootstrap}`,
    `Agreement ${several || computed(/\.difference\./) ? "of two judges" : "with the truth"} was described by Cohen's kappa with large-sample 95% intervals (Fleiss, Cohen, & Everitt, 1969)${several ? ", agreement among several people by Fleiss' kappa, over all clips, for right against wrong answers, and apart on clips coded correctly and incorrectly" : ""}; kappas were put into words after Landis and Koch (1977).${computed(/\.difference\./) ? ` Models and people were compared by the difference of their accuracies and by exact McNemar tests.` : ""}`,
    ...results.flatMap(({ judges, answers, peopleMean }) =>
      judges
        .filter(({ kind }) => kind === "model")
        .map(
          (model) =>
            `For ${answers.dimension}, ${called(model.name)} reached an accuracy of ${percent(model.accuracy)} and a UAR of ${percent(model.uar)} over ${clips(model.n)}${model.kappa.kappa === null ? "" : ` (Cohen's kappa ${formatR(model.kappa.kappa)})`}${peopleMean === null ? "." : `; the ${peopleMean.people === 1 ? "person's" : "people's mean"} accuracy was ${percent(peopleMean.accuracy)}.`}`,
        ),
    ),
    computedWords(program),
  ];
}

export const CHOICES: ReportDocument["choices"] = [
  {
    question: "“Chance” is not defined for the binomial test of Keinert et al.",
    choice:
      "Both are shown: 1/K, and the share of the largest class (caret's no-information rate), which is what a judge reaches who always names it.",
  },
  {
    question: "How many classes K there are.",
    choice:
      "Every label that is the truth of a clip or was given as an answer. UAR averages over the classes that occur in the truth.",
  },
  {
    question: "The “accuracy” of each emotion in table 5 of Keinert et al. lies far above the UAR of 52.9%.",
    choice:
      "It is the balanced accuracy against all other classes, (sensitivity + specificity) / 2, which is 50% by chance. Sensitivity stands beside it.",
  },
  {
    question: "“Agreement on correct classifications” of Keinert et al. is not defined.",
    choice:
      "Taken as Fleiss' kappa of answers coded as right or wrong. Fleiss' kappa of the labels on clips that were coded correctly and incorrectly, by each model and by the majority of the people, is shown beside it.",
  },
  {
    question: "What the majority of the people is.",
    choice: "More than half of all people name the truth; a tie is no majority.",
  },
  {
    question: "How several people are put together.",
    choice:
      "As the mean of their measures (accuracy, UAR, kappa with a model) and, class by class, with their answers counted together. Answers to one clip depend on each other, so intervals of both come from resampling clips.",
  },
  {
    question: "What a bootstrap resample is, which the paper does not say.",
    choice:
      "Clips drawn with replacement. Clips of one person are treated as independent, as the imported table does not say who is seen: intervals are too narrow where few people are shown often.",
  },
  {
    question:
      "Keinert et al. give 90.0% for anxiety in the text and 90.9% in table 5, and call the same emotion fear where they describe the data and anxiety elsewhere.",
    choice:
      "Nothing is taken over: labels stand here as they were imported, and sentences, tables and keys hold the same numbers.",
  },
  {
    question:
      "Keinert et al. count 14,412 clips; the rows of their table 1 add up to 14,413, those of table 2 to 14,412.",
    choice:
      "Every n is counted from the imported table, class by class, and adds up to the clips with a known truth.",
  },
  {
    question:
      "How long the clips of Keinert et al. are: a total of 17:49:13 is 41:49:13 wrapped at 24 hours (the rows of table 1 add up to 41:49:05, those of table 2 to 41:40:15); their segments last 7:44:03 by table 1 and 11:14:11 by table 2.",
    choice:
      "A label table holds no durations, so no number here depends on them. Durations elsewhere in the program run past 24 hours.",
  },
  {
    question:
      "People saw whole clips, the model a segment of them; people may have read lips (Keinert et al.).",
    choice:
      "A label table does not say what was seen or heard: the comparison holds for what each was given.",
  },
];

export const DEFINITIONS: ReportDocument["definitions"] = [
  { term: "Accuracy", definition: "Right answers divided by answers." },
  {
    term: "UAR",
    definition:
      "Unweighted average recall, (1/K) Σ A_ii / Σ_j A_ij over the classes that occur, A the table of truth by answer.",
  },
  {
    term: "Sensitivity, specificity",
    definition: "TP / (TP + FN) and TN / (TN + FP) of a class against all others.",
  },
  { term: "Precision", definition: "TP / (TP + FP)." },
  { term: "F1", definition: "2 TP / (2 TP + FP + FN)." },
  { term: "Balanced accuracy of a class", definition: "(Sensitivity + specificity) / 2." },
  {
    term: "Cohen's kappa",
    definition: "(observed − expected) / (1 − expected) of two judges, unweighted.",
  },
  {
    term: "Fleiss' kappa",
    definition:
      "The same for several judges, with expected agreement from the shares of the classes over all of them. For two judges it is Scott's pi, not Cohen's kappa.",
  },
  {
    term: "One-sided exact binomial test",
    definition: "P(X ≥ right answers) for X binomial with n answers and the share that chance gives.",
  },
  {
    term: "McNemar's test",
    definition:
      "Of the clips on which one of two judges alone is right: exact two-sided binomial probability with one half, and chi-square with continuity correction.",
  },
];

export const REFERENCES: readonly string[] = [
  "Clopper, C. J., & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika, 26, 404–413.",
  "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, 20, 37–46.",
  "Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.",
  "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin, 76, 378–382.",
  "Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa. Psychological Bulletin, 72, 323–327.",
  "Keinert, M., Pistrosch, S., Mallol-Ragolta, A., Schuller, B. W., & Berking, M. (2025). Facial emotion recognition of 16 distinct emotions from smartphone videos: Comparative study of machine learning and human performance. Journal of Medical Internet Research, 27, e68942.",
  "Landis, J. R., & Koch, G. G. (1977). The measurement of observer agreement for categorical data. Biometrics, 33, 159–174.",
  "McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or percentages. Psychometrika, 12, 153–157.",
  "Schuller, B., Steidl, S., & Batliner, A. (2009). The INTERSPEECH 2009 emotion challenge. Proceedings of Interspeech 2009, 312–315.",
];
