import type { Column } from "../../../shared/reports/document.ts";
import type { DataTable } from "../built-report.ts";
import type { ActionUnitTable } from "../report-tables.ts";
import type { ScaleCorrelations } from "./scale-correlations.ts";
import { DRAWN, type TransformedSeries } from "./scalogram-section.ts";
import type { SeverityDesign } from "./severity-design.ts";

function text(id: string, definition: string): Column {
  return { id, label: id, definition, format: "text" };
}

function decimal(id: string, definition: string): Column {
  return { id, label: id, definition, format: "fixed4" };
}

/** What the report was computed from. */
export function actionUnitData(
  table: ActionUnitTable,
  design: SeverityDesign,
  transformed: readonly TransformedSeries[],
  scales: ScaleCorrelations,
): DataTable[] {
  return [
    videoTable(table, design),
    variableTable(table, design),
    ...(transformed.length === 0 ? [] : [seriesTable(transformed), powerTable(transformed)]),
    ...(scales.why === null ? [correlationTable(scales)] : []),
  ];
}

function videoTable(
  { videos, units, covariates, severity }: ActionUnitTable,
  { columns, rows, madeRepeats }: SeverityDesign,
): DataTable {
  const isNumber = (name: string): boolean =>
    videos.every((row) => typeof (row.covariates[name] ?? 0) === "number");
  const made = columns.at(-1);
  return {
    name: "videos",
    columns: [
      text("video", "Name of the video."),
      text("person", "Who is seen."),
      decimal("severity", `Severity: ${severity}.`),
      ...covariates.map((name) =>
        (isNumber(name) ? decimal : text)(`covariate ${name}`, `Covariate ${name}.`),
      ),
      ...(madeRepeats
        ? [decimal("covariate repeat_video", "1 for a video of a person who was recorded before.")]
        : []),
      ...units.map((unit) => decimal(`unit ${unit}`, `Mean of ${unit} over the video, 0..1.`)),
    ],
    rows: videos.map((row) => [
      row.video,
      row.person,
      row.severity,
      ...covariates.map((name) => row.covariates[name] ?? null),
      ...(madeRepeats ? [made !== undefined && rows.includes(row) ? made.value(row) : null] : []),
      ...row.means,
    ]),
  };
}

function variableTable(
  { severity, covariates, units }: ActionUnitTable,
  { madeRepeats }: SeverityDesign,
): DataTable {
  return {
    name: "variables",
    columns: [
      text("variable", "Name as it was imported."),
      text("role", "severity, covariate or unit: what the column of videos.csv is used as."),
    ],
    rows: [
      [severity, "severity"],
      ...[...covariates, ...(madeRepeats ? ["repeat_video"] : [])].map((name) => [name, "covariate"]),
      ...units.map((name) => [name, "unit"]),
    ],
  };
}

/** The series that are drawn; all others are held by their power alone. */
function seriesTable(transformed: readonly TransformedSeries[]): DataTable {
  return {
    name: "series",
    columns: [
      decimal("series", "Number of the series, from 1; the first ones of the import."),
      text("video", "Name of the video; empty: the file names none."),
      text("unit", "Action unit."),
      decimal("rate_hz", "Samples per second."),
      decimal("value", "Action unit at each sample, in the order of time."),
    ],
    rows: transformed
      .slice(0, DRAWN)
      .flatMap(({ series }, at) =>
        series.values.map((value) => [at + 1, series.video, series.unit, series.rateHz, value]),
      ),
  };
}

function powerTable(transformed: readonly TransformedSeries[]): DataTable {
  return {
    name: "scale-power",
    columns: [
      text("video", "Name of the video; empty: the file names none."),
      text("unit", "Action unit."),
      decimal("rate_hz", "Samples per second."),
      decimal("scale", "Scale of the wavelet in samples."),
      decimal("mean_power", "Mean of |W|² over all samples."),
      decimal("free_samples", "Samples outside the cone of influence."),
      decimal("free_power", "Mean of |W|² over them."),
      decimal("free_amplitude", "Mean of |W| over them."),
    ],
    rows: transformed.flatMap(({ series, powers }) =>
      powers.map((power) => [
        series.video,
        series.unit,
        series.rateHz,
        power.scale,
        power.meanPower,
        power.freeSamples,
        power.freePower,
        power.freeAmplitude,
      ]),
    ),
  };
}

function correlationTable({ values }: ScaleCorrelations): DataTable {
  return {
    name: "scale-correlations",
    columns: [
      text("unit", "Action unit."),
      decimal("scale", "Scale of the wavelet in samples."),
      decimal("n", "Videos with a value at the scale."),
      decimal("r", "Partial correlation of mean |W| with severity."),
      decimal("df", "Degrees of freedom."),
      decimal("p", "Two-sided."),
      decimal("q", "Adjusted over all scales and units (Benjamini-Hochberg)."),
    ],
    rows: values.map(({ unit, scale, result }) =>
      result.r === null
        ? [unit, scale, result.n, null, null, null, null]
        : [unit, scale, result.n, result.r, result.df, result.p, result.q],
    ),
  };
}
