import { EXPRESSIONS } from "../../../shared/expression.ts";
import type { Column } from "../../../shared/reports/document.ts";
import type { DataTable } from "../built-report.ts";
import { sessionKey } from "../session-key.ts";
import type { AgreementRow } from "./agreement-rows.ts";
import { column } from "./columns.ts";
import type { AgreementContext } from "./context.ts";

type DataColumn<Row> = ReturnType<typeof column<Row>>;

/** What `analysis.R` reads: the rows of the report, the machine's minutes of the same sessions, and the ratings counted as ratable. */
export function dataTables({ rows, rated, tables }: AgreementContext): DataTable[] {
  const sessions = new Set(rows.map(sessionKey));
  const minutes = tables.minutes.filter(
    (minute) => sessions.has(sessionKey(minute)) && minute.means !== null,
  );
  return [
    dataTable("rated-minutes", rows, rowColumns()),
    dataTable("machine-minutes", minutes, [
      ...keyColumns<(typeof minutes)[number]>(),
      column("nonspecific", "1 − neutral", "fixed4", "1 minus the mean of neutral.", ({ means }) =>
        means === null ? null : 1 - (means[EXPRESSIONS.indexOf("neutral")] as number),
      ),
    ]),
    dataTable("ratable-minutes", rated, [
      ...keyColumns<(typeof rated)[number]>(),
      column("rater", "Rater", "text", "Code of the rater.", ({ rater }) => rater),
      column(
        "arousal",
        "Arousal",
        "count",
        "1 to 7, the usual level of the minute.",
        ({ arousal }) => arousal,
      ),
      column("peak", "Peak", "count", "1 to 7, the strongest moment.", ({ peak }) => peak),
    ]),
  ];
}

function rowColumns(): DataColumn<AgreementRow>[] {
  const aggregate = (
    id: string,
    label: string,
    definition: string,
    pick: (aggregates: NonNullable<AgreementRow["aggregates"]>) => number,
  ): DataColumn<AgreementRow> =>
    column(id, label, "fixed4", `${definition}; empty where only means are known.`, ({ aggregates }) =>
      aggregates === null ? null : pick(aggregates),
    );
  return [
    ...keyColumns<AgreementRow>(),
    column("rater", "Rater", "text", "Code of the rater.", ({ rater }) => rater),
    column("phase", "Phase", "text", "Phase of the rating: main or gold.", ({ phase }) => phase),
    column("arousal", "Arousal", "count", "1 to 7, the usual level of the minute.", ({ arousal }) => arousal),
    column(
      "peak",
      "Peak",
      "count",
      "1 to 7, the strongest moment; empty where it was not coded.",
      ({ peak }) => peak,
    ),
    column("emotion", "Emotion", "text", "Rated predominant emotion.", ({ emotion }) => emotion),
    column(
      "category",
      "Category",
      "text",
      "low below arousal 3, else the emotion; empty from arousal 3 on without one.",
      ({ category }) => category,
    ),
    ...EXPRESSIONS.map(
      (name, i): DataColumn<AgreementRow> =>
        column(
          name,
          name,
          "fixed4",
          `Mean probability of ${name} over the frames with a face.`,
          ({ means }) => means[i] as number,
        ),
    ),
    column(
      "nonspecific",
      "1 − neutral",
      "fixed4",
      "1 minus the mean of neutral.",
      ({ nonspecific }) => nonspecific,
    ),
    column(
      "coverage",
      "Coverage",
      "fixed4",
      "Share of the frames with a face; empty: unknown.",
      ({ coverage }) => coverage,
    ),
    aggregate("median", "Median", "Median of 1 − neutral in the minute", ({ median }) => median),
    aggregate("p90", "90th percentile", "90th percentile of 1 − neutral in the minute", ({ p90 }) => p90),
    aggregate("maximum", "Maximum", "Highest 1 − neutral in the minute", ({ maximum }) => maximum),
    aggregate(
      "share_above",
      "Share above",
      "Share of the time at or above the threshold",
      ({ shareAbove }) => shareAbove,
    ),
    aggregate("bursts", "Bursts", "Bursts that begin in the minute", ({ bursts }) => bursts),
  ];
}

interface Key {
  readonly patient: string;
  readonly session: number;
  readonly minute: number;
}

function keyColumns<Row extends Key>(): DataColumn<Row>[] {
  return [
    column("patient", "Patient", "text", "Pseudonym.", ({ patient }) => patient),
    column("session", "Session", "count", "Number within the patient.", ({ session }) => session),
    column(
      "minute",
      "Minute",
      "count",
      "From 1: seconds 60 (minute − 1) to 60 minute.",
      ({ minute }) => minute,
    ),
  ];
}

/** A table for R from one column per entry. */
export function dataTable<Row>(
  name: string,
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
): DataTable {
  return {
    name,
    columns: columns.map(({ cell: _, ...rest }): Column => rest),
    rows: rows.map((row) => columns.map((one) => one.cell(row))),
  };
}
