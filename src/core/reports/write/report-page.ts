import { formatCount } from "../../../shared/figures/statistic-text.ts";
import type { Block, Inline, ReportDocument } from "../../../shared/reports/document.ts";
import type { DrawnFigure } from "./figure-files.ts";
import { html, type Markup, markup } from "./html.ts";
import { REPORT_STYLE } from "./report-style.ts";
import { tableMarkup } from "./table-markup.ts";

interface Part {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

/**
 * The report as one HTML document that needs nothing else: styles and figures stand in it, there are no scripts and
 * no addresses, and its own policy forbids a browser to load any.
 */
export function reportPage(document: ReportDocument, figures: ReadonlyMap<string, DrawnFigure>): string {
  const { title, study, notices, missing } = document;
  const parts = partsOf(document, figures);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: ${study.name}</title>
<style>${markup(REPORT_STYLE)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="lead">${study.name}, ${dateAndTime(document.computedAt)}</p>
${notices.map((words) => html`<p class="notice">${words}</p>\n`)}${missing === null ? null : html`<p class="missing">${missing}</p>\n`}</header>
<nav aria-label="Contents"><ol>${parts.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ol></nav>
<main>
${parts.map(({ id, title: name, content }) => html`<section aria-labelledby="${id}">\n<h2 id="${id}">${name}</h2>\n${content}</section>\n`)}</main>
</body>
</html>
`.text;
}

/** What the page holds, in its order; an empty part is left out. */
function partsOf(document: ReportDocument, figures: ReadonlyMap<string, DrawnFigure>): Part[] {
  const { flow, methods, choices, definitions, references } = document;
  const optional = (id: string, title: string, rows: readonly unknown[], content: Markup): Part[] =>
    rows.length === 0 ? [] : [{ id, title, content }];
  return [
    ...optional("part-flow", "What went in", flow.lines, flowMarkup(flow)),
    ...document.sections.map(({ id, title, blocks }) => ({
      id: `section-${id}`,
      title,
      content: html`${blocks.map((block) => blockMarkup(block, figures))}`,
    })),
    ...optional(
      "part-methods",
      "Methods, ready to paste",
      methods,
      html`${methods.map((words) => html`<p>${words}</p>\n`)}`,
    ),
    ...optional(
      "part-choices",
      "Choices made",
      choices,
      html`<dl class="definitions">${choices.map(({ question, choice }) => html`<dt>${question}</dt><dd>${choice}</dd>\n`)}</dl>\n`,
    ),
    ...optional(
      "part-definitions",
      "How the numbers are defined",
      definitions,
      html`<dl class="definitions">${definitions.map(({ term, definition }) => html`<dt>${term}</dt><dd>${definition}</dd>\n`)}</dl>\n`,
    ),
    ...optional(
      "part-references",
      "References",
      references,
      html`<ul class="references">${references.map((line) => html`<li>${line}</li>\n`)}</ul>\n`,
    ),
    { id: "part-provenance", title: "Where the numbers come from", content: provenanceMarkup(document) },
  ];
}

function blockMarkup(block: Block, figures: ReadonlyMap<string, DrawnFigure>): Markup | null {
  switch (block.kind) {
    case "text":
      return html`<p>${block.text.map(inlineMarkup)}</p>\n`;
    case "note":
      return block.tone === "warning"
        ? html`<p class="warning"><strong>Note.</strong> ${block.text}</p>\n`
        : html`<p class="remark">${block.text}</p>\n`;
    case "table":
      return tableMarkup(block);
    case "figure":
      return figureMarkup(figures.get(block.id));
    case "session-choice":
      return null;
  }
}

function inlineMarkup(part: Inline): Markup {
  return typeof part === "string" ? html`${part}` : html`<abbr title="${part.hover}">${part.text}</abbr>`;
}

function figureMarkup(figure: DrawnFigure | undefined): Markup | null {
  if (!figure) return null;
  const { block, svg } = figure;
  const described = svg.replace(/^<svg/, () => html`<svg role="img" aria-label="${block.description}"`.text);
  return html`<figure id="${block.id}">
<figcaption>${block.caption}</figcaption>
${markup(described)}
</figure>
`;
}

function flowMarkup({ sentence, lines }: ReportDocument["flow"]): Markup {
  return html`<p>${sentence}</p>
<div class="table"><table>
<thead><tr><th scope="col" class="text">Cases</th><th scope="col">n</th></tr></thead>
<tbody>
${lines.map(({ label, n, indent, strong }) => {
  const classes = [...(strong ? ["strong"] : []), ...(indent ? ["part"] : [])].join(" ");
  return html`<tr class="${classes}"><th scope="row" class="text long">${label}</th><td>${formatCount(n)}</td></tr>\n`;
})}</tbody>
</table></div>
`;
}

function provenanceMarkup({ provenance }: ReportDocument): Markup {
  return html`<dl class="facts">
${provenance.map(({ label, value, hash }) => html`<dt>${label}</dt><dd${hash ? markup(' class="hash"') : null}>${value}</dd>\n`)}</dl>
`;
}

/** "2026-01-31 12:05 UTC" */
function dateAndTime(isoTime: string): string {
  const time = new Date(isoTime).toISOString();
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
