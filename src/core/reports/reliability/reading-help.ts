import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";
import { FEW_PATIENTS } from "./resample.ts";

/** Where the papers are silent, and what was done. */
export function choicesOf({ resamples }: Pick<ReportOptions, "resamples">): ReportDocument["choices"] {
  return [...CHOICES, resamples === 0 ? FORMULA_ONLY : RESAMPLED];
}

const NESTED = "Minutes are nested in sessions and sessions in patients; formulas take them as independent.";

const FORMULA_ONLY = {
  question: NESTED,
  choice: "No bootstrap was asked for: intervals are by formula alone, and likely too narrow.",
};

const RESAMPLED = {
  question: NESTED,
  choice: `Intervals by formula stand beside intervals that draw patients and sessions, and, for some, blocks of minutes. Intervals that draw sessions are given where ${FEWEST_SESSIONS} sessions or more carry the coefficient: fewer give resamples that repeat each other and intervals that look narrow because little can be drawn. With fewer than ${FEW_PATIENTS} patients they are given, and a note at the top says that patients are drawn from few.`,
};

const CHOICES: ReportDocument["choices"] = [
  {
    question: "Steppan et al. (2023) report no reliability of their own three raters; they cite .75 to .81.",
    choice: "It is computed here from the study's own double-coded minutes.",
  },
  {
    question: "Which ratings count: training, main, consensus or gold?",
    choice:
      "Ratings of the main phase; those of training where the main phase has no minute with two ratings. Consensus values were agreed upon together and enter no coefficient; the phases stand apart in a section of their own.",
  },
  {
    question: "Which minutes count?",
    choice:
      "Minutes with an arousal of two raters or more, whether or not the session's video was analysed: the raters' agreement does not depend on the machine. Excluded sessions enter nothing. Coefficients that need a value of every rater take the minutes that all raters coded; the others take all.",
  },
  {
    question:
      "A minute of low arousal has no emotion by the rules of the codebook. Does it count as a category?",
    choice:
      "Yes, as low: two raters who both see arousal below 3 agree. Arousal of 3 or more without an emotion has no category and is left out.",
  },
  {
    question: "Variance components by moments or by restricted maximum likelihood (REML)?",
    choice:
      "Values over all double-coded minutes are by moments (Henderson's method 1), in the text and in every table, since they can be computed anew in each resample: value and interval belong together. Those by REML stand beside them; both estimate the same coefficients.",
  },
  {
    question: "How is the scale treated: as ordered levels or as numbers?",
    choice: "Both: alpha ordinal and interval, weighted kappas over all seven levels, ICC on the numbers.",
  },
];

export const DEFINITIONS: ReportDocument["definitions"] = [
  { term: "Double-coded minute", definition: "A minute with an arousal of two raters or more." },
  {
    term: "ICC(A,1), ICC(A,k)",
    definition:
      "Share of the variance that lies between minutes; differences between raters count as error. For one rater, and for the mean of k raters.",
  },
  {
    term: "ICC(C,1), ICC(C,k)",
    definition: "The same, without counting differences of level between raters as error.",
  },
  { term: "ICC(1,1), ICC(1,k)", definition: "The same where every minute was coded by other raters." },
  {
    term: "Between and within sessions",
    definition:
      "Variance between sessions, or between the minutes of a session, over itself plus the variance between raters and the residual: how well one rater tells sessions apart, or minutes of one session.",
  },
  {
    term: "Krippendorff's alpha",
    definition: "1 minus observed over expected disagreement of pairs of values; missing values allowed.",
  },
  {
    term: "Cohen's kappa",
    definition:
      "Agreement beyond chance of two raters over what chance leaves; weights count near misses in part: 1 − |i − j|/6 (linear), 1 − (i − j)²/36 (quadratic).",
  },
  {
    term: "Fleiss' and Conger's kappa",
    definition:
      "Kappa of several raters, chance from the shares of all raters together (Fleiss; for two raters not Cohen's) or from each rater's own (Conger).",
  },
  {
    term: "AC1, AC2",
    definition:
      "Gwet's coefficients: chance agreement Σw / (q (q − 1)) Σ π (1 − π), small when one value dominates.",
  },
  { term: "PABAK", definition: "(q · observed agreement − 1) / (q − 1), q the number of values." },
  { term: "Prevalence index", definition: "Share of the most frequent value, both raters together." },
  {
    term: "Bias index",
    definition: "Half the sum of the absolute differences between two raters' shares of the values.",
  },
  {
    term: "Limits of agreement",
    definition: "Mean difference ± 1.96 standard deviations of the differences.",
  },
  {
    term: "Concordance correlation",
    definition: "2 s_xy / (s_x² + s_y² + (x̄ − ȳ)²): distance of the pairs from equality.",
  },
  {
    term: "Rater − others",
    definition:
      "Mean over minutes of a rater's level minus the mean of the other raters' levels of the same minute.",
  },
  {
    term: "Interval, sessions drawn",
    definition: `95% BCa bootstrap interval (Efron 1987): patients with replacement, then sessions within each; corrected for bias and skew, since plain percentiles of variance components lie too low. Given where ${FEWEST_SESSIONS} sessions or more carry the coefficient.`,
  },
  {
    term: "These raters, raters as random",
    definition:
      "An interval for these raters says how the coefficient would come out in other sessions by the same raters. One with raters as random (the formula of ICC(A,1)) speaks of other raters as well: it is wider, and only more raters narrow it beyond a limit.",
  },
  {
    term: "Design effect",
    definition:
      "How many times the variance of a coefficient is larger than with as many independent minutes; double-coded minutes over the design effect are the effective minutes.",
  },
];

