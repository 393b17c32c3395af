import {
  type AnalysisOptions,
  analysisOptionsSchema,
  type Job,
  type JobKind,
  type JobState,
} from "../../shared/contract/analysis.ts";
import type { StudyDatabase } from "../database/open-database.ts";

/** A job as stored; what of it moves while it runs is known to the queue. */
export type StoredJob = Omit<Job, "framesDone" | "framesPerSecond" | "remainingMs"> & {
  /** Frames of the job's run that are stored. */
  readonly framesStored: number;
  /** Fingerprint of the session's video; null without one. */
  readonly video: string | null;
};

/** States of a job that has not ended. */
const ACTIVE_STATES = ["queued", "running", "paused"] as const satisfies readonly JobState[];

export function isActive(state: JobState): boolean {
  return ACTIVE_STATES.some((active) => active === state);
}

interface JobColumns {
  id: number;
  kind: JobKind;
  session_id: number;
  pseudonym: string;
  number: number;
  state: JobState;
  position: number;
  request: string;
  run_id: number | null;
  failure: string | null;
  created_at: string;
  finished_at: string | null;
  duration_ms: number | null;
  fingerprint: string | null;
  video_frames: number | null;
  last_minute: number | null;
  frames_stored: number;
}

const SELECT = `SELECT j.id, j.kind, j.session_id, p.pseudonym, s.number, j.state, j.position, j.request, j.run_id,
    j.failure, j.created_at, j.finished_at, v.fingerprint, json_extract(v.probe, '$.durationMs') AS duration_ms,
    json_extract(v.probe, '$.expectedFrames') AS video_frames,
    (SELECT max(minute) FROM run_minute m WHERE m.run_id = j.run_id) AS last_minute,
    (SELECT coalesce(sum(n_frames), 0) FROM run_minute m WHERE m.run_id = j.run_id) AS frames_stored
  FROM job j JOIN session s ON s.id = j.session_id JOIN patient p ON p.id = s.patient_id
  LEFT JOIN video v ON v.session_id = s.id`;

const ACTIVE = "('queued', 'running', 'paused')";
const NOT_FOLLOWED = `NOT EXISTS (SELECT 1 FROM job later
  WHERE later.session_id = j.session_id AND later.kind = j.kind AND later.id > j.id)`;

function toJob(row: JobColumns): StoredJob {
  const options = analysisOptionsSchema.parse(JSON.parse(row.request));
  const continues = row.state !== "running" && row.state !== "succeeded" && row.last_minute !== null;
  return {
    jobId: row.id,
    kind: row.kind,
    sessionId: row.session_id,
    patient: row.pseudonym,
    session: row.number,
    state: row.state,
    position: row.position,
    options,
    runId: row.run_id,
    resumedAtMinute: continues ? (row.last_minute ?? 0) + 1 : null,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Job["failure"]),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    framesStored: row.frames_stored,
    video: row.fingerprint,
    framesExpected: framesWithin(options, row.duration_ms ?? 0, row.video_frames ?? 0),
  };
}

/** Frames of a span of a video, as if they were evenly spread over it. */
function framesWithin({ fromMs = 0, toMs }: AnalysisOptions, durationMs: number, frames: number): number {
  if (durationMs <= 0) return frames;
  const spanMs = Math.max(0, Math.min(toMs ?? durationMs, durationMs) - fromMs);
  return Math.round((frames * spanMs) / durationMs);
}

export function findJob(db: StudyDatabase, jobId: number): StoredJob | null {
  const row = db.prepare<[number], JobColumns>(`${SELECT} WHERE j.id = ?`).get(jobId);
  return row ? toJob(row) : null;
}

/** The newest analysis job of every session, by session. */
export function newestJobs(db: StudyDatabase): Map<number, StoredJob> {
  const rows = db
    .prepare<[], JobColumns>(
      `${SELECT} WHERE j.id IN (SELECT max(id) FROM job WHERE kind = 'analysis' GROUP BY session_id)`,
    )
    .all();
  return new Map(rows.map((row) => [row.session_id, toJob(row)]));
}

/**
 * By place in the queue: jobs that have not ended, those from this id on, and earlier ones that failed or were
 * interrupted and were not followed by another of their session and kind.
 */
export function shownJobs(db: StudyDatabase, firstJobId: number): StoredJob[] {
  return db
    .prepare<[number], JobColumns>(
      `${SELECT} WHERE j.id >= ? OR j.state IN ${ACTIVE} OR (j.state IN ('failed', 'interrupted') AND ${NOT_FOLLOWED})
       ORDER BY j.position, j.id`,
    )
    .all(firstJobId)
    .map(toJob);
}

