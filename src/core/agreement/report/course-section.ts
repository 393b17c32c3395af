import type { Agreement, CorrelationRow } from "../../../shared/contract/agreement.ts";
import { sessionCourse } from "../../../shared/figures/session-course.ts";
import { drawFigure } from "../../reports/write/draw-figure.ts";
import { html, type Markup, markup } from "../../reports/write/html.ts";
import { sessionHeading } from "./correlation-sections.ts";

/** Minute by minute: every session of a small study, else the lowest, the middle and the highest r. */
export async function courseSection(agreement: Agreement): Promise<Markup> {
  const { chosen, sentence } = sessionsToShow(agreement);
  const figures: Markup[] = [];
  for (const row of chosen) {
    const points = agreement.points.filter(
      (point) => point.patient === row.patient && point.session === row.session,
    );
    figures.push(html`<figure>
<figcaption><strong>${sessionHeading(row)}</strong></figcaption>
${markup(await drawFigure(sessionCourse(points, "light")))}
</figure>`);
  }
  return html`<section>
<h2>Minute by minute</h2>
<p>${sentence}${figures.length === 0 ? null : GUIDE}</p>
${figures}
</section>`;
}

const GUIDE =
  " Gaps are minutes without a rating or without a face. Raters who chose the same level are drawn slightly apart.";

/** Never the best-looking session alone: either all of them or both ends and the middle. */
export function sessionsToShow(agreement: Agreement): { chosen: CorrelationRow[]; sentence: string } {
  const sessions = agreement.correlations.filter(
    (row) => row.rater === null && row.session !== null && row.n > 0,
  );
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
