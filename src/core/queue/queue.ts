import type { AnalysisOptions, Job, JobKind, Queue } from "../../shared/contract/analysis.ts";
import { recordAudit } from "../database/audit.ts";
import { Failure, storageFailure } from "../failure.ts";
import type { Log } from "../log.ts";
import { findSession } from "../sessions/repo.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { ChangeFeed } from "./change-feed.ts";
import {
  ACTIVE_STATES,
  activeJob,
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
  setJobRun,
  setPosition,
  shownJobs,
  startJob,
} from "./job-repo.ts";
import type { JobListener, JobRunner } from "./job-runner.ts";
import { Progress } from "./progress.ts";
import { type Destination, leastUrgent, nextJob, reordered } from "./queue-order.ts";
import { queueLeftMs, workLeftMs } from "./time-left.ts";

export interface QueueOptions {
  /** Jobs at once, >= 1. */
  readonly workers: number;
  /** Who ends jobs, for the audit trail. */
  readonly host: string;
  readonly log: Log;
}

/** What becomes of a running job once it has stopped, the stronger wish last. */
const STOPS = ["queued", "paused", "interrupted", "cancelled"] as const;
type Stop = (typeof STOPS)[number];

interface RunningJob {
  readonly job: StoredJob;
  readonly abort: AbortController;
  readonly progress: Progress;
  resumedAtMinute: number | null;
  /** Null: it runs on. */
  stop: Stop | null;
  ended: Promise<void>;
}

/**
 * The study's queue: runs its jobs in their order, several at once, keeps their states in the database and tells
 * whoever watches. A job that is stopped keeps what it has stored and continues from there when it is run again.
 */
export class JobQueue {
  readonly #study: OpenStudy;
  readonly #runners: ReadonlyMap<JobKind, JobRunner>;
  readonly #host: string;
  readonly #log: Log;
  readonly #feed = new ChangeFeed();
  /** Jobs from this id on were made since the study was opened. */
  readonly #firstJobId: number;
  readonly #running = new Map<number, RunningJob>();
  /** Where this program has continued jobs that have ended since. */
  readonly #resumedAt = new Map<number, number>();
  /** Waiting jobs that somebody is waiting for. */
  readonly #urgent = new Set<number>();
  /** Frames a second of the last job of each kind that had a pace. */
  readonly #lastPace = new Map<JobKind, number>();
  #workers: number;
  #paused = false;
  #closed = false;

  constructor(study: OpenStudy, runners: readonly JobRunner[], { workers, host, log }: QueueOptions) {
    this.#study = study;
    this.#runners = new Map(runners.map((runner) => [runner.kind, runner]));
    this.#workers = workers;
    this.#host = host;
    this.#log = log;
    interruptLeftJobs(study.db);
    this.#firstJobId = nextJobId(study.db);
  }

