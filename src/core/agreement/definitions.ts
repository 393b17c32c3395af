import { EMOTION_GATE } from "../../shared/ceas/codebook.ts";
import type { Agreement } from "../../shared/contract/agreement.ts";

/** How every number of the agreement comes about, in the words that page, report and files show. */
export const AGREEMENT_DEFINITIONS: Agreement["definitions"] = [
  {
    term: "Row, n",
    definition:
      "One row is one rating: one rater and one minute. A minute coded by three raters gives three rows. n is the number of rows that a value rests on.",
  },
  {
    term: "Rows used",
    definition:
      "Ratings with an arousal from 1 to 7 whose minute was analysed and shows a face in at least one frame. Minutes marked as not ratable, minutes of sessions whose analysis a supervisor excluded, minutes without analysis and minutes without a face have no value; they are left out and counted, never set to zero.",
  },
  {
    term: "Minute",
    definition:
      "Minute m covers the seconds from 60 (m − 1) up to, but not including, 60 m. The last one may be shorter.",
  },
  {
    term: "Arousal",
    definition:
      "The rater's Client Emotional Arousal Scale level of the minute, a whole number from 1 to 7, treated as a number.",
  },
  {
    term: "1 − neutral",
    definition:
      "Nonspecific arousal: 1 minus the mean probability of “neutral” over those frames of the minute that show a face; between 0 and 1. It equals the sum of the means of the other six expressions.",
  },
  {
    term: "Coverage",
    definition:
      "Share of the minute's frames in which a face was found. Frames without a face do not enter a mean; no minimum coverage is asked for.",
  },
  {
    term: "r",
    definition:
      "Pearson's product-moment correlation of arousal with 1 − neutral over the rows. It needs at least 3 rows and variation in both; where there is no r, the reason is given instead.",
  },
  {
    term: "95% CI",
    definition:
      "Confidence interval of r by Fisher's z: tanh(atanh r ± 1.96 / √(n − 3)). It needs at least 4 rows.",
  },
  {
    term: "p",
    definition:
      "Two-sided p of the test that r is 0, from t = r √((n − 2) / (1 − r²)) with n − 2 degrees of freedom. Values below about 1e-308 are stored as 0.",
  },
  {
    term: "Nesting",
    definition:
      "Minutes are nested in sessions and patients, and several raters may have coded the same minute. Interval and p take all rows as independent, as the published procedure does: the interval is too narrow and p too small, the more so the more rows come from one session. They describe; they do not prove.",
  },
  {
    term: "All raters",
    definition: "The rows of all raters put together; ratings of the same minute are not averaged.",
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
    term: "Confusion, seven expressions",
    definition:
      "Counts of rows by the rater's emotion or “low” and the strongest of all seven expressions. Rows with arousal 3 or above without an emotion are left out.",
  },
  {
    term: "Confusion, six emotions",
    definition:
      "The same without neutral: counts of rows by the rater's emotion and the strongest of the six emotional expressions. Low minutes are left out.",
  },
  {
    term: "Same",
    definition:
      "Rows in which rater and machine name the same (anger – angry, disgust – disgust, fear – fear, joy – happy, sadness – sad, surprise – surprise, low – neutral), of the rows that can be compared. Love has no counterpart and is not among them.",
  },
  {
    term: "Expression",
    definition:
      "What a model sees in a face. It is not a feeling, and agreement with a rater does not show that either is right. For research; not a diagnostic instrument.",
  },
];
