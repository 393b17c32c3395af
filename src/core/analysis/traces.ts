import type {
  FrameTrace,
  LeftOutSession,
  MachineMinute,
  MachineMinutes,
} from "../../shared/contract/traces.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import type { StudyDatabase } from "../database/open-database.ts";
import { runOfSession } from "../evidence/finished-run.ts";
import { networksOfRun, readingOfMinute } from "../evidence/reading-frames.ts";
import { excludedRuns } from "../evidence/verdicts.ts";
import { Failure } from "../failure.ts";
import { importedSource } from "../imported-minutes/imported-reading.ts";
import { importedStudyMinutes, leftOutOfImported } from "../imported-minutes/study-minutes.ts";
import { findSession, listSessions } from "../sessions/repo.ts";
import { toBlob } from "./blobs.ts";
import { derivedMinutes } from "./derived-minutes.ts";
import { leftOutSessions } from "./left-out-sessions.ts";
import type { ReadingWithCards } from "./model-catalogue.ts";
import { countingRun, runMinutes } from "./run-repo.ts";

/**
 * Minutes of a finished run of a session, of the one that counts when left out; null when there is none.
 *
 * @throws Failure NOT_FOUND for an unknown session, and for a run that is not a finished one of it
 */
export function sessionMinutes(
  db: StudyDatabase,
  sessionId: number,
  model: ReadingWithCards,
  asked?: number,
): MachineMinutes | null {
  const run = runOfSession(db, sessionId, asked);
  if (!run) return null;
  const minutes = minutesOfReading(db, run.runId, model);
  const modelId = model.reading.id;
  return {
    runId: run.runId,
    modelId,
    minutes: minutes ?? [],
    lacks: minutes ? null : lackOf(db, run.runId, model),
  };
}

/** Minutes of all analysed sessions, ordered by patient, session and minute; sessions whose counting run is excluded stay out. */
export function studyMinutes(
  db: StudyDatabase,
  model: ReadingWithCards,
): (MachineMinute & { patient: string; session: number })[] {
  const source = importedSource(model.reading.id);
  if (source !== null) return importedStudyMinutes(db, source);
  const excluded = excludedRuns(db);
  return listSessions(db).flatMap(({ sessionId, patient, number }) => {
    const runId = countingRun(db, sessionId);
    if (runId === null || excluded.has(runId)) return [];
    const minutes = minutesOfReading(db, runId, model) ?? [];
    return minutes.map((minute) => ({ patient, session: number, ...minute }));
  });
}

/** Analysed sessions that have no part in {@link studyMinutes}, and why. */
export function leftOutOfMinutes(db: StudyDatabase, model: ReadingWithCards): LeftOutSession[] {
  if (importedSource(model.reading.id) !== null) return leftOutOfImported(db);
  return leftOutSessions(db, (runId) => (hasReading(db, runId, model) ? null : lackOf(db, runId, model)));
}

function hasReading(db: StudyDatabase, runId: number, { reading }: ReadingWithCards): boolean {
  if (runMinutes(db, runId, reading.id).length > 0) return true;
  const known = networksOfRun(db, runId);
  return reading.parts.every(({ modelId }) => known.includes(modelId));
}

/** The minutes as they were stored, or computed from the stored frames; null when the run lacks a network for them. */
export function minutesOfReading(
  db: StudyDatabase,
  runId: number,
  { reading, cards }: ReadingWithCards,
): MachineMinute[] | null {
  const stored = runMinutes(db, runId, reading.id);
  if (stored.length > 0) return stored;
  if (reading.parts.length === 0) return null;
  const certainFrom = Math.max(0, ...cards.map(({ minFaceHeightPx }) => minFaceHeightPx?.certain ?? 0));
  return derivedMinutes(db, runId, reading, certainFrom);
}

/** What keeps a run from having a reading, in words. */
function lackOf(db: StudyDatabase, runId: number, { reading }: ReadingWithCards): string {
  if (importedSource(reading.id) !== null) return "Imported minutes belong to no run.";
  const known = networksOfRun(db, runId);
  const missing = reading.parts.flatMap(({ modelId }) => (known.includes(modelId) ? [] : [modelId]));
  const made = known.length === 0 ? "no expression model" : known.join(" and ");
  return `Run ${runId} was made with ${made}, without ${missing.join(" and ")}. Analyse the session with that model to see "${reading.name}".`;
}

interface FrameColumns {
  minute: number;
  n_frames: number;
  times_ms: Buffer<ArrayBuffer>;
  boxes: Buffer<ArrayBuffer>;
  scores: Buffer<ArrayBuffer>;
}

/** Every frame of the run that counts for a session; null when there is none. */
export function sessionFrames(
  db: StudyDatabase,
  sessionId: number,
  model: ReadingWithCards,
): FrameTrace | null {
  requireSession(db, sessionId);
  const runId = countingRun(db, sessionId);
  if (runId === null) return null;
  const chunks = db
    .prepare<[number], FrameColumns>(
      "SELECT minute, n_frames, times_ms, boxes, scores FROM run_minute WHERE run_id = ? ORDER BY minute",
    )
    .all(runId);
  const readings = chunks.map(({ minute }) => readingOfMinute(db, runId, minute, model.reading));
  const probabilities = readings.map((values, i) => {
    const nFrames = chunks[i]?.n_frames ?? 0;
    const frames = values ?? new Float32Array(nFrames * EXPRESSIONS.length).fill(Number.NaN);
    return new Uint8Array(toBlob(frames));
  });
  const isThere = chunks.length === 0 || readings.some((values) => values !== null);
  return {
    runId,
    modelId: model.reading.id,
    nFrames: chunks.reduce((sum, chunk) => sum + chunk.n_frames, 0),
    timesMs: new Blob(chunks.map((chunk) => chunk.times_ms)),
    probabilities: new Blob(probabilities),
    boxes: new Blob(chunks.map((chunk) => chunk.boxes)),
    scores: new Blob(chunks.map((chunk) => chunk.scores)),
    lacks: isThere ? null : lackOf(db, runId, model),
  };
}

function requireSession(db: StudyDatabase, sessionId: number): void {
  if (!findSession(db, sessionId)) throw new Failure("NOT_FOUND", "This session is not part of the study.");
}