  state(): Queue {
    const stored = shownJobs(this.#study.db, this.#firstJobId);
    const paces = this.#paces();
    const jobs = stored.map((job) => this.#withProgress(job, paces));
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
    return this.#withProgress(job, this.#paces());
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
  ): Promise<{ jobs: Job[]; alreadyAnalysed: number[] }> {
    const { kind, again } = input;
    const options = kind === "analysis" ? input.options : {};
    const wanted: NewJob[] = [];
    const alreadyAnalysed: number[] = [];
    for (const sessionId of new Set(input.sessionIds)) {
      if (!findSession(this.#study.db, sessionId))
        throw new Failure("NOT_FOUND", "This session is not part of the study.");
      const done = await this.#runner(kind).isDone(sessionId, options);
      if (done && !again) alreadyAnalysed.push(sessionId);
      else wanted.push({ kind, sessionId, options });
    }
    return { jobs: this.#add(wanted, actor, { again }), alreadyAnalysed };
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
    if (state === "running") await this.#stop(jobId, "cancelled");
    else if (state === "queued" || state === "paused" || state === "interrupted")
      endJob(this.#study.db, jobId, "cancelled", null);
    return this.#changed(jobId);
  }

  async cancelAll(): Promise<Job[]> {
    const jobs = jobsIn(this.#study.db, ...ACTIVE_STATES);
    this.#study.db.transaction(() => {
      for (const { jobId, state } of jobs)
        if (state !== "running") endJob(this.#study.db, jobId, "cancelled", null);
    })();
    await Promise.all([...this.#running.keys()].map((jobId) => this.#stop(jobId, "cancelled")));
    this.#feed.tell();
    return jobs.map(({ jobId }) => this.describe(this.#job(jobId)));
  }

  /** Lets a job wait until it is resumed. */
  async pause(jobId: number): Promise<Job> {
    const { state } = this.#job(jobId);
    if (state === "running") await this.#stop(jobId, "paused");
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
    await Promise.all([...this.#running.keys()].map((jobId) => this.#stop(jobId, "queued")));
    this.#feed.tell();
    return this.state();
  }

  resumeAll(): Queue {
    this.#paused = false;
    this.#work();
    this.#feed.tell();
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
    const jobs = jobsIn(db, ...ACTIVE_STATES).filter((job) => job.sessionId === sessionId);
    db.transaction(() => {
      for (const job of jobs.toReversed()) {
        if (job.state === "running" && this.#running.get(job.jobId)?.stop === null) continue;
        setPosition(db, job.jobId, firstPosition(db));
        this.#unpause(job);
        this.#urgent.add(job.jobId);
      }
    })();
    this.#makeRoom();
    this.#work();
    this.#feed.tell();
    return jobs.map(({ jobId }) => this.describe(this.#job(jobId)));
  }

  /** Changes how many jobs run at once; surplus ones go back into the queue. */
  setWorkers(workers: number): void {
    this.#workers = workers;
    for (let surplus = this.#notStopping().length - workers; surplus > 0; surplus -= 1) this.#giveWay();
    this.#work();
    this.#feed.tell();
  }

  /** Stops the running jobs, marks them and the waiting ones as interrupted, and ends every watch. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#running.keys()].map((jobId) => this.#stop(jobId, "interrupted")));
    interruptLeftJobs(this.#study.db);
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
    this.#work();
    this.#feed.tell();
    return this.describe(this.#job(jobId));
  }

  #add(wanted: readonly NewJob[], actor: string, details: Readonly<Record<string, unknown>>): Job[] {
    const { db } = this.#study;
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
    this.#work();
    this.#feed.tell();
    return jobIds.map((jobId) => this.describe(this.#job(jobId)));
  }

  #unpause({ jobId, state }: StoredJob): void {
    const running = this.#running.get(jobId);
    if (running?.stop === "paused") running.stop = "queued";
    else if (state === "paused") keepWaiting(this.#study.db, jobId, "queued");
  }

  /** Stops a running job and waits until it has stopped. It may have come to its end in the meantime. */
  async #stop(jobId: number, stop: Stop): Promise<void> {
    const running = this.#running.get(jobId);
    if (!running) return;
    if (running.stop === null || STOPS.indexOf(running.stop) < STOPS.indexOf(stop)) running.stop = stop;
    running.abort.abort();
    await running.ended;
  }

  #notStopping(): RunningJob[] {
    return [...this.#running.values()].filter(({ stop }) => stop === null);
  }

  /** Sends running jobs back into the queue until every waiting job that somebody waits for has a worker. */
  #makeRoom(): void {
    if (this.#paused) return;
    const urgent = jobsIn(this.#study.db, "queued").filter(({ jobId }) => this.#urgent.has(jobId)).length;
    let free = this.#workers - this.#notStopping().length;
    while (free < urgent && this.#giveWay()) free += 1;
  }

  /** Sends the least urgent running job back into the queue. @returns false when there is none */
  #giveWay(): boolean {
    const job = leastUrgent(this.#notStopping().map((running) => running.job));
    if (job === undefined) return false;
    void this.#stop(job.jobId, "queued");
    return true;
  }

  /** Starts waiting jobs while workers are free. */
  #work(): void {
    while (!this.#paused && !this.#closed && this.#running.size < this.#workers) {
      const running = [...this.#running.values()].map(({ job }) => job);
      const job = nextJob(jobsIn(this.#study.db, "queued"), running);
      if (job === undefined) return;
      startJob(this.#study.db, job.jobId);
      this.#start(job);
      this.#feed.tell();
    }
  }

  #start(job: StoredJob): void {
    const running: RunningJob = {
      job,
      abort: new AbortController(),
      progress: new Progress(),
      resumedAtMinute: null,
      stop: null,
      ended: Promise.resolve(),
    };
    this.#running.set(job.jobId, running);
    this.#urgent.delete(job.jobId);
    running.progress.start(0);
    running.ended = this.#run(running)
      // The row still says that the job runs: the next opening of the study finds it interrupted.
      .catch((error: unknown) => this.#log.error({ err: error, jobId: job.jobId }, "job state not stored"))
      .then(() => {
        this.#running.delete(job.jobId);
        if (running.resumedAtMinute !== null) this.#resumedAt.set(job.jobId, running.resumedAtMinute);
        const pace = running.progress.framesPerSecond();
        if (pace !== null) this.#lastPace.set(job.kind, pace);
        this.#work();
        this.#feed.tell();
      });
  }

  async #run(running: RunningJob): Promise<void> {
    const { db } = this.#study;
    const { jobId, kind, sessionId } = running.job;
    try {
      const runner = this.#runner(kind);
      const result = await runner.run(running.job, this.#listener(running), running.abort.signal);
      db.transaction(() => {
        endJob(db, jobId, "succeeded", null);
        recordAudit(db, { actor: this.#host, action: `${kind}.finished`, sessionId, details: result });
      })();
    } catch (error) {
      this.#endWithout(running, error);
    }
  }

  #listener({ job, progress }: RunningJob): JobListener {
    return {
      onRun: (runId, framesBefore, resumedAtMinute) => {
        setJobRun(this.#study.db, job.jobId, runId);
        progress.start(framesBefore);
        const running = this.#running.get(job.jobId);
        if (running) running.resumedAtMinute = resumedAtMinute;
        this.#feed.tell();
      },
      onProgress: (framesDone) => {
        progress.advance(framesDone);
        this.#feed.tellSoon();
      },
    };
  }

  /** Stores how a job that did not succeed ended. */
  #endWithout({ job: { jobId, kind }, stop }: RunningJob, error: unknown): void {
    const { db, folder } = this.#study;
    if (error instanceof Failure && error.code === "CANCELLED") {
      if (stop === "queued" || stop === "paused") keepWaiting(db, jobId, stop);
      else endJob(db, jobId, stop ?? "cancelled", null);
      return;
    }
    this.#log.error({ err: error, jobId, kind }, "job failed");
    const failure = error instanceof Failure ? error : storageFailure(error, folder);
    endJob(
      db,
      jobId,
      "failed",
      failure
        ? { message: failure.message, where: failure.where, remedy: failure.remedy }
        : {
            message: "The work failed because of an error in the program.",
            where: null,
            remedy: "See the log.",
          },
    );
  }

  /** Frames a second of each kind: the mean of the jobs that run, else of the last one. */
  #paces(): ReadonlyMap<JobKind, number> {
    const paces = new Map(this.#lastPace);
    const known = Map.groupBy(this.#running.values(), ({ job }) => job.kind);
    for (const [kind, jobs] of known) {
      const each = jobs.flatMap(({ progress }) => progress.framesPerSecond() ?? []);
      if (each.length > 0) paces.set(kind, each.reduce((sum, pace) => sum + pace, 0) / each.length);
    }
    return paces;
  }

  #withProgress({ framesStored, ...job }: StoredJob, paces: ReadonlyMap<JobKind, number>): Job {
    const running = job.state === "running" ? this.#running.get(job.jobId) : undefined;
    const framesDone =
      running?.progress.framesDone ?? (job.state === "succeeded" ? job.framesExpected : framesStored);
    const framesPerSecond = running?.progress.framesPerSecond() ?? null;
    const ended = !ACTIVE_STATES.some((state) => state === job.state);
    return {
      ...job,
      framesDone,
      framesPerSecond,
      resumedAtMinute:
        running?.resumedAtMinute ?? job.resumedAtMinute ?? this.#resumedAt.get(job.jobId) ?? null,
      remainingMs: ended
        ? null
        : workLeftMs(job.framesExpected, framesDone, framesPerSecond ?? paces.get(job.kind) ?? null),
    };
  }
}
