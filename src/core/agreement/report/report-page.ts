import type { Agreement } from "../../../shared/contract/agreement.ts";
import { counted, missingSentence, syntheticNotice } from "../../../shared/figures/agreement-words.ts";
import { formatCount } from "../../../shared/figures/statistic-text.ts";
import { html, type Markup, markup } from "../../reports/write/html.ts";
import { REPORT_STYLE } from "../../reports/write/report-style.ts";
import { confusionSection } from "./confusion-section.ts";
import { overallSection, sessionsSection } from "./correlation-sections.ts";
import { courseSection } from "./course-section.ts";

/**
 * The agreement as one HTML document that needs nothing else: styles and figures stand in it, there are no scripts
 * and no addresses, and its own policy forbids a browser to load any.
 */
export async function reportPage(agreement: Agreement): Promise<string> {
  const notice = syntheticNotice(agreement.raters);
  const missing = missingSentence(agreement);
  const title = `Agreement of raters and machine: ${agreement.study.name}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${markup(REPORT_STYLE)}</style>
</head>
<body>
<h1>Agreement of raters and machine</h1>
<p class="lead">${agreement.study.name}, ${dateAndTime(agreement.computedAt)}</p>
${notice === null ? null : html`<p class="notice">${notice}</p>`}
${provenance(agreement)}
${flowSection(agreement)}
${missing === null ? await results(agreement) : html`<p class="missing">${missing}</p>`}
${definitionsSection(agreement)}
</body>
</html>
`;
  return page.text;
}

async function results(agreement: Agreement): Promise<Markup> {
  return html`${await courseSection(agreement)}
${await overallSection(agreement)}
${await sessionsSection(agreement)}
${await confusionSection(agreement)}`;
}

function provenance({ model, codebook, program, raters, study }: Agreement): Markup {
  return html`<dl class="facts">
<dt>Expression model</dt><dd>${model.name} (${model.modelId})</dd>
${modelParts(model)}
<dt>Codebook</dt><dd>${codebook.title} (${codebook.key}, version ${codebook.version})</dd>
<dt>Raters</dt><dd>${raters.length === 0 ? "none" : raters.join(", ")}</dd>
<dt>Study</dt><dd class="hash">${study.studyId}</dd>
<dt>Computed with</dt><dd>${program.name} ${program.version}</dd>
</dl>`;
}

/** The networks behind the reading, with their weights' hashes and how they were joined. */
function modelParts({ parts, temperature }: Agreement["model"]): Markup {
  const [only] = parts;
  if (parts.length === 1 && only && temperature === 1)
    return html`<dt>SHA-256 of the model</dt><dd class="hash">${only.sha256}</dd>`;
  return html`${parts.map(
    ({ modelId, sha256, weight }) =>
      html`<dt>SHA-256 of ${modelId}</dt><dd class="hash">${sha256}</dd>
<dt>Weight of its log-probabilities</dt><dd>${weight}</dd>`,
  )}
<dt>Log-probabilities divided by</dt><dd>${temperature}</dd>`;
}

function flowSection({ flow }: Agreement): Markup {
  const lines: readonly (readonly [string, number])[] = [
    ["Ratings (one rater, one minute)", flow.ratings],
    ["– marked as not ratable", flow.notRatable],
    ...exclusionLines(flow),
    ["– minute not analysed with this model", flow.withoutAnalysis],
    ["– no face in the minute", flow.withoutFace],
  ];
  const sentence =
    flow.used === 0
      ? ""
      : `${formatCount(flow.used)} of ${counted(flow.ratings, "rating")}, from ${counted(flow.sessions, "session")} of ${counted(flow.patients, "patient")}, can be set beside the machine.`;
  return html`<section>
<h2>What went in</h2>
<p>${sentence}</p>
<table>
<thead><tr><th class="text">Ratings</th><th>n</th></tr></thead>
<tbody>${lines.map(([label, count]) => html`<tr><th class="text">${label}</th><td>${formatCount(count)}</td></tr>`)}
<tr class="strong first"><th class="text">Used</th><td>${formatCount(flow.used)}</td></tr>
<tr><th class="text">of these with arousal 3 or above and no emotion (in the correlation, not in the confusion)</th><td>${formatCount(flow.withoutEmotion)}</td></tr>
</tbody>
</table>
</section>`;
}

/** One line a reason, so that a reader sees why sessions stay out. */
function exclusionLines({ exclusions }: Agreement["flow"]): (readonly [string, number])[] {
  if (exclusions.length === 0) return [["– session excluded by a supervisor", 0]];
  return exclusions.map(({ reason, sessions, ratings }) => [
    `– ${counted(sessions, "session")} excluded: ${reason}`,
    ratings,
  ]);
}

function definitionsSection({ definitions }: Agreement): Markup {
  return html`<section>
<h2>How the numbers are defined</h2>
<dl class="definitions">${definitions.map(({ term, definition }) => html`<dt>${term}</dt><dd>${definition}</dd>`)}</dl>
</section>`;
}

/** "2026-01-31 12:05 UTC" */
function dateAndTime(isoTime: string): string {
  const time = new Date(isoTime).toISOString();
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