/** Jobs that have not ended, by place in the queue. */
export function activeJobs(db: StudyDatabase): StoredJob[] {
  return jobsIn(db, ...ACTIVE_STATES);
}

/** Jobs in one of these states, by place in the queue. */
export function jobsIn(db: StudyDatabase, ...states: readonly JobState[]): StoredJob[] {
  return db
    .prepare<[string], JobColumns>(
      `${SELECT} WHERE j.state IN (SELECT value FROM json_each(?)) ORDER BY j.position, j.id`,
    )
    .all(JSON.stringify(states))
    .map(toJob);
}

/** Jobs that ended in this state and were not followed by another of their session and kind, by place in the queue. */
export function lastEndedIn(db: StudyDatabase, state: "failed" | "interrupted"): StoredJob[] {
  return db
    .prepare<[string], JobColumns>(
      `${SELECT} WHERE j.state = ? AND ${NOT_FOLLOWED} ORDER BY j.position, j.id`,
    )
    .all(state)
    .map(toJob);
}

export interface NewJob {
  readonly kind: JobKind;
  readonly sessionId: number;
  readonly options: AnalysisOptions;
}

/** The job with the same work that has not ended, or null. */
export function activeJob(db: StudyDatabase, job: NewJob): number | null {
  const row = db
    .prepare<[number, JobKind, string], { id: number }>(
      `SELECT id FROM job WHERE session_id = ? AND kind = ? AND request = ? AND state IN ${ACTIVE} ORDER BY id LIMIT 1`,
    )
    .get(job.sessionId, job.kind, requestOf(job.options));
  return row?.id ?? null;
}

/** Adds a job at the end of the queue. */
export function addJob(db: StudyDatabase, { kind, sessionId, options }: NewJob): number {
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO job (kind, session_id, state, position, request, created_at)
       VALUES (?, ?, 'queued', (SELECT coalesce(max(position), 0) + 1 FROM job), ?, ?)`)
    .run(kind, sessionId, requestOf(options), new Date().toISOString());
  return Number(lastInsertRowid);
}

/** Equal options give equal text. */
function requestOf({ fromMs, toMs, modelIds, meshEveryMs }: AnalysisOptions): string {
  return JSON.stringify({ fromMs, toMs, modelIds, meshEveryMs });
}

export function startJob(db: StudyDatabase, jobId: number): void {
  db.prepare("UPDATE job SET state = 'running', started_at = ? WHERE id = ?").run(
    new Date().toISOString(),
    jobId,
  );
}

export function setJobRun(db: StudyDatabase, jobId: number, runId: number): void {
  db.prepare("UPDATE job SET run_id = ? WHERE id = ?").run(runId, jobId);
}

/** Lets a job that has not ended wait, in its place. */
export function keepWaiting(db: StudyDatabase, jobId: number, state: "queued" | "paused"): void {
  db.prepare("UPDATE job SET state = ? WHERE id = ?").run(state, jobId);
}

export function endJob(
  db: StudyDatabase,
  jobId: number,
  state: Exclude<JobState, (typeof ACTIVE_STATES)[number]>,
  failure: Job["failure"],
): void {
  db.prepare("UPDATE job SET state = ?, failure = ?, finished_at = ? WHERE id = ?").run(
    state,
    failure === null ? null : JSON.stringify(failure),
    new Date().toISOString(),
    jobId,
  );
}

export function setPosition(db: StudyDatabase, jobId: number, position: number): void {
  db.prepare("UPDATE job SET position = ? WHERE id = ?").run(position, jobId);
}

/** A place before all jobs. */
export function firstPosition(db: StudyDatabase): number {
  const row = db.prepare<[], { first: number | null }>("SELECT min(position) AS first FROM job").get();
  return (row?.first ?? 0) - 1;
}

/** Marks jobs that a program which has ended left waiting or running; paused ones wait for whoever paused them. */
export function interruptLeftJobs(db: StudyDatabase): void {
  db.prepare(
    "UPDATE job SET state = 'interrupted', finished_at = ? WHERE state IN ('queued', 'running')",
  ).run(new Date().toISOString());
}

/** The id that the next job will have at least. */
export function nextJobId(db: StudyDatabase): number {
  const row = db.prepare<[], { last: number | null }>("SELECT max(id) AS last FROM job").get();
  return (row?.last ?? 0) + 1;
}
