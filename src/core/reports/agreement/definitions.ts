import { EMOTION_GATE } from "../../../shared/ceas/codebook.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";
import { BLOCK_DEFINITION, CLUSTER_DEFINITION } from "./columns.ts";

/** How the numbers of the agreement come about. */
export function definitions({ resamples }: Pick<ReportOptions, "resamples">): ReportDocument["definitions"] {
  return resamples === 0 ? DEFINITIONS.filter(({ term }) => !BOOTSTRAP_TERMS.has(term)) : DEFINITIONS;
}

const BOOTSTRAP_TERMS: ReadonlySet<string> = new Set(["Clusters", "Blocks"]);

const DEFINITIONS: ReportDocument["definitions"] = [
  {
    term: "Row, n",
    definition:
      "One row is one rating: one rater and one minute. A minute coded by three raters gives three rows. n is the number of rows that a value rests on.",
  },
  {
    term: "Rows used",
    definition:
      "Ratings with an arousal from 1 to 7 whose minute was analysed and shows a face in at least one frame. Minutes marked as not ratable, minutes of excluded sessions, minutes without analysis and minutes without a face have no value; they are left out and counted, never set to zero. Ratings of the main phase and of a gold standard enter; those of training and consensus do not.",
  },
  {
    term: "Minute",
    definition:
      "Minute m covers the seconds from 60 (m − 1) up to, but not including, 60 m. The last one may be shorter.",
  },
  {
    term: "Arousal, MODE",
    definition:
      "The rater's Client Emotional Arousal Scale level of the minute, its usual level: a whole number from 1 to 7, treated as a number.",
  },
  { term: "PEAK", definition: "The level of the strongest moment of the minute, where it was coded." },
  {
    term: "1 − neutral",
    definition:
      "Nonspecific arousal: 1 minus the mean probability of “neutral” over those frames of the minute that show a face; between 0 and 1. It equals the sum of the means of the other six expressions.",
  },
  {
    term: "Summaries of the minute",
    definition:
      "Of 1 − neutral over the frames with a face: mean, median, 90th percentile, maximum, share of the time at or above the analysis' threshold, and the number of times it rises to it.",
  },
  {
    term: "r",
    definition:
      "Pearson's product-moment correlation. It needs at least 3 rows and variation in both variables; where there is none, the reason is given instead.",
  },
  {
    term: "r within sessions, between sessions",
    definition:
      "Within: of deviations from the means of the session; between: of the means of the sessions, each once. The pooled r mixes both. The same with patients. Fisher's interval of r within sessions takes n − sessions + 1 in place of n, since each session's mean is taken out.",
  },
  {
    term: "95% CI",
    definition:
      "By Fisher's z: tanh(atanh r ± 1.96 / √(n − 3)). It takes all rows as independent, which minutes of one session and ratings of one minute are not: it is too narrow.",
  },
  {
    term: "Clusters",
    definition: `${CLUSTER_DEFINITION} Given where at least ${FEWEST_SESSIONS} sessions carry the value.`,
  },
  {
    term: "Blocks",
    definition: `${BLOCK_DEFINITION} Their length is the cube root of the mean number of minutes of a session.`,
  },
  {
    term: "Coverage",
    definition:
      "Share of a minute's frames with a face. Minutes with any coverage above zero enter; the section on coverage shows r without those of little coverage.",
  },
  {
    term: "p",
    definition:
      "Two-sided. Of r: from t = r √((n − 2) / (1 − r²)) with n − 2 degrees of freedom; like the interval, it takes rows as independent. Values below about 1e-308 are stored as 0.",
  },
  {
    term: "Mixed model",
    definition:
      "arousal = intercept + slope × (1 − neutral) + random intercepts + residual, by restricted maximum likelihood; degrees of freedom after Satterthwaite; likelihood ratio tests by maximum likelihood. R² after Nakagawa & Schielzeth: variance of the fixed part (marginal), or of the fixed part and the intercepts (conditional), of all variance.",
  },
  {
    term: "Criterion agreement",
    definition:
      "Raters are the criterion, the machine is what is tested. Both use different scales, so correlation, area under the curve and calibration say how far they agree; an intraclass correlation would not.",
  },
  {
    term: "Low (CEAS < 3)",
    definition: `Minutes with arousal below ${EMOTION_GATE}, for which the codebook asks for no emotion; set beside the expression “neutral”.`,
  },
  {
    term: "Strongest expression",
    definition:
      "The expression with the highest mean probability in the minute; of equal ones, the first in the table.",
  },
  {
    term: "Same",
    definition:
      "Rows in which rater and machine name the same (anger – angry, disgust – disgust, fear – fear, joy – happy, sadness – sad, surprise – surprise, low – neutral), of the rows that can be compared. Love has no counterpart and is not among them.",
  },
  {
    term: "Expression",
    definition:
      "What a model sees in a face. It is not what a person feels, and agreement with a rater does not show that either is right. For research; not a diagnostic instrument.",
  },
];
