import { EXPRESSIONS } from "../../../shared/expression.ts";
import type { Column } from "../../../shared/reports/document.ts";
import type { ReportOptions } from "../../../shared/reports/report-options.ts";
import type { DataTable } from "../built-report.ts";
import type { ReportTables } from "../report-tables.ts";
import { sessionKey } from "../session-key.ts";
import { groupCurves } from "./group-curves.ts";
import type { OutcomeData } from "./outcome-data.ts";

/** The tables that `analysis.R` reads, and the curves of figure 3. */
export function outcomeTables(
  tables: ReportTables,
  data: OutcomeData,
  options: Pick<ReportOptions, "highArousal">,
): DataTable[] {
  return [
    patientTable(data),
    scoreTable(data),
    minuteTable(data),
    ratingTable(tables, options.highArousal),
    curveTable(data),
  ];
}

const PATIENT: Column = { id: "patient", label: "Patient", definition: "Pseudonym.", format: "text" };
const SESSION: Column = {
  id: "session",
  label: "Session",
  definition: "Number of the session within the patient.",
  format: "count",
};
const MINUTE: Column = {
  id: "minute",
  label: "Minute",
  definition: "Minute of the session, from 1.",
  format: "count",
};

const DROPOUT: Column = {
  id: "dropout",
  label: "Dropout",
  definition: "1: dropped out of treatment.",
  format: "count",
};

function patientTable({ scores }: OutcomeData): DataTable {
  return {
    name: "outcome-patients",
    columns: [PATIENT, DROPOUT],
    rows: scores.map(({ patient, dropout }) => [patient, Number(dropout)]),
  };
}

function scoreTable({ scores, subscales }: OutcomeData): DataTable {
  return {
    name: "outcome-scores",
    columns: [
      PATIENT,
      { id: "subscale", label: "Subscale", definition: "Name in the imported file.", format: "text" },
      {
        id: "pre",
        label: "Pre",
        definition: "Score before treatment, higher: worse; empty: missing.",
        format: "fixed2",
      },
      {
        id: "post",
        label: "Post",
        definition: "Score after treatment, higher: worse; empty: missing.",
        format: "fixed2",
      },
    ],
    rows: scores.flatMap(({ patient, pre, post }) =>
      subscales.map((name, i) => [patient, name, pre[i] ?? null, post[i] ?? null]),
    ),
  };
}

function minuteTable({ minutes }: OutcomeData): DataTable {
  return {
    name: "face-minutes",
    columns: [
      PATIENT,
      SESSION,
      MINUTE,
      ...EXPRESSIONS.map(
        (name): Column => ({
          id: name,
          label: name,
          definition: "Mean probability over the frames of the minute with a face, 0 to 1.",
          format: "fixed4",
        }),
      ),
    ],
    rows: minutes.map(({ patient, session, minute, fer }) => [
      patient,
      session,
      minute,
      ...EXPRESSIONS.map((name) => fer[name]),
    ]),
  };
}

function ratingTable({ ratings, sessions }: ReportTables, from: number): DataTable {
  const excluded = new Set(sessions.filter((row) => row.excluded !== null).map(sessionKey));
  return {
    name: "arousal-ratings",
    columns: [
      PATIENT,
      SESSION,
      MINUTE,
      { id: "rater", label: "Rater", definition: "Code of the rater.", format: "text" },
      {
        id: "arousal",
        label: "Arousal",
        definition: "CEAS level 1 to 7, ratings of the main phase.",
        format: "count",
      },
      { id: "high", label: "High", definition: `1: an arousal of ${from} or above.`, format: "count" },
    ],
    rows: ratings.flatMap(({ patient, session, minute, rater, phase, arousal }) =>
      phase !== "main" || arousal === null || excluded.has(sessionKey({ patient, session }))
        ? []
        : [[patient, session, minute, rater, arousal, Number(arousal >= from)]],
    ),
  };
}

function curveTable({ standardised }: OutcomeData): DataTable {
  return {
    name: "curves",
    columns: [
      {
        id: "expression",
        label: "Expression",
        definition: "Expression, or nonspecific: 1 - neutral.",
        format: "text",
      },
      { id: "group", label: "Group", definition: "Outcome group.", format: "text" },
      MINUTE,
      { id: "n", label: "n", definition: "Minutes with a face of the group's sessions.", format: "count" },
      { id: "mean", label: "Mean", definition: "Mean of the z values.", format: "fixed4" },
      {
        id: "se",
        label: "SE",
        definition: "Standard error of the mean, minutes taken as independent.",
        format: "fixed4",
      },
    ],
    rows: groupCurves(standardised).flatMap(({ score, group, points }) =>
      points.map(({ minute, n, mean, se }) => [score, group, minute, n, mean, se]),
    ),
  };
}
