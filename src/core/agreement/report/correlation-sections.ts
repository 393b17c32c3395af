import type { Agreement, CorrelationRow } from "../../../shared/contract/agreement.ts";
import {
  correlationInWords,
  intervalInWords,
  relationSentence,
  sessionsSentence,
} from "../../../shared/figures/agreement-words.ts";
import { correlationScatter } from "../../../shared/figures/correlation-scatter.ts";
import {
  ratedSessions,
  sessionCorrelations,
  sessionName,
  sessionsByPage,
} from "../../../shared/figures/session-correlations.ts";
import { formatCount, formatP, formatR } from "../../../shared/figures/statistic-text.ts";
import { drawFigure } from "../../reports/write/draw-figure.ts";
import { html, type Markup, markup } from "../../reports/write/html.ts";

/** Arousal and 1 - neutral over all rows: sentence, scatter plot, table of all raters and each. */
export async function overallSection(agreement: Agreement): Promise<Markup> {
  const rows = agreement.correlations.filter((row) => row.session === null);
  const together = rows.find((row) => row.rater === null);
  const shown = agreement.raters.length === 1 ? rows.filter((row) => row.rater !== null) : rows;
  return html`<section>
<h2>Arousal and nonspecific arousal</h2>
<figure>
<figcaption>${together ? relationSentence(together) : null} Each mark is one rater's minute, strewn up and down within its level; lines are least-squares lines.</figcaption>
${markup(await drawFigure(correlationScatter(agreement, "light")))}
</figure>
<table>
<thead><tr><th class="text">Rater</th>${head(shown)}</tr></thead>
<tbody>${shown.map((row) => html`<tr${row.rater === null ? markup(' class="strong"') : null}><th class="text">${row.rater ?? "All raters"}</th>${cells(row)}</tr>`)}</tbody>
</table>
</section>`;
}

/** r of every session: sentence, forest plot, table. Sessions of a single rater have one line. */
export async function sessionsSection(agreement: Agreement): Promise<Markup> {
  const sessions = ratedSessions(agreement);
  const perSession = agreement.correlations.filter((row) => row.session !== null);
  const figures: string[] = [];
  for (const page of sessionsByPage(sessions)) {
    figures.push(await drawFigure(sessionCorrelations(agreement, "light", page)));
  }
  const bySession = Map.groupBy(perSession, sessionName);
  return html`<section>
<h2>Sessions one by one</h2>
<p>${sessionsSentence(perSession.filter((row) => row.rater === null))} The broken line is r over all sessions.</p>
${figures.map((svg) => html`<figure>${markup(svg)}</figure>`)}
<table>
<thead><tr><th class="text">Patient · session</th><th class="text">Rater</th>${head(perSession)}</tr></thead>
<tbody>${[...bySession].map(([name, rows]) =>
    withoutRepetition(rows).map(
      (row, index) =>
        html`<tr${index === 0 ? markup(' class="first"') : null}><th class="text">${index === 0 ? name : null}</th><td class="text">${row.rater ?? "All raters"}</td>${cells(row)}</tr>`,
    ),
  )}</tbody>
</table>
</section>`;
}

/** Of a session with one rater, "all raters" would repeat that rater's line. */
function withoutRepetition(rows: readonly CorrelationRow[]): readonly CorrelationRow[] {
  return rows.length === 2 ? rows.filter((row) => row.rater !== null) : rows;
}

/** Head of the columns n, r, CI, p and, where a row has no r, the reason. */
function head(rows: readonly CorrelationRow[]): Markup {
  return html`<th>n</th><th>r</th><th>95% CI</th><th>p</th>${rows.some((row) => row.r === null) ? html`<th class="text">Why there is no r</th>` : null}`;
}

function cells(row: CorrelationRow): Markup {
  const { n, r, p, explanation } = row;
  return html`<td>${formatCount(n)}</td><td>${r === null ? "–" : formatR(r)}</td><td>${intervalInWords(row)}</td><td>${p === null ? "–" : formatP(p)}</td>${explanation === null ? null : html`<td class="text note">${explanation}</td>`}`;
}

/** Heading of a single session: "P01 · session 3: r = .50, ...". */
export function sessionHeading(row: CorrelationRow): string {
  return `${row.patient} · session ${row.session}: ${correlationInWords(row)}`;
}
