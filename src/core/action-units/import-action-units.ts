import { isDeepStrictEqual } from "node:util";
import type { ImportedTable } from "../../shared/contract/imports.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { refuseNoRows } from "../exchange/read-csv.ts";
import { beginImport, storeAll, type TableFile } from "../exchange/table-imports.ts";
import { type ActionUnitVideo, readActionUnitVideos } from "./read-action-units.ts";
import { readSeries, type UnitSeries } from "./read-series.ts";

/**
 * Stores action units of videos that are no sessions of the study, and series of them: all rows of both files or none.
 * What already stands like this is left alone, what stands otherwise is stored anew and counts from then on.
 *
 * A file that this program made of its own sessions has no severity: there it is a subscale before treatment.
 *
 * @param severity name of the severity's column, such as "bdi", or of a subscale of the study
 * @throws Failure INVALID_FILE naming every bad row of the first file that has one, STORAGE_FAILED
 */
export function importActionUnits(
  db: StudyDatabase,
  actor: string,
  file: TableFile,
  { severity, series }: { readonly severity: string; readonly series: TableFile | null },
): ImportedTable {
  const column = severity.toLowerCase();
  const videos = readActionUnitVideos(file, column, severityBefore(db, column));
  refuseNoRows(file.fileName, videos);
  const courses = series ? readSeries(series) : [];
  if (series) refuseNoRows(series.fileName, courses);
  return storeAll(db, () => {
    const stored = storeVideos(db, actor, file, column, videos);
    const storedCourses = series ? storeSeries(db, actor, series, courses) : 0;
    const people = new Set(videos.map(({ person }) => person)).size;
    const covariates = Object.keys(videos[0]?.covariates ?? {});
    const rows = videos.length + courses.length;
    const andSeries = courses.length === 0 ? "" : ` and ${courses.length} series`;
    return {
      rows,
      holds: `${videos.length} ${videos.length === 1 ? "video" : "videos"}${andSeries}`,
      stored: stored + storedCourses,
      unchanged: rows - stored - storedCourses,
      notes: [
        `Videos: ${videos.length}, of ${people} persons; severity: ${column}; covariates: ${covariates.join(", ") || "none"}.`,
        ...courses.map(
          ({ video, unit, rateHz, values }) =>
            `Series of ${unit}${video === null ? "" : ` in ${video}`}: ${values.length} samples at ${rateHz} Hz.`,
        ),
      ],
    };
  });
}

/** Scores before treatment on a subscale, by patient; null when the study has no such subscale. */
function severityBefore(db: StudyDatabase, subscale: string): ((patient: string) => number | null) | null {
  const scores = db
    .prepare<[string], [string, number | null]>(
      `SELECT p.pseudonym, o.score FROM outcome_score_current o JOIN patient p ON p.id = o.patient_id
       WHERE o.subscale = ? AND o.timepoint = 'pre'`,
    )
    .raw()
    .all(subscale);
  if (scores.length === 0) return null;
  const byPatient = new Map(scores.map(([patient, score]) => [patient.toLowerCase(), score]));
  return (patient) => byPatient.get(patient.toLowerCase()) ?? null;
}

interface VideoColumns {
  video: string;
  person: string;
  severity_name: string;
  severity: number | null;
  covariates: string;
  units: string;
}

function storeVideos(
  db: StudyDatabase,
  actor: string,
  file: TableFile,
  severity: string,
  videos: readonly ActionUnitVideo[],
): number {
  const began = beginImport(db, actor, {
    kind: "action-units",
    file,
    rows: videos.length,
    options: { severity },
  });
  const standing = new Map(
    db
      .prepare<[], VideoColumns>(
        "SELECT video, person, severity_name, severity, covariates, units FROM action_unit_video_current",
      )
      .all()
      .map((row) => [row.video, row]),
  );
  const add = db.prepare(
    `INSERT INTO action_unit_video (import_id, video, person, severity_name, severity, covariates, units)
     VALUES (?, @video, @person, @severity_name, @severity, @covariates, @units)`,
  );
  let stored = 0;
  for (const { video, person, severity: score, covariates, units } of videos) {
    const row: VideoColumns = {
      video,
      person,
      severity_name: severity,
      severity: score,
      covariates: JSON.stringify(covariates),
      units: JSON.stringify(units),
    };
    if (isDeepStrictEqual({ ...standing.get(video) }, row)) continue;
    add.run(began.id(), row);
    stored += 1;
  }
  began.close(stored);
  return stored;
}

function storeSeries(
  db: StudyDatabase,
  actor: string,
  file: TableFile,
  series: readonly UnitSeries[],
): number {
  const began = beginImport(db, actor, { kind: "action-unit-series", file, rows: series.length });
  const standing = db.prepare<[string | null, string], { rate_hz: number; samples: Buffer }>(
    "SELECT rate_hz, samples FROM action_unit_series_current WHERE video IS ? AND unit = ?",
  );
  const add = db.prepare(
    "INSERT INTO action_unit_series (import_id, video, unit, rate_hz, samples) VALUES (?, ?, ?, ?, ?)",
  );
  let stored = 0;
  for (const { video, unit, rateHz, values } of series) {
    const samples = Buffer.alloc(values.length * 8);
    for (const [i, value] of values.entries()) samples.writeDoubleLE(value, i * 8);
    const before = standing.get(video, unit);
    if (before?.rate_hz === rateHz && before.samples.equals(samples)) continue;
    add.run(began.id(), video, unit, rateHz, samples);
    stored += 1;
  }
  began.close(stored);
  return stored;
}
