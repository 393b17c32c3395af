import type { Cell } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { DataTable } from "../built-report.ts";
import { column } from "../section-parts.ts";
import { sessionKey } from "../session-key.ts";
import { type EnteringRating, minutesOf, type ReliabilityData } from "./gather-reliability.ts";
import { monthOfRating, placesOf } from "./places.ts";

/** What `analysis.R` reads: every rating of a session that is not excluded, and what the report was asked for. */
export function reliabilityData(data: ReliabilityData, options: ReportOptions): DataTable[] {
  const used = new Set(minutesOf(data.doubleCoded).map((minute) => `${sessionKey(minute)} ${minute.minute}`));
  const places = placesOf(data);
  type Row = EnteringRating;
  const place = (row: Row) => places.get(sessionKey(row));
  const columns = [
    column<Row>("patient", "Patient", "Pseudonym.", "text", (row) => row.patient),
    column<Row>("session", "Session", "Number within the patient.", "count", (row) => row.session),
    column<Row>("minute", "Minute", "From 1.", "count", (row) => row.minute),
    column<Row>("rater", "Rater", "Code.", "text", (row) => row.rater),
    column<Row>("phase", "Phase", "training, main, consensus or gold.", "text", (row) => row.phase),
    column<Row>(
      "origin",
      "Origin",
      "form: made in the program's rating room; import.",
      "text",
      (row) => row.origin,
    ),
    column<Row>("arousal", "Arousal", "1 to 7; empty: not ratable.", "count", (row) => row.arousal),
    column<Row>(
      "category",
      "Category",
      "low (arousal below 3) or the emotion; empty: none.",
      "text",
      (row) => row.category,
    ),
    column<Row>(
      "double_coded",
      "Double-coded",
      "1: the rating enters the results (a phase and a minute that two raters or more coded).",
      "count",
      (row) =>
        Number(
          row.phase === data.phase && row.arousal !== null && used.has(`${sessionKey(row)} ${row.minute}`),
        ),
    ),
    column<Row>(
      "minute_third",
      "Third of the session",
      "1, 2 or 3; empty: the session is too short.",
      "count",
      (row) => place(row)?.minuteThird(row.minute) ?? null,
    ),
    column<Row>(
      "session_order",
      "Order",
      "Position of the session within the patient, from 1.",
      "count",
      (row) => place(row)?.order ?? null,
    ),
    column<Row>(
      "session_third",
      "Third of the sessions",
      "1, 2 or 3; empty: fewer than three sessions.",
      "count",
      (row) => place(row)?.sessionThird ?? null,
    ),
    column<Row>(
      "month",
      "Month of recording",
      "Year and month; empty: unknown.",
      "text",
      (row) => place(row)?.month ?? null,
    ),
    column<Row>(
      "rated_month",
      "Month of rating",
      "Year and month in which the rating took its present form.",
      "text",
      monthOfRating,
    ),
  ];
  return [
    {
      name: "ratings",
      columns: columns.map(({ cell: _, ...rest }) => rest),
      rows: data.ratings.map((row) => columns.map(({ cell }): Cell => cell(row))),
    },
    {
      name: "settings",
      columns: [
        { id: "setting", label: "Setting", definition: "Name of the setting.", format: "text" },
        { id: "value", label: "Value", definition: "Its value.", format: "count" },
      ],
      rows: [["high_arousal", options.highArousal]],
    },
  ];
}
