/**
 * A document for paper first: no page size is set, so that it prints on A4 and Letter as chosen in the dialog; a
 * figure never breaks across pages, a table does between rows and repeats its head.
 */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 40px 32px 64px; max-width: 824px; background: #fff; color: #111827;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 25px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 19px; line-height: 1.3; margin: 40px 0 6px; }
h3 { font-size: 15px; margin: 24px 0 4px; }
h1, h2, h3 { break-after: avoid; text-wrap: balance; }
p { margin: 6px 0; max-width: 74ch; }
.lead { font-size: 17px; margin-bottom: 16px; }
.notice { border: 2px solid #111827; padding: 10px 14px; margin: 18px 0; max-width: none; font-weight: 600; }
.missing { border-left: 4px solid #6B7280; padding: 6px 14px; margin: 14px 0; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; margin: 12px 0; font-size: 14px; }
.facts dt { color: #4B5563; }
.facts dd, .definitions dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 14px 0 6px; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { font-size: 14px; margin-bottom: 6px; max-width: 74ch; }
table { border-collapse: collapse; margin: 10px 0 4px; font-size: 13.5px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: #4B5563; padding-bottom: 4px; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 3px 12px 3px 0; text-align: right; vertical-align: top; font-weight: normal; }
th { color: #4B5563; }
thead th { border-bottom: 1.5px solid #111827; vertical-align: bottom; }
tbody th { color: #111827; }
tbody tr { border-top: 1px solid #E5E7EB; }
tbody tr.first { border-top-color: #9CA3AF; }
tbody { border-bottom: 1px solid #9CA3AF; }
tbody th { white-space: nowrap; }
.text { text-align: left; }
td, thead th { white-space: nowrap; }
td.text { color: #4B5563; }
td.note { white-space: normal; }
.strong td, .strong th { font-weight: 600; }
.definitions dt { font-weight: 600; margin-top: 10px; break-after: avoid; }
.definitions dd { max-width: 74ch; }
.hash { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 12px; }
@page { margin: 16mm 15mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  table { font-size: 9pt; }
  figcaption, .facts { font-size: 9.5pt; }
  h2 { margin-top: 26px; }
}
`;
