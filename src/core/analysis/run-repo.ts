import type { AnalysisSummary } from "../../shared/contract/sessions.ts";
import type { MachineMinute, Run } from "../../shared/contract/traces.ts";
import { EXPRESSIONS, nonspecificArousal } from "../../shared/expression.ts";
import { isPartialMinute, minuteStartMs } from "../../shared/time.ts";
import type { FollowingState, ModelProvider } from "../../shared/worker-protocol.ts";
import type { StudyDatabase } from "../database/open-database.ts";

export interface NewRun {
  readonly sessionId: number;
  readonly videoId: number;
  readonly videoFingerprint: string;
  readonly durationMs: number;
  readonly runKey: string;
  readonly models: readonly { modelId: string; sha256: string }[];
  readonly parameters: unknown;
  readonly versions: Readonly<Record<string, string>>;
  /** Analysed span in ms from the grid origin; `toMs` null: to the end. */
  readonly fromMs: number;
  readonly toMs: number | null;
  /** The computer: processor, cores, memory, operating system. */
  readonly machine: Readonly<Record<string, string | number>>;
}

export function addRun(db: StudyDatabase, run: NewRun): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO run (session_id, video_id, video_fingerprint, duration_ms, run_key, models, parameters, versions,
         from_ms, to_ms, machine, started_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      run.sessionId,
      run.videoId,
      run.videoFingerprint,
      run.durationMs,
      run.runKey,
      JSON.stringify(run.models),
      JSON.stringify(run.parameters),
      JSON.stringify(run.versions),
      run.fromMs,
      run.toMs,
      JSON.stringify(run.machine),
      new Date().toISOString(),
    );
  return Number(lastInsertRowid);
}

/** The newest run of a session with this key that is finished or, with `finished` false, still is not. */
export function findRun(
  db: StudyDatabase,
  sessionId: number,
  runKey: string,
  finished: boolean,
): number | null {
  const row = db
    .prepare<[number, string, number], { id: number }>(
      `SELECT id FROM run WHERE session_id = ? AND run_key = ? AND (finished_at IS NOT NULL) = ?
       ORDER BY id DESC LIMIT 1`,
    )
    .get(sessionId, runKey, finished ? 1 : 0);
  return row?.id ?? null;
}

/** Where an unfinished run continues: the minute after its last stored one; null for a run without minutes. */
export function resumePoint(
  db: StudyDatabase,
  runId: number,
): { minute: number; following: FollowingState } | null {
  const row = db
    .prepare<[number], { minute: number; following: string }>(
      "SELECT minute, following FROM run_minute WHERE run_id = ? ORDER BY minute DESC LIMIT 1",
    )
    .get(runId);
  return row ? { minute: row.minute + 1, following: JSON.parse(row.following) as FollowingState } : null;
}

/** Notes what each model of a run computes on, and how its self-test there went. */
export function setRunProviders(db: StudyDatabase, runId: number, providers: readonly ModelProvider[]): void {
  db.prepare("UPDATE run SET providers = ? WHERE id = ?").run(JSON.stringify(providers), runId);
}

/** Marks a run as complete and sums its frames and faces. */
export function finishRun(db: StudyDatabase, runId: number, notices: readonly string[]): void {
  db.prepare(
    `UPDATE run SET finished_at = @finishedAt, notices = @notices,
       n_frames = (SELECT coalesce(sum(n_frames), 0) FROM run_minute WHERE run_id = @runId),
       n_faces = (SELECT coalesce(sum(n_faces), 0) FROM run_minute WHERE run_id = @runId)
     WHERE id = @runId`,
  ).run({ runId, finishedAt: new Date().toISOString(), notices: JSON.stringify(notices) });
}

interface RunColumns {
  id: number;
  session_id: number;
  video_fingerprint: string;
  models: string;
  parameters: string;
  versions: string;
  notices: string;
  from_ms: number;
  to_ms: number | null;
  machine: string;
  providers: string;
  started_at: string;
  finished_at: string | null;
}

/** Runs of a session, newest first. */
export function listRuns(db: StudyDatabase, sessionId: number): Run[] {
  const counting = countingRun(db, sessionId);
  return db
    .prepare<[number], RunColumns>("SELECT * FROM run WHERE session_id = ? ORDER BY id DESC")
    .all(sessionId)
    .map((row) => ({
      runId: row.id,
      sessionId: row.session_id,
      counts: row.id === counting,
      videoFingerprint: row.video_fingerprint,
      models: JSON.parse(row.models) as Run["models"],
      parameters: JSON.parse(row.parameters) as Run["parameters"],
      versions: JSON.parse(row.versions) as Run["versions"],
      notices: JSON.parse(row.notices) as Run["notices"],
      fromMs: row.from_ms,
      toMs: row.to_ms,
      machine: JSON.parse(row.machine) as Run["machine"],
      providers: JSON.parse(row.providers) as Run["providers"],
      startedAt: row.started_at,
      finishedAt: row.finished_at,
    }));
}

