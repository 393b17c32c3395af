import { sessionCourse } from "../../shared/figures/session-course.ts";
import type { FigureBlock } from "../../shared/reports/document.ts";
import { Failure } from "../failure.ts";
import { agreementRows } from "./agreement/agreement-rows.ts";
import { figureBlock } from "./blocks.ts";
import { pointValues } from "./drawn-values.ts";
import type { ReportTables } from "./report-tables.ts";

/** Figure 2a of one session. @throws Failure NOT_FOUND for a session that is not part of the study */
export function sessionCourseBlock(
  { sessions, ratings, minutes }: Pick<ReportTables, "sessions" | "ratings" | "minutes">,
  patient: string,
  session: number,
): FigureBlock {
  const ofSession = <Row extends { readonly patient: string; readonly session: number }>(
    rows: readonly Row[],
  ): Row[] => rows.filter((row) => row.patient === patient && row.session === session);
  const found = ofSession(sessions);
  if (found.length === 0) throw new Failure("NOT_FOUND", "This session is not part of the study.");
  const { rows } = agreementRows({
    sessions: found,
    ratings: ofSession(ratings),
    minutes: ofSession(minutes),
  });
  return figureBlock({
    id: "session-course",
    caption: `${patient} · session ${session}`,
    description: `Arousal of each rater and 1 − neutral over the minutes of session ${session} of ${patient}.`,
    draw: (theme) => sessionCourse(rows, theme),
    data: pointValues(rows),
  });
}
