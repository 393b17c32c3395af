import { stringify } from "csv-stringify/sync";
import type { Agreement } from "../../../shared/contract/agreement.ts";

/** The columns of the tables, in order, each with what it says. */
const COLUMNS = {
  "correlations.csv": {
    scope: "overall: over all sessions; session: within one session",
    rater: "code of the rater; empty: all raters together, one row of data for each rater and minute",
    patient: "pseudonym; empty where scope is overall",
    session: "number of the session within its patient; empty where scope is overall",
    n: "rows that r rests on: ratings with an arousal whose minute was analysed and shows a face",
    r: "Pearson correlation of arousal (1-7) with 1 - neutral (0-1); empty where there is none, see explanation",
    ci_low: "lower end of the 95% confidence interval by Fisher's z; empty below n = 4",
    ci_high: "upper end of the 95% confidence interval by Fisher's z; empty below n = 4",
    p: "two-sided p of t = r sqrt((n-2)/(1-r^2)) with n - 2 degrees of freedom; 0 below about 1e-308",
    explanation: "why there is no r; empty where there is one",
  },
  "confusion.csv": {
    rater: "code of the rater; empty: all raters together",
    kind: "seven: strongest of all seven expressions; six: strongest of the six without neutral, low minutes left out",
    rated: "the rater's emotion; low: arousal below 3",
    expression: "the machine's strongest expression of the minute",
    count: "rows with this pair",
    row_n: "rows with this rated class: count / row_n is the share of the row",
    n: "rows in this table (one rater and kind)",
  },
  "rated-minutes.csv": {
    patient: "pseudonym",
    session: "number of the session within its patient",
    minute: "1-based minute: seconds 60 (minute - 1) up to 60 minute",
    rater: "code of the rater",
    arousal: "rated arousal, 1-7",
    emotion: "rated predominant emotion; empty below arousal 3 or where none was coded",
    nonspecific: "1 minus the mean probability of neutral over the minute's frames with a face, 0-1",
    strongest: "expression with the highest mean in the minute, of all seven",
    coverage: "share of the minute's frames with a face, 0-1",
  },
} as const;

type TableName = keyof typeof COLUMNS;
type Row<Table extends TableName> = Readonly<Record<keyof (typeof COLUMNS)[Table], string | number | null>>;

/** The agreement's tables as CSV (comma, UTF-8, header line, decimal point, empty = none), by file name. */
export function reportTables(agreement: Agreement): ReadonlyMap<string, string> {
  return new Map([
    ["correlations.csv", csv("correlations.csv", correlations(agreement))],
    ["confusion.csv", csv("confusion.csv", confusionCells(agreement))],
    ["rated-minutes.csv", csv("rated-minutes.csv", agreement.points)],
    ["definitions.csv", dictionary(agreement)],
  ]);
}

function correlations(agreement: Agreement): Row<"correlations.csv">[] {
  return agreement.correlations.map(({ ciLow, ciHigh, ...row }) => ({
    ...row,
    scope: row.session === null ? "overall" : "session",
    ci_low: ciLow,
    ci_high: ciHigh,
  }));
}

function confusionCells(agreement: Agreement): Row<"confusion.csv">[] {
  return agreement.confusions.flatMap(({ rater, kind, rows, columns, counts, n }) =>
    rows.flatMap((rated, i) =>
      columns.map((expression, j) => ({
        rater,
        kind,
        rated,
        expression,
        count: counts[i]?.[j] ?? 0,
        row_n: (counts[i] ?? []).reduce((sum, count) => sum + count, 0),
        n,
      })),
    ),
  );
}

function csv<Table extends TableName>(table: Table, rows: readonly Row<Table>[]): string {
  return stringify([...rows], { header: true, columns: Object.keys(COLUMNS[table]) });
}

/** What every column says, then the terms of the report. */
function dictionary(agreement: Agreement): string {
  const columns = Object.entries(COLUMNS).flatMap(([file, definitions]) =>
    Object.entries(definitions).map(([name, definition]) => ({ file, name, definition })),
  );
  const terms = agreement.definitions.map(({ term, definition }) => ({ file: "", name: term, definition }));
  return stringify([...columns, ...terms], { header: true, columns: ["file", "name", "definition"] });
}
