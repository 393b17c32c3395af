import type { CorrelationRow } from "../../../shared/figures/agreement-values.ts";
import { correlationInWords } from "../../../shared/figures/agreement-words.ts";
import { sessionCourse } from "../../../shared/figures/session-course.ts";
import type { FigureBlock } from "../../../shared/reports/document.ts";
import { figureBlock, text } from "../blocks.ts";
import { pointValues } from "../drawn-values.ts";
import type { AgreementRow } from "./agreement-rows.ts";
import type { AgreementContext } from "./context.ts";
import type { ReportPart } from "./part.ts";

/** Figure 2a: every session of a small study, else the lowest, the middle and the highest r; in the page any session. */
export function courseSection({ rows, correlations }: AgreementContext): ReportPart {
  const { chosen, sentence } = sessionsToShow(correlations);
  const all = correlations.filter(({ rater, session, n }) => rater === null && session !== null && n > 0);
  return {
    section: {
      id: "course",
      title: "Minute by minute",
      blocks: [
        text(sentence, chosen.length === 0 ? "" : GUIDE),
        ...chosen.map((row, i) => courseFigure(rows, row, `course-${i + 1}`)),
        {
          kind: "session-choice",
          sessions: all.map((row) => ({
            patient: row.patient ?? "",
            session: row.session ?? 0,
            label: sessionHeading(row),
          })),
        },
      ],
    },
    numbers: [],
    notices: [],
  };
}

const GUIDE =
  " Gaps are minutes without a rating or without a face. Raters who chose the same level are drawn slightly apart.";

/** Never the best-looking session alone: either all of them or both ends and the middle. */
export function sessionsToShow(correlations: readonly CorrelationRow[]): {
  chosen: CorrelationRow[];
  sentence: string;
} {
  const sessions = correlations.filter((row) => row.rater === null && row.session !== null && row.n > 0);
  if (sessions.length <= 3) {
    return { chosen: sessions, sentence: "Arousal and 1 − neutral over the minutes of each session." };
  }
  const ranked = sessions.filter((row) => row.r !== null).sort((a, b) => (a.r ?? 0) - (b.r ?? 0));
  if (ranked.length === 0) {
    return { chosen: [], sentence: "No session has an r, so no course is picked out." };
  }
  const chosen = [ranked[0], ranked[Math.floor(ranked.length / 2)], ranked.at(-1)];
  return {
    chosen: [...new Set(chosen)].filter((row) => row !== undefined),
    sentence: `Arousal and 1 − neutral over the minutes of three sessions: of ${ranked.length} sessions with an r, the one with the lowest, the middle and the highest.`,
  };
}

function courseFigure(rows: readonly AgreementRow[], row: CorrelationRow, id: string): FigureBlock {
  const points = rows.filter(({ patient, session }) => patient === row.patient && session === row.session);
  return figureBlock({
    id,
    // The reason why there is no r is a sentence of its own.
    caption: `${sessionHeading(row).replace(/\.$/, "")}.`,
    description: `Arousal of each rater and 1 − neutral of the machine over the minutes of session ${row.session} of ${row.patient}.`,
    draw: (theme) => sessionCourse(points, theme),
    data: pointValues(points),
  });
}

/** "P01 · session 3: r = .50, ...". */
function sessionHeading(row: CorrelationRow): string {
  return `${row.patient} · session ${row.session}: ${correlationInWords(row)}`;
}
