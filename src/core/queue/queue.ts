import type { AnalysisOptions, ExistingRun, Job, JobKind, Queue } from "../../shared/contract/analysis.ts";
import { recordAudit } from "../database/audit.ts";
import { Failure } from "../failure.ts";
import type { Log } from "../log.ts";
import { findSession } from "../sessions/repo.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { ChangeFeed } from "./change-feed.ts";
import {
  activeJob,
  activeJobs,
  addJob,
  endJob,
  findJob,
  firstPosition,
  interruptLeftJobs,
  jobsIn,
  keepWaiting,
  lastEndedIn,
  type NewJob,
  nextJobId,
  type StoredJob,
  setPosition,
  shownJobs,
} from "./job-repo.ts";
import type { JobRunner } from "./job-runner.ts";
import { type Destination, leastUrgent, nextJob, reordered } from "./queue-order.ts";
import { RunningJobs } from "./running-jobs.ts";
import { queueLeftMs } from "./time-left.ts";

export interface QueueOptions {
  /** Jobs at once, >= 1. */
  readonly workers: number;
  /** Who ends jobs, for the audit trail. */
  readonly host: string;
  readonly log: Log;
}

/**
 * The study's queue: runs its jobs in their order, several at once, keeps their states in the database and tells
 * whoever watches. A job that is stopped keeps what it has stored and continues from there when it is run again.
 */
export class JobQueue {
  readonly #study: OpenStudy;
  readonly #runners: ReadonlyMap<JobKind, JobRunner>;
  readonly #feed = new ChangeFeed();
  /** Jobs from this id on were made since the study was opened. */
  readonly #firstJobId: number;
  readonly #running: RunningJobs;
  /** Waiting jobs that somebody is waiting for. */
  readonly #urgent = new Set<number>();
  readonly #log: Log;
  #workers: number;
  #paused = false;
  #closed = false;

