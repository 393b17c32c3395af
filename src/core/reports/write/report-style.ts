/**
 * A document for paper first: no page size is set, so that it prints on A4 and Letter as chosen in the dialog; a
 * figure never breaks across pages, a table does between rows and repeats its head. On screen a wide table may reach
 * over the right margin and then scrolls in its own frame; in print its letters are as small as its width needs (`--print`, see wide-tables.ts).
 */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 40px 32px 64px; max-width: 880px; background: #fff; color: #111827;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 25px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 19px; line-height: 1.3; margin: 40px 0 6px; }
h1, h2 { break-after: avoid; text-wrap: balance; }
p { margin: 6px 0; max-width: 74ch; }
a { color: inherit; }
abbr[title] { text-decoration: none; border-bottom: 1px dotted #9CA3AF; cursor: help; }
.lead { font-size: 17px; margin-bottom: 16px; }
.notice { border: 2px solid #111827; padding: 10px 14px; margin: 18px 0; max-width: none; font-weight: 600; }
.missing, .remark, .warning { border-left: 4px solid #9CA3AF; padding: 4px 14px; margin: 12px 0; }
.missing, .warning { border-left-color: #111827; }
.warning strong { font-weight: 600; }
nav ol { margin: 8px 0; padding-left: 0; list-style: none; columns: 2; column-gap: 32px; font-size: 14px; }
nav a { text-decoration: none; border-bottom: 1px solid #D1D5DB; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; margin: 12px 0; font-size: 14px; }
.facts dt { color: #4B5563; }
.facts dd, .definitions dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 18px 0 8px; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; margin-top: 6px; }
figcaption, caption { font-size: 14px; max-width: 74ch; text-align: left; color: #111827; font-weight: 600; }
caption { padding-bottom: 4px; width: max-content; }
.table { margin: 16px 0 4px; width: max-content; min-width: 100%; max-width: max(100%, calc(50vw + 376px));
  overflow-x: auto; }
table { border-collapse: collapse; font-size: 13.5px; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 3px 12px 3px 0; text-align: right; vertical-align: top; font-weight: normal; }
th { color: #4B5563; }
thead th { border-bottom: 1.5px solid #111827; vertical-align: bottom; }
thead th.group { border-bottom: 1px solid #9CA3AF; text-align: center; }
thead abbr[title] { border-bottom: none; }
tbody th { color: #111827; }
tbody tr { border-top: 1px solid #E5E7EB; }
tbody { border-bottom: 1px solid #9CA3AF; }
td, th { white-space: nowrap; }
thead th { white-space: normal; }
.long { white-space: normal; min-width: 16ch; }
.text { text-align: left; }
.upright thead th:not(.text) span { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; }
.strong td, .strong th { font-weight: 600; }
.part th { padding-left: 18px; }
.under { font-size: 13px; color: #4B5563; margin: 4px 0; }
.under ol { margin: 0; padding-left: 18px; }
sup { font-size: 70%; line-height: 0; }
.definitions dt { font-weight: 600; margin-top: 10px; break-after: avoid; }
.definitions dd { max-width: 74ch; }
.references { padding-left: 0; list-style: none; }
.references li { max-width: 74ch; padding-left: 24px; text-indent: -24px; margin: 4px 0; overflow-wrap: anywhere; }
.hash { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 12px; }
@page { margin: 16mm 15mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  .table { width: auto; max-width: none; overflow: visible; }
  table { font-size: var(--print, 9pt); }
  th, td { padding-right: 0.9em; }
  .long { min-width: 0; }
  caption, figcaption, .facts, nav ol { font-size: 9.5pt; }
  .under { font-size: 8.5pt; }
  abbr[title] { border-bottom: none; }
  nav a { border-bottom: none; }
  h2 { margin-top: 26px; }
}
`;
