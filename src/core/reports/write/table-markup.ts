import { cellHover, cellText, cellValue } from "../../../shared/reports/cell-text.ts";
import type { Cell, Column, TableBlock } from "../../../shared/reports/document.ts";
import { headGroups } from "../../../shared/reports/head-groups.ts";
import { fitTable, isLong } from "../../../shared/reports/wide-tables.ts";
import { html, type Markup, markup } from "./html.ts";

/** From so many cells on, a cell's hover leaves out what the head of its column says already. */
const MANY_CELLS = 4000;

/** A table for screen and paper; the reasons of missing values are listed under it. */
export function tableMarkup(table: TableBlock): Markup {
  const { columns, rows, strong, note } = table;
  const texts = columns.map(({ label, format }, j) => ({
    head: label,
    cells: rows.map((row) => cellText(row[j] ?? null, format)),
    isText: format === "text",
  }));
  const fit = fitTable(texts);
  const classes = columns.map((column, j) =>
    [...(column.format === "text" ? ["text"] : []), ...(texts[j] && isLong(texts[j]) ? ["long"] : [])].join(
      " ",
    ),
  );
  const reasons = [...new Set(rows.flat().flatMap((cell) => reasonOf(cell) ?? []))];
  const nAt = columns.findIndex(({ id }) => id === table.nColumn);
  const short = rows.length * columns.length > MANY_CELLS;
  const rowMarkup = (row: readonly Cell[], i: number): Markup => {
    const n = nAt < 0 ? null : cellValue(row[nAt] ?? null);
    const cells = columns.map((column, j) => {
      const cell = row[j] ?? null;
      const hover = cellHover(cell, short ? { ...column, definition: "" } : column, n).trim();
      const reason = reasonOf(cell);
      const content = html`${texts[j]?.cells[i] ?? ""}${reason === null ? null : html`<sup>${reasons.indexOf(reason) + 1}</sup>`}`;
      const attributes = html`${attribute("class", classes[j] ?? "")}${attribute("title", hover)}`;
      return j === 0 && column.format === "text"
        ? html`<th scope="row"${attributes}>${content}</th>`
        : html`<td${attributes}>${content}</td>`;
    });
    return html`<tr${strong.includes(i) ? markup(' class="strong"') : null}>${cells}</tr>\n`;
  };
  return html`<div class="table" id="${table.id}" tabindex="0" role="group" aria-label="${table.caption}">
<table${fit.upright ? markup(' class="upright"') : null} style="--print:${fit.points}pt">
<caption>${table.caption}</caption>
<thead>${headsMarkup(columns, classes)}</thead>
<tbody>
${rows.map(rowMarkup)}</tbody>
</table>
</div>
${under(note, reasons)}
`;
}

/** One row of heads, or two where columns stand under the head of a group. */
function headsMarkup(columns: readonly Column[], classes: readonly string[]): Markup {
  const groups = headGroups(columns);
  const heads = (group: (typeof groups)[number], rows: 1 | 2) =>
    group.columns.map(({ column, place }) => headMarkup(column, classes[place] ?? "", rows));
  if (groups.every(({ group }) => group === null)) {
    return html`<tr>${groups.map((group) => heads(group, 1))}</tr>`;
  }
  const upper = groups.map((group) =>
    group.group === null
      ? heads(group, 2)
      : html`<th scope="colgroup" class="group" colspan="${String(group.columns.length)}">${group.group}</th>`,
  );
  const lower = groups.map((group) => (group.group === null ? null : heads(group, 1)));
  return html`<tr>${upper}</tr><tr>${lower}</tr>`;
}

function headMarkup({ label, definition }: Column, classes: string, rows: 1 | 2): Markup {
  return html`<th scope="col"${rows === 2 ? markup(' rowspan="2"') : null}${attribute("class", classes)}><span><abbr title="${definition}">${label}</abbr></span></th>`;
}

function under(note: string | null, reasons: readonly string[]): Markup | null {
  if (note === null && reasons.length === 0) return null;
  return html`<div class="under">${note === null ? null : html`<p>${note}</p>`}${
    reasons.length === 0 ? null : html`<ol>${reasons.map((reason) => html`<li>${reason}</li>`)}</ol>`
  }</div>`;
}

function reasonOf(cell: Cell): string | null {
  return cell !== null && typeof cell === "object" ? cell.why : null;
}

function attribute(name: "class" | "title", value: string): Markup | null {
  return value === "" ? null : html` ${markup(name)}="${value}"`;
}