  constructor(study: OpenStudy, runners: readonly JobRunner[], { workers, ...options }: QueueOptions) {
    this.#study = study;
    this.#runners = new Map(runners.map((runner) => [runner.kind, runner]));
    this.#log = options.log;
    this.#workers = workers;
    this.#running = new RunningJobs(study, this.#runners, options, {
      onChange: () => this.#feed.tell(),
      onProgress: () => this.#feed.tellSoon(),
      onFree: () => this.#go(),
    });
    interruptLeftJobs(study.db);
    this.#firstJobId = nextJobId(study.db);
  }

  state(): Queue {
    const jobs = shownJobs(this.#study.db, this.#firstJobId).map((job) => this.describe(job));
    const left = (state: Job["state"]): (number | null)[] =>
      jobs.filter((job) => job.state === state).map((job) => job.remainingMs);
    return {
      jobs,
      paused: this.#paused,
      workers: this.#workers,
      remainingMs: queueLeftMs(left("running"), left("queued"), this.#workers),
    };
  }

  /** The job with what of it moves while it runs. */
  describe(job: StoredJob): Job {
    return this.#running.describe(job);
  }

  /** The queue now and after every change, until the signal is aborted or the queue is closed. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<Queue> {
    return this.#feed.follow(() => this.state(), signal);
  }

  /**
   * Puts work on sessions into the queue; what is done already is left out unless `again` is true, and what waits
   * already is not queued twice.
   *
   * @throws Failure NOT_FOUND, INVALID_VALUE, VIDEO_MISSING, VIDEO_CHANGED; then nothing was queued
   */
  async enqueue(
    input: { sessionIds: readonly number[]; kind: JobKind; again: boolean; options: AnalysisOptions },
    actor: string,
  ): Promise<{ jobs: Job[]; alreadyAnalysed: number[]; runs: ExistingRun[] }> {
    const { kind, again } = input;
    const options = kind === "analysis" ? input.options : {};
    const wanted: NewJob[] = [];
    const alreadyAnalysed: number[] = [];
    const runs: ExistingRun[] = [];
    for (const sessionId of new Set(input.sessionIds)) {
      if (!findSession(this.#study.db, sessionId))
        throw new Failure("NOT_FOUND", "This session is not part of the study.");
      const done = await this.#runner(kind).doneBefore(sessionId, options);
      if (done === null || again) wanted.push({ kind, sessionId, options });
      else alreadyAnalysed.push(sessionId);
      if (done !== null && !again && done.runId !== null) runs.push({ sessionId, runId: done.runId });
    }
    return { jobs: this.#add(wanted, actor, { again }), alreadyAnalysed, runs };
  }

  /** Puts the work of an ended job into the queue again. @throws Failure as {@link enqueue} */
  async retry(jobId: number, actor: string): Promise<Job> {
    const { sessionId, kind, options } = this.#job(jobId);
    const { jobs } = await this.enqueue({ sessionIds: [sessionId], kind, again: true, options }, actor);
    const [job] = jobs;
    if (!job) throw new Error("A retried session was not queued.");
    return job;
  }

  /** Puts the work of jobs that ended so, and were not followed by others, into the queue again. */
  againAfter(state: "failed" | "interrupted", actor: string): Job[] {
    return this.#add(lastEndedIn(this.#study.db, state), actor, { after: state });
  }

  /** Takes a job out of the queue, or stops it; what it has stored stays. */
  async cancel(jobId: number): Promise<Job> {
    const { state } = this.#job(jobId);
    if (state === "running") await this.#running.stop(jobId, "cancelled");
    else if (state === "queued" || state === "paused" || state === "interrupted")
      endJob(this.#study.db, jobId, "cancelled", null);
    return this.#changed(jobId);
  }

  async cancelAll(): Promise<Job[]> {
    const jobs = activeJobs(this.#study.db);
    this.#study.db.transaction(() => {
      for (const { jobId, state } of jobs)
        if (state !== "running") endJob(this.#study.db, jobId, "cancelled", null);
    })();
    await this.#running.stopAll("cancelled");
    this.#feed.tell();
    return jobs.map(({ jobId }) => this.describe(this.#job(jobId)));
  }

  /** Lets a job wait until it is resumed. */
  async pause(jobId: number): Promise<Job> {
    const { state } = this.#job(jobId);
    if (state === "running") await this.#running.stop(jobId, "paused");
    else if (state === "queued") keepWaiting(this.#study.db, jobId, "paused");
    return this.#changed(jobId);
  }

  resume(jobId: number): Job {
    this.#unpause(this.#job(jobId));
    return this.#changed(jobId);
  }

  /** Starts nothing and stops what runs until {@link resumeAll}. */
  async pauseAll(): Promise<Queue> {
    this.#paused = true;
    await this.#running.stopAll("queued");
    this.#feed.tell();
    return this.state();
  }

  resumeAll(): Queue {
    this.#paused = false;
    this.#go();
    return this.state();
  }

  /** Changes the place of a job among those that wait or are paused. */
  move(jobId: number, to: Destination): Job {
    const { db } = this.#study;
    this.#job(jobId);
    const waiting = jobsIn(db, "queued", "paused");
    const order = reordered(
      waiting.map((job) => job.jobId),
      jobId,
      to,
    );
    db.transaction(() => {
      for (const [place, id] of order.entries()) {
        const position = waiting[place]?.position;
        if (position !== undefined && waiting[place]?.jobId !== id) setPosition(db, id, position);
      }
    })();
    return this.#changed(jobId);
  }

  /** Puts a session's jobs first; when all workers are busy, the least urgent job goes back into the queue. */
  prioritise(sessionId: number): Job[] {
    const { db } = this.#study;
    const jobs = activeJobs(db).filter((job) => job.sessionId === sessionId);
    const goingOn = this.#running.goingOn().map(({ jobId }) => jobId);
    db.transaction(() => {
      for (const job of jobs.toReversed()) {
        if (goingOn.includes(job.jobId)) continue;
        setPosition(db, job.jobId, firstPosition(db));
        this.#unpause(job);
        this.#urgent.add(job.jobId);
      }
    })();
    this.#makeRoom();
    this.#go();
    return jobs.map(({ jobId }) => this.describe(this.#job(jobId)));
  }

  /** Changes how many jobs run at once; surplus ones go back into the queue. */
  setWorkers(workers: number): void {
    this.#workers = workers;
    for (let surplus = this.#running.goingOn().length - workers; surplus > 0; surplus -= 1) this.#giveWay();
    this.#go();
  }

  /** Stops the running jobs, marks them and the waiting ones as interrupted, and ends every watch. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running.stopAll("interrupted");
    try {
      interruptLeftJobs(this.#study.db);
    } catch (error) {
      // A full disk: the next opening does it.
      this.#log.error({ err: error }, "left jobs not marked");
    }
    this.#feed.close();
  }

  #runner(kind: JobKind): JobRunner {
    const runner = this.#runners.get(kind);
    if (!runner) throw new Failure("INVALID_VALUE", "This version does not do that kind of work.");
    return runner;
  }

  /** @throws Failure NOT_FOUND */
  #job(jobId: number): StoredJob {
    const job = findJob(this.#study.db, jobId);
    if (!job) throw new Failure("NOT_FOUND", "There is no such job.");
    return job;
  }

  #changed(jobId: number): Job {
    this.#go();
    return this.describe(this.#job(jobId));
  }

  #add(wanted: readonly NewJob[], actor: string, details: Readonly<Record<string, unknown>>): Job[] {
    const { db } = this.#study;
    this.#running.storeFailures();
    const jobIds = db.transaction(() =>
      wanted.map(({ kind, sessionId, options }) => {
        const active = activeJob(db, { kind, sessionId, options });
        if (active !== null) {
          this.#unpause(this.#job(active));
          return active;
        }
        recordAudit(db, { actor, action: `${kind}.queued`, sessionId, details: { ...details, ...options } });
        return addJob(db, { kind, sessionId, options });
      }),
    )();
    this.#go();
    return jobIds.map((jobId) => this.describe(this.#job(jobId)));
  }

  #unpause({ jobId, state }: StoredJob): void {
    this.#running.unpause(jobId);
    if (state === "paused") keepWaiting(this.#study.db, jobId, "queued");
  }

  /** Sends running jobs back into the queue until every waiting job that somebody waits for has a worker. */
  #makeRoom(): void {
    if (this.#paused) return;
    const urgent = jobsIn(this.#study.db, "queued").filter(({ jobId }) => this.#urgent.has(jobId)).length;
    let free = this.#workers - this.#running.goingOn().length;
    while (free < urgent && this.#giveWay()) free += 1;
  }

  /** Sends the least urgent running job back into the queue. @returns false when there is none */
  #giveWay(): boolean {
    const job = leastUrgent(this.#running.goingOn());
    if (job === undefined) return false;
    void this.#running.stop(job.jobId, "queued");
    return true;
  }

  /** Starts waiting jobs while workers are free, and tells of the change. */
  #go(): void {
    while (!this.#paused && !this.#closed && this.#running.all().length < this.#workers) {
      const waiting = jobsIn(this.#study.db, "queued").filter(
        ({ jobId }) => !this.#running.hasFailedUnstored(jobId),
      );
      const job = nextJob(waiting, this.#running.all());
      if (job === undefined) break;
      this.#urgent.delete(job.jobId);
      this.#running.start(job);
    }
    this.#feed.tell();
  }
}
