import type { CorrelationRow } from "../../../shared/figures/agreement-values.ts";
import { counted, sessionsSentence } from "../../../shared/figures/agreement-words.ts";
import {
  type RatedSession,
  ratedSessions,
  sessionCorrelations,
  sessionsByPage,
} from "../../../shared/figures/session-correlations.ts";
import type { FigureData } from "../../../shared/reports/document.ts";
import { figureBlock, table, text } from "../blocks.ts";
import { figureData } from "../figure-data.ts";
import { column, FISHER_DEFINITION, intervalColumns, orWhy } from "./columns.ts";
import { type AgreementContext, scopeLabel } from "./context.ts";
import { exact, type ReportPart } from "./part.ts";

/** S4: r of every session, for all raters together and each. */
export function sessionsSection({ correlations, raters }: AgreementContext): ReportPart {
  const perSession = correlations.filter(({ session }) => session !== null);
  const together = perSession.filter(({ rater }) => rater === null);
  const pages = sessionsByPage(ratedSessions({ correlations }));
  const part = (page: number): string => (pages.length === 1 ? "" : ` (${page + 1} of ${pages.length})`);
  return {
    section: {
      id: "sessions",
      title: "Sessions one by one",
      blocks: [
        text({
          text: sessionsSentence(together),
          hover: `Of the r of all raters together within each session. n = ${counted(together.length, "session")}.`,
        }),
        ...pages.map((page, i) =>
          figureBlock({
            id: `sessions-${i + 1}`,
            caption: `r of arousal with 1 − neutral in each session${part(i)}, with 95% intervals; the broken line is r over all sessions.`,
            description:
              "Dot and interval for each session, one column for all raters and one for each rater.",
            draw: (theme) => sessionCorrelations({ correlations, raters }, theme, page),
            data: sessionValues(perSession, page),
          }),
        ),
        sessionsTable(withoutRepetition(perSession)),
      ],
    },
    numbers: together.map(({ patient, session, r }) => exact(`session.${patient}.${session}.r`, r)),
    notices: [],
  };
}

function sessionValues(rows: readonly CorrelationRow[], page: readonly RatedSession[]): FigureData {
  const shown = new Set(page.map(({ patient, session }) => `${patient} ${session}`));
  return figureData(
    rows.filter(({ patient, session }) => shown.has(`${patient} ${session}`)),
    {
      patient: ["pseudonym", ({ patient }) => patient],
      session: ["number within the patient", ({ session }) => session],
      rater: ["code of the rater, or all raters together", ({ rater }) => scopeLabel(rater)],
      r: ["Pearson's r of arousal with 1 − neutral; empty: none", ({ r }) => r],
      low: ["lower end of the 95% interval; empty: none", ({ ciLow }) => ciLow],
      high: ["upper end of the 95% interval; empty: none", ({ ciHigh }) => ciHigh],
      n: ["rated minutes with a machine value", ({ n }) => n],
    },
  );
}

/** Of a session with one rater, "all raters" would repeat that rater's line. */
function withoutRepetition(rows: readonly CorrelationRow[]): CorrelationRow[] {
  return [...Map.groupBy(rows, ({ patient, session }) => `${patient} ${session}`).values()].flatMap(
    (lines) => (lines.length === 2 ? lines.filter(({ rater }) => rater !== null) : lines),
  );
}

function sessionsTable(rows: readonly CorrelationRow[]): ReturnType<typeof table> {
  return table<CorrelationRow>({
    id: "sessions",
    caption: "r of arousal with 1 − neutral by session and rater.",
    nColumn: "n",
    rows,
    columns: [
      column("patient", "Patient", "text", "Pseudonym.", ({ patient }) => patient),
      column("session", "Session", "count", "Number within the patient.", ({ session }) => session),
      column(
        "rater",
        "Rater",
        "text",
        "Code of the rater, or all raters of the session together.",
        ({ rater }) => scopeLabel(rater),
      ),
      column("n", "n", "count", "Rated minutes of the session that have a machine value.", ({ n }) => n),
      column("r", "r", "r", "Pearson's r within the session.", ({ r, explanation }) => orWhy(r, explanation)),
      ...intervalColumns<CorrelationRow>(
        "fisher",
        "95% CI",
        "r",
        FISHER_DEFINITION,
        ({ ciLow, ciHigh, explanation }) =>
          ciLow === null || ciHigh === null
            ? (explanation ?? "An interval needs at least 4 minutes.")
            : { low: ciLow, high: ciHigh },
      ),
      column("p", "p", "p", "Two-sided, by t with n − 2 degrees of freedom.", ({ p, explanation }) =>
        orWhy(p, explanation),
      ),
    ],
    note: "Intervals of single sessions take neighbouring minutes as independent. Of many sessions some are high and some low by chance alone.",
  });
}