/**
 * Rank of a finished run `r` among those of its session: 2 when its newest verdict is "accepted", 1 when it covers the
 * whole recording, else 0.
 */
const RANK = `CASE WHEN (SELECT d.verdict FROM run_verdict d WHERE d.run_id = r.id ORDER BY d.id DESC LIMIT 1) = 'accepted'
  THEN 2 ELSE r.from_ms = 0 AND coalesce(r.to_ms >= r.duration_ms, 1) END`;

/**
 * The run that counts for a session, i.e. that minutes, traces and reports show: of the finished runs of its linked
 * video the newest that was accepted; while none is, the newest of the whole recording; else the newest of a span. So a
 * trial of a few minutes does not take the place of a whole run. Runs of a file that was replaced since are kept, but
 * do not count.
 */
export function countingRun(db: StudyDatabase, sessionId: number): number | null {
  const row = db
    .prepare<[number], { id: number }>(
      `SELECT r.id FROM run r
       JOIN video v ON v.session_id = r.session_id AND v.fingerprint = r.video_fingerprint
       WHERE r.session_id = ? AND r.finished_at IS NOT NULL
       ORDER BY ${RANK} DESC, r.id DESC LIMIT 1`,
    )
    .get(sessionId);
  return row?.id ?? null;
}

/** The run that counts of every session, by session: of its linked video, or where there is none, of another file. */
export function analysisSummaries(db: StudyDatabase): Map<number, AnalysisSummary> {
  const rows = db
    .prepare<
      [],
      { sessionId: number; ofOtherVideo: number; notices: string } & Omit<
        AnalysisSummary,
        "coverage" | "ofOtherVideo" | "notices"
      >
    >(
      `SELECT r.session_id AS sessionId, r.id AS runId, r.finished_at AS finishedAt, r.n_frames AS nFrames,
         r.n_faces AS nFaces, r.notices, r.from_ms AS fromMs, r.to_ms AS toMs,
         coalesce((SELECT d.verdict FROM run_verdict d WHERE d.run_id = r.id ORDER BY d.id DESC LIMIT 1), 'open')
           AS verdict,
         r.video_fingerprint <> v.fingerprint AS ofOtherVideo
       FROM run r JOIN video v ON v.session_id = r.session_id
       WHERE r.finished_at IS NOT NULL
       ORDER BY ofOtherVideo DESC, ${RANK}, r.id`,
    )
    .all();
  return new Map(
    rows.map(({ sessionId, ofOtherVideo, notices, ...run }) => [
      sessionId,
      {
        ...run,
        coverage: run.nFrames > 0 ? run.nFaces / run.nFrames : 0,
        ofOtherVideo: ofOtherVideo === 1,
        notices: JSON.parse(notices) as string[],
      },
    ]),
  );
}

interface MinuteColumns {
  minute: number;
  n_frames: number;
  n_faces: number;
  n_used: number;
  n_uncertain: number;
  duration_ms: number;
  from_ms: number;
  to_ms: number | null;
  angry: number | null;
  disgust: number | null;
  fear: number | null;
  happy: number | null;
  sad: number | null;
  surprise: number | null;
  neutral: number | null;
}

/** Minutes of a run as one of its expression models saw them. */
export function runMinutes(db: StudyDatabase, runId: number, modelId: string): MachineMinute[] {
  return db
    .prepare<[string, number], MinuteColumns>(
      `SELECT m.minute, m.n_frames, m.n_faces, e.n_used, e.n_uncertain, r.duration_ms, r.from_ms, r.to_ms, ${EXPRESSIONS.map((name) => `e.${name}`).join(", ")}
       FROM run_minute m
       JOIN run r ON r.id = m.run_id
       JOIN minute_reading e ON e.run_id = m.run_id AND e.minute = m.minute AND e.model_id = ?
       WHERE m.run_id = ? ORDER BY m.minute`,
    )
    .all(modelId, runId)
    .map(toMachineMinute);
}

function toMachineMinute(row: MinuteColumns): MachineMinute {
  const { angry, disgust, fear, happy, sad, surprise, neutral } = row;
  const hasFace =
    angry !== null &&
    disgust !== null &&
    fear !== null &&
    happy !== null &&
    sad !== null &&
    surprise !== null &&
    neutral !== null;
  return {
    minute: row.minute,
    partial:
      isPartialMinute(row.minute, Math.min(row.duration_ms, row.to_ms ?? row.duration_ms)) ||
      minuteStartMs(row.minute) < row.from_ms,
    means: hasFace ? { angry, disgust, fear, happy, sad, surprise, neutral } : null,
    nonspecific: hasFace ? nonspecificArousal(neutral) : null,
    nFrames: row.n_frames,
    nFaces: row.n_faces,
    nUsed: row.n_used,
    nUncertain: row.n_uncertain,
    coverage: row.n_frames > 0 ? row.n_faces / row.n_frames : null,
  };
}
