import { counted } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { ReportDocument } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import { FEWEST_SESSIONS } from "../cluster-rule.ts";
import type { RatingPhase, ReportTables } from "../report-tables.ts";
import type { AgreementFlow, AgreementRows } from "./agreement-rows.ts";
import { sessionFlow } from "./session-flow.ts";

const PHASE_WORDS: Readonly<Record<RatingPhase, string>> = {
  training: "made in training",
  main: "of the main phase",
  consensus: "agreed on in consensus",
  gold: "of the gold standard",
};

/** How many sessions, minutes and ratings went in, and where the others were lost. */
export function flowOf(
  tables: Pick<ReportTables, "sessions" | "minutes">,
  joined: AgreementRows,
): ReportDocument["flow"] {
  const { flow } = joined;
  const lost = (label: string, n: number) => ({ label, n, indent: true, strong: false });
  return {
    sentence:
      flow.used === 0
        ? ""
        : `${formatCount(flow.used)} of ${counted(flow.ratings, "rating")}, of ${counted(flow.minutes, "minute")} from ${counted(flow.sessions, "session")} of ${counted(flow.patients, "patient")}, can be set beside the machine.`,
    lines: [
      ...sessionFlow(tables, joined),
      { label: "Ratings (one rater, one minute)", n: flow.ratings, indent: false, strong: true },
      ...flow.otherPhases.map(({ phase, ratings }) => lost(`${PHASE_WORDS[phase]}, left out`, ratings)),
      lost("marked as not ratable", flow.notRatable),
      ...flow.exclusions.map(({ reason, sessions, ratings }) =>
        lost(`${counted(sessions, "session")} excluded: ${reason}`, ratings),
      ),
      lost("minute not analysed with this model", flow.withoutAnalysis),
      lost("no face in the minute", flow.withoutFace),
      { label: "Ratings used", n: flow.used, indent: false, strong: true },
      lost("of these with arousal 3 or above and no emotion", flow.withoutEmotion),
    ],
  };
}

/** What must be known about the rows before any number. */
export function flowNotices(flow: AgreementFlow, { resamples }: Pick<ReportOptions, "resamples">): string[] {
  const [oneResampled, fewResampled] =
    resamples === 0
      ? ["", "variances of patients rest"]
      : [
          flow.sessions < FEWEST_SESSIONS
            ? ` With fewer than ${FEWEST_SESSIONS} sessions there are no cluster intervals either.`
            : " Cluster intervals resample this patient's sessions alone.",
          "cluster intervals and variances of patients rest",
        ];
  return [
    ...(flow.onlyOtherPhases
      ? [
          "The study holds no ratings of the main phase: ratings of training and consensus are used. They were not made independently for the results.",
        ]
      : []),
    ...(flow.used > 0 && flow.patients === 1
      ? [
          `All rows come from one patient: nothing can be said about other patients, and nothing about how patients differ.${oneResampled}`,
        ]
      : []),
    ...(flow.used > 0 && flow.patients > 1 && flow.patients < 10
      ? [`The rows come from ${flow.patients} patients: ${fewResampled} on few of them.`]
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
