import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";

/** Where the article is silent or contradicts itself, and what was done here. */
export function choices({ highArousal, resamples }: ReportOptions): ReportDocument["choices"] {
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
        "The mean of a minute is taken over its frames with a face. A minute without any is left out and counted; nothing is carried over from before, and nothing is set to zero. No minimum share of frames is asked for; the section on coverage shows r without minutes of little coverage, with their number.",
    },
    {
      question:
        "How much was filmed? An article in the press speaks of more than 950 hours; the 389 sessions of the study, of about 50 minutes each, are 324 hours.",
      choice:
        "Nothing is taken over: sessions and minutes are counted from the study's own tables (“What went in”).",
    },
    {
      question:
        "How large is the set of pictures that the article's network was trained with? It gives FER-2013 as 35,685 pictures; the public set holds 35,887.",
      choice:
        "The network is named by its identifier and, where it ran here, by the SHA-256 of its weights; what it was trained with stands on its model card.",
    },
    {
      question: "What if several raters coded a minute?",
      choice: `Each rating is a row, as in the article (“irrespective of rater”), so such minutes weigh more. “Each minute once” gives r with the raters of a minute averaged; ${resamples === 0 ? "random intercepts of raters take" : "random intercepts of raters and cluster intervals take"} account of it elsewhere.`,
    },
    {
      question: "Do minutes of a session count as independent? The article's r and p take them so.",
      choice: `Fisher's interval and p are given as published. Beside them stand ${resamples === 0 ? "" : "the bootstrap of patients and sessions, the bootstrap of blocks of minutes, "}r within sessions and mixed models. Where they differ, the wider intervals are to be believed.`,
    },
    {
      question:
        "Is a rater's correlation compared with the overall one, of which it is a part? The article's Fisher z does so.",
      choice: `This comparison is given and named as descriptive; beside it stand comparisons with the other raters${resamples === 0 ? " and of two raters each" : ", of two raters each, and a bootstrap interval of the difference"}.`,
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
    {
      question: "When does a value have an interval of the cluster bootstrap?",
      choice: `Where at least ${FEWEST_SESSIONS} sessions carry it: resamples of fewer repeat each other, and their percentiles look narrow for want of sessions.${resamples === 0 ? " None was asked for here." : ""}`,
    },
  ];
}
