import type { Job, JobState } from "../../shared/contract/analysis.ts";
import type { StudyDatabase } from "../database/open-database.ts";

/** A job as stored; what of it moves while it runs is known to the queue. */
export type StoredJob = Omit<Job, "framesDone" | "framesExpected" | "framesPerSecond" | "remainingMs"> & {
  readonly framesExpected: number;
};

interface JobColumns {
  id: number;
  session_id: number;
  pseudonym: string;
  number: number;
  state: JobState;
  run_id: number | null;
  failure: string | null;
  created_at: string;
  finished_at: string | null;
  frames_expected: number | null;
}

const SELECT = `SELECT j.id, j.session_id, p.pseudonym, s.number, j.state, j.run_id, j.failure, j.created_at,
    j.finished_at, json_extract(v.probe, '$.expectedFrames') AS frames_expected
  FROM job j JOIN session s ON s.id = j.session_id JOIN patient p ON p.id = s.patient_id
  LEFT JOIN video v ON v.session_id = s.id`;

function toJob(row: JobColumns): StoredJob {
  return {
    jobId: row.id,
    sessionId: row.session_id,
    patient: row.pseudonym,
    session: row.number,
    state: row.state,
    runId: row.run_id,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Job["failure"]),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    framesExpected: row.frames_expected ?? 0,
  };
}

export function findJob(db: StudyDatabase, jobId: number): StoredJob | null {
  const row = db.prepare<[number], JobColumns>(`${SELECT} WHERE j.id = ?`).get(jobId);
  return row ? toJob(row) : null;
}

/** The newest job of every session, by session. */
export function newestJobs(db: StudyDatabase): Map<number, StoredJob> {
  const rows = db
    .prepare<[], JobColumns>(`${SELECT} WHERE j.id IN (SELECT max(id) FROM job GROUP BY session_id)`)
    .all();
  return new Map(rows.map((row) => [row.session_id, toJob(row)]));
}

/** Jobs from this id on, oldest first. */
export function jobsSince(db: StudyDatabase, firstJobId: number): StoredJob[] {
  return db
    .prepare<[number], JobColumns>(`${SELECT} WHERE j.id >= ? ORDER BY j.id`)
    .all(firstJobId)
    .map(toJob);
}

/** The session's job that waits or runs, or null. */
export function activeJob(db: StudyDatabase, sessionId: number): number | null {
  const row = db
    .prepare<[number], { id: number }>(
      "SELECT id FROM job WHERE session_id = ? AND state IN ('queued', 'running') ORDER BY id LIMIT 1",
    )
    .get(sessionId);
  return row?.id ?? null;
}

export function nextQueuedJob(db: StudyDatabase): number | null {
  const row = db
    .prepare<[], { id: number }>("SELECT id FROM job WHERE state = 'queued' ORDER BY id LIMIT 1")
    .get();
  return row?.id ?? null;
}

export function addJob(db: StudyDatabase, sessionId: number): number {
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO job (kind, session_id, state, position, created_at)
       VALUES ('analysis', ?, 'queued', (SELECT coalesce(max(position), 0) + 1 FROM job), ?)`)
    .run(sessionId, new Date().toISOString());
  return Number(lastInsertRowid);
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

export function endJob(db: StudyDatabase, jobId: number, state: JobState, failure: Job["failure"]): void {
  db.prepare("UPDATE job SET state = ?, failure = ?, finished_at = ? WHERE id = ?").run(
    state,
    failure === null ? null : JSON.stringify(failure),
    new Date().toISOString(),
    jobId,
  );
}

/** Marks jobs that a program which has ended left waiting or running. Returns how many there were. */
export function interruptLeftJobs(db: StudyDatabase): number {
  return db
    .prepare("UPDATE job SET state = 'interrupted', finished_at = ? WHERE state IN ('queued', 'running')")
    .run(new Date().toISOString()).changes;
}

/** The id that the next job will have at least. */
export function nextJobId(db: StudyDatabase): number {
  const row = db.prepare<[], { last: number | null }>("SELECT max(id) AS last FROM job").get();
  return (row?.last ?? 0) + 1;
}