export const REFERENCES: string[] = [
  "Bland, J. M., & Altman, D. G. (1999). Measuring agreement in method comparison studies. Statistical Methods in Medical Research, 8, 135–160.",
  "Bonett, D. G. (2002). Sample size requirements for estimating intraclass correlations with desired precision. Statistics in Medicine, 21, 1331–1335.",
  "Byrt, T., Bishop, J., & Carlin, J. B. (1993). Bias, prevalence and kappa. Journal of Clinical Epidemiology, 46, 423–429.",
  "Carryer, J. R., & Greenberg, L. S. (2010). Optimal levels of emotional arousal in experiential therapy of depression. Journal of Consulting and Clinical Psychology, 78, 190–199.",
  "Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. Psychological Bulletin, 88, 322–328.",
  "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association, 82, 171–185.",
  "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin, 76, 378–382.",
  "Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa. Psychological Bulletin, 72, 323–327.",
  "Greenberg, L. S., Auszra, L., & Herrmann, I. R. (2007). The relationship among emotional productivity, emotional arousal and outcome in experiential therapy of depression. Psychotherapy Research, 17.",
  "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British Journal of Mathematical and Statistical Psychology, 61, 29–48.",
  "Henderson, C. R. (1953). Estimation of variance and covariance components. Biometrics, 9, 226–252.",
  "Koo, T. K., & Li, M. Y. (2016). A guideline of selecting and reporting intraclass correlation coefficients for reliability research. Journal of Chiropractic Medicine, 15, 155–163.",
  "Kottner, J., et al. (2011). Guidelines for Reporting Reliability and Agreement Studies (GRRAS) were proposed. Journal of Clinical Epidemiology, 64, 96–106.",
  "Krippendorff, K. (2004). Content analysis: An introduction to its methodology (2nd ed.). Sage.",
  "Künsch, H. R. (1989). The jackknife and the bootstrap for general stationary observations. The Annals of Statistics, 17, 1217–1241.",
  "Landis, J. R., & Koch, G. G. (1977). The measurement of observer agreement for categorical data. Biometrics, 33, 159–174.",
  "Lin, L. I.-K. (1989). A concordance correlation coefficient to evaluate reproducibility. Biometrics, 45, 255–268.",
  "McGraw, K. O., & Wong, S. P. (1996). Forming inferences about some intraclass correlation coefficients. Psychological Methods, 1, 30–46.",
  "Missirlian, T. M., Toukmanian, S. G., Warwar, S. H., & Greenberg, L. S. (2005). Emotional arousal, client perceptual processing, and the working alliance in experiential psychotherapy for depression. Journal of Consulting and Clinical Psychology, 73, 861–871.",
  "Shrout, P. E., & Fleiss, J. L. (1979). Intraclass correlations: Uses in assessing rater reliability. Psychological Bulletin, 86, 420–428.",
  "Shrout, P. E., & Lane, S. P. (2012). Psychometrics. In M. R. Mehl & T. S. Conner (Eds.), Handbook of research methods for studying daily life (pp. 302–320). Guilford.",
  "Steppan, M., Zimmermann, R., Fürer, L., Southward, M., Koenig, J., Kaess, M., Kleinbub, J. R., Roth, V., & Schmeck, K. (2023). Machine learning facial emotion classifiers in psychotherapy research: A proof-of-concept study. Psychopathology. https://doi.org/10.1159/000534811",
];
