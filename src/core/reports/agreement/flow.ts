import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { RatingPhase } from "../report-tables.ts";
import type { AgreementFlow } from "./agreement-rows.ts";

const PHASE_WORDS: Readonly<Record<RatingPhase, string>> = {
  training: "made in training",
  main: "of the main phase",
  consensus: "agreed on in consensus",
  gold: "of the gold standard",
};

/** How many ratings went in, and where the others were lost. */
export function flowOf(flow: AgreementFlow): ReportDocument["flow"] {
  const lost = (label: string, n: number) => ({ label, n, indent: true, strong: false });
  return {
    sentence:
      flow.used === 0
        ? ""
        : `${formatCount(flow.used)} of ${counted(flow.ratings, "rating")}, of ${counted(flow.minutes, "minute")} from ${counted(flow.sessions, "session")} of ${counted(flow.patients, "patient")}, can be set beside the machine.`,
    lines: [
      { label: "Ratings (one rater, one minute)", n: flow.ratings, indent: false, strong: false },
      ...flow.otherPhases.map(({ phase, ratings }) => lost(`${PHASE_WORDS[phase]}, left out`, ratings)),
      lost("marked as not ratable", flow.notRatable),
      ...flow.exclusions.map(({ reason, sessions, ratings }) =>
        lost(`${counted(sessions, "session")} excluded: ${reason}`, ratings),
      ),
      lost("minute not analysed with this model", flow.withoutAnalysis),
      lost("no face in the minute", flow.withoutFace),
      { label: "Used", n: flow.used, indent: false, strong: true },
      lost("of these with arousal 3 or above and no emotion", flow.withoutEmotion),
    ],
  };
}

/** What must be known about the rows before any number. */
export function flowNotices(flow: AgreementFlow): string[] {
  return [
    ...(flow.onlyOtherPhases
      ? [
          "The study holds no ratings of the main phase: ratings of training and consensus are used. They were not made independently for the results.",
        ]
      : []),
    ...(flow.used > 0 && flow.patients === 1
      ? [
          "All rows come from one patient: nothing can be said about other patients. Cluster intervals resample this patient's sessions alone.",
        ]
      : []),
    ...(flow.used > 0 && flow.patients > 1 && flow.patients < 10
      ? [
          `The rows come from ${flow.patients} patients: cluster intervals and variances of patients rest on few of them.`,
        ]
      : []),
  ];
}

/** Why there is nothing to compare and what to do about it; null when there is something. */
export function missingWords(flow: AgreementFlow): string | null {
  if (flow.used > 0) return null;
  if (flow.ratings === 0) {
    return "The study holds no ratings. Rate minutes in the rating room, or import a CSV of ratings with “Add” on the page of sessions or with the command import-ratings.";
  }
  const reasons = [
    [flow.withoutAnalysis, "in sessions or minutes that are not analysed"],
    [flow.exclusions.reduce((sum, { ratings }) => sum + ratings, 0), "in sessions that were excluded"],
    [flow.withoutFace, "in minutes without a face"],
    [flow.notRatable, "marked as not ratable"],
    [flow.otherPhases.reduce((sum, { ratings }) => sum + ratings, 0), "of other phases"],
  ] as const;
  const list = reasons
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatCount(count)} ${words}`);
  const advice =
    flow.withoutAnalysis > 0
      ? " Analyse the rated sessions with “Analyse”, or import a table of minutes with “Add” on the page of sessions or with the command import-minutes."
      : "";
  return `Of ${counted(flow.ratings, "rating")} none can be set beside the machine: ${list.join(", ")}.${advice}`;
}
