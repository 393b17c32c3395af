import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";

/** Where the article is silent or contradicts itself, and what was done here. */
export function choices({ highArousal }: ReportOptions): ReportDocument["choices"] {
  return [
    {
      question:
        "How many rows are there? The article names 11,960 rated minutes, called 186.5 hours (11,960 minutes are 199.3 hours); 232 sessions of 23 patients are 10.1 each; the article says 9.8.",
      choice:
        "No number is taken over. Every rating is counted once where it went in or was lost (“What went in”), and every value carries its own n.",
    },
    {
      question: "How are frames and minutes without a face treated? The article does not say.",
      choice:
        "The mean of a minute is taken over its frames with a face. A minute without any is left out and counted; nothing is carried over from before, and nothing is set to zero. No minimum share of frames is asked for; coverage stands in the table of rows.",
    },
    {
      question: "What if several raters coded a minute?",
      choice:
        "Each rating is a row, as in the article (“irrespective of rater”), so such minutes weigh more. “Each minute once” gives r with the raters of a minute averaged; random intercepts of raters and cluster intervals take account of it elsewhere.",
    },
    {
      question: "Do minutes of a session count as independent? The article's r and p take them so.",
      choice:
        "Fisher's interval and p are given as published. Beside them stand the bootstrap of patients and sessions, the bootstrap of blocks of minutes, r within sessions and mixed models. Where they differ, the wider ones are to be believed.",
    },
    {
      question:
        "Is a rater's correlation compared with the overall one, of which it is a part? The article's Fisher z does so.",
      choice:
        "This comparison is given and named as descriptive; beside it stand comparisons with the other raters, of two raters each, and a bootstrap interval of the difference.",
    },
    {
      question: "Which value of a minute is set beside the rating? The article uses the mean.",
      choice:
        "The mean, everywhere but in “Which summary of the minute”, where other summaries are set beside it over the same rows.",
    },
    {
      question: "Which session is shown minute by minute? The article shows one with r = .50.",
      choice:
        "The sessions with the lowest, the middle and the highest r; never the best alone. In the page any session can be chosen.",
    },
    {
      question: "Which random effects? The article names dyads, then raters and patients.",
      choice:
        "A patient stands for a dyad. Both models are given, and a third one with random intercepts of sessions, in which minutes are nested.",
    },
    {
      question: "From which level on is arousal high?",
      choice: `From ${highArousal} on. The article speaks of more than 3; the level can be set.`,
    },
  ];
}
