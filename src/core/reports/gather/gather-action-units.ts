import * as z from "zod";
import type { StudyDatabase } from "../../database/open-database.ts";
import type { ActionUnitSeries, ActionUnitTable } from "../report-tables.ts";

const covariatesSchema = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));
const unitsSchema = z.record(z.string(), z.number().nullable());

interface VideoColumns {
  video: string;
  person: string;
  severity_name: string;
  severity: number | null;
  covariates: string;
  units: string;
}

/** The imported action units: means by video, and series; null where there are none. */
export function importedActionUnits(db: StudyDatabase): ActionUnitTable | null {
  const rows = db
    .prepare<[], VideoColumns>(
      "SELECT video, person, severity_name, severity, covariates, units FROM action_unit_video_current ORDER BY id",
    )
    .all();
  const newest = rows.at(-1);
  if (newest === undefined) return null;
  const videos = rows
    .map(({ video, person, severity_name: severityName, severity, covariates, units }) => ({
      video,
      person,
      // A video whose severity was imported under another name has none under this one.
      severity: severityName === newest.severity_name ? severity : null,
      covariates: covariatesSchema.parse(JSON.parse(covariates)),
      units: unitsSchema.parse(JSON.parse(units)),
    }))
    .sort((a, b) => (a.video < b.video ? -1 : 1));
  const units = [...new Set(videos.flatMap((row) => Object.keys(row.units)))].sort();
  const covariates = [...new Set(videos.flatMap((row) => Object.keys(row.covariates)))];
  return {
    severity: newest.severity_name,
    units,
    covariates,
    videos: videos.map(({ units: means, ...row }) => ({
      ...row,
      covariates: Object.fromEntries(covariates.map((name) => [name, row.covariates[name] ?? null])),
      means: units.map((unit) => means[unit] ?? null),
    })),
    series: importedSeries(db),
  };
}

function importedSeries(db: StudyDatabase): ActionUnitSeries[] {
  return db
    .prepare<[], { video: string | null; unit: string; rateHz: number; samples: Buffer }>(
      "SELECT video, unit, rate_hz AS rateHz, samples FROM action_unit_series_current ORDER BY video, unit",
    )
    .all()
    .map(({ samples, ...series }) => ({ ...series, values: float64Values(samples) }));
}

function float64Values(blob: Buffer): number[] {
  return Array.from({ length: blob.byteLength / 8 }, (_, i) => blob.readDoubleLE(i * 8));
}
