import { isAbsolute, resolve } from "node:path";
import type { ImportedSession } from "../../shared/contract/imports.ts";
import type { FileProblem } from "../../shared/failure.ts";
import { pseudonymSchema, sessionNumberSchema } from "../../shared/names.ts";
import { type CsvRow, invalidFile, readCsv, refuseNoRows } from "../exchange/read-csv.ts";
import { readDate } from "../exchange/read-date.ts";
import { readWholeNumber } from "../exchange/read-number.ts";
import { beginImport } from "../exchange/table-imports.ts";
import { Failure } from "../failure.ts";
import { type ExaminedVideo, examineVideo } from "../media/video-file.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { addOrCompleteSession, type SessionEntry } from "./add-session.ts";
import { readFacts, type SessionFacts, storeFacts } from "./manifest-facts.ts";

interface ManifestRow {
  readonly line: number;
  readonly patient: string;
  readonly session: number;
  readonly date: string | null;
  readonly videoPath: string | null;
  readonly facts: SessionFacts;
}

export interface Manifest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Folder that relative video paths start from; null: only absolute paths are accepted. */
  readonly videoFolder: string | null;
}

/**
 * Adds the sessions of a CSV with the columns patient, session[, date, video], and where they are there n_minutes, analysed
 * and exclusion_reason, of sessions that were analysed elsewhere: all rows or none.
 *
 * @throws Failure INVALID_FILE naming every bad row
 */
export async function importManifest(
  platform: Platform,
  study: OpenStudy,
  actor: string,
  manifest: Manifest,
): Promise<ImportedSession[]> {
  const rows = readManifest(manifest);
  refuseNoRows(manifest.fileName, rows);
  const problems: FileProblem[] = [];
  const entries: { line: number; entry: SessionEntry; facts: SessionFacts }[] = [];
  for (const row of rows) {
    try {
      const video: ExaminedVideo | null =
        row.videoPath === null ? null : await examineVideo(platform, row.videoPath);
      const { line, patient, session, date, facts } = row;
      entries.push({ line, entry: { patient, session, date, video }, facts });
    } catch (error) {
      problems.push({ line: row.line, problem: inWords(error) });
    }
  }
  if (problems.length > 0) throw invalidFile(manifest.fileName, problems);

  return study.db.transaction(() => {
    const began = beginImport(study.db, actor, { kind: "sessions", file: manifest, rows: rows.length });
    const stored = { facts: 0 };
    const imported = entries.map(({ line, entry, facts }) => {
      try {
        const session = addOrCompleteSession(study.db, actor, entry);
        if (!storeFacts(study.db, began, session.sessionId, facts)) return session;
        stored.facts += 1;
        return session.outcome === "unchanged" ? { ...session, outcome: "completed" as const } : session;
      } catch (error) {
        problems.push({ line, problem: inWords(error) });
        return null;
      }
    });
    if (problems.length > 0) throw invalidFile(manifest.fileName, problems);
    began.close(stored.facts);
    return imported.filter((session) => session !== null);
  })();
}

function inWords(error: unknown): string {
  if (!(error instanceof Failure)) throw error;
  return error.where === null ? error.message : `${error.message} (${error.where})`;
}

/** Reads the rows of a manifest without touching disk or study. */
export function readManifest(manifest: Manifest): ManifestRow[] {
  const content = readCsv(manifest.fileName, manifest.bytes, {
    required: ["patient", "session"],
    optional: ["date", "video", "n_minutes", "analysed", "exclusion_reason"],
  });
  const problems: FileProblem[] = [...content.problems];
  const seen = new Map<string, number>();
  const read = content.rows.map((row): ManifestRow | null => {
    const result = readRow(row, manifest.videoFolder);
    if (typeof result === "string") {
      problems.push({ line: row.line, problem: result });
      return null;
    }
    const key = `${result.patient.toLowerCase()} ${result.session}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      problems.push({ line: row.line, problem: `the same session stands in line ${earlier} already` });
    }
    seen.set(key, row.line);
    return result;
  });
  if (problems.length > 0) throw invalidFile(manifest.fileName, problems);
  return read.filter((row) => row !== null);
}

/** The row's content, or what is wrong with it. */
function readRow(row: CsvRow, videoFolder: string | null): ManifestRow | string {
  const { patient = "", session = "", date = "", video = "" } = row.fields;
  const pseudonym = pseudonymSchema.safeParse(patient);
  if (!pseudonym.success)
    return `patient "${patient}": ${pseudonym.error.issues[0]?.message ?? "not a code"}`;
  const number = sessionNumberSchema.safeParse(readWholeNumber(session));
  if (!number.success) return `session "${session}" is not a whole number from 1 on`;
  const day = date === "" ? null : readDate(date);
  if (date !== "" && day === null) return `date "${date}" is no day written as 2026-01-31 or 31.01.2026`;
  if (video !== "" && videoFolder === null && !isAbsolute(video)) {
    return `video "${video}" is a relative path; give the whole path, or the folder of the videos`;
  }
  const videoPath = video === "" ? null : resolve(videoFolder ?? "/", video);
  const facts = readFacts(row);
  if (typeof facts === "string") return facts;
  return { line: row.line, patient: pseudonym.data, session: number.data, date: day, videoPath, facts };
}
