import { EXPRESSION_MARKS } from "../../../shared/colors.ts";
import type { Agreement, Confusion } from "../../../shared/contract/agreement.ts";
import { confusionSentence } from "../../../shared/figures/agreement-words.ts";
import { confusionHeatmap, ratedClassLabel } from "../../../shared/figures/confusion-heatmap.ts";
import { formatCount, formatShare } from "../../../shared/figures/statistic-text.ts";
import { drawFigure } from "../../reports/write/draw-figure.ts";
import { html, type Markup, markup } from "../../reports/write/html.ts";

const KIND_TITLES: Readonly<Record<Confusion["kind"], string>> = {
  seven: "Strongest of all seven expressions",
  six: "Strongest of the six emotional expressions, low minutes left out",
};

/** The rater's emotion and the machine's strongest expression: all raters with figure and table, then each rater. */
export async function confusionSection({ confusions, raters }: Agreement): Promise<Markup> {
  const shown = confusions.filter((table) =>
    raters.length === 1 ? table.rater !== null : table.rater === null,
  );
  const single = raters.length === 1 ? [] : confusions.filter((table) => table.rater !== null);
  const blocks: Markup[] = [];
  for (const table of shown) blocks.push(await figureWithTable(table));
  for (const table of single) blocks.push(await figureOf(table));
  return html`<section>
<h2>Emotion and strongest expression</h2>
<p>How often rater and machine name the same. In the figures a cell holds its count of rows and is shaded by its share of the line; a frame marks where both name the same.</p>
<table>
<thead><tr><th class="text">Rater</th><th class="text">Machine's strongest of</th><th>n</th><th>can be compared</th><th>same</th><th>share</th></tr></thead>
<tbody>${[...shown, ...single].map(
    (table) =>
      html`<tr><th class="text">${table.rater ?? "All raters"}</th><td class="text">${table.kind === "seven" ? "seven" : "six, without neutral"}</td><td>${formatCount(table.n)}</td><td>${formatCount(table.comparable)}</td><td>${formatCount(table.same)}</td><td>${table.comparable === 0 ? "–" : formatShare(table.same / table.comparable)}</td></tr>`,
  )}</tbody>
</table>
${blocks}
</section>`;
}

async function figureOf(table: Confusion): Promise<Markup> {
  const heading = html`<h3>${table.rater ?? "All raters"}. ${KIND_TITLES[table.kind]}</h3>`;
  if (table.n === 0) return html`${heading}<p>${confusionSentence(table)}</p>`;
  return html`${heading}<figure>
<figcaption>${confusionSentence(table)}</figcaption>
${markup(await drawFigure(confusionHeatmap(table, "light")))}
</figure>`;
}

async function figureWithTable(table: Confusion): Promise<Markup> {
  const rowTotals = table.counts.map((line) => line.reduce((sum, count) => sum + count, 0));
  return html`${await figureOf(table)}
<table>
<thead><tr><th class="text">Rater's emotion</th>${table.columns.map((name) => html`<th>${EXPRESSION_MARKS[name].label}</th>`)}<th>n</th></tr></thead>
<tbody>${table.rows.map(
    (name, i) =>
      html`<tr><th class="text">${ratedClassLabel(name)}</th>${(table.counts[i] ?? []).map((count) => html`<td>${formatCount(count)}</td>`)}<td>${formatCount(rowTotals[i] ?? 0)}</td></tr>`,
  )}</tbody>
</table>`;
}
