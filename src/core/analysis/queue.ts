import { EventEmitter, on } from "node:events";
import type { Job } from "../../shared/contract/analysis.ts";
import { recordAudit } from "../database/audit.ts";
import { Failure } from "../failure.ts";
import type { Log } from "../log.ts";
import { usableVideo } from "../media/linked-video.ts";
import type { Platform } from "../platform.ts";
import { findSession } from "../sessions/repo.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { type AnalysisSetup, analyseSession, runKey } from "./analyse-session.ts";
import {
  activeJob,
  addJob,
  endJob,
  findJob,
  interruptLeftJobs,
  jobsSince,
  nextJobId,
  nextQueuedJob,
  type StoredJob,
  setJobRun,
  startJob,
} from "./job-repo.ts";
import { Progress } from "./progress.ts";
import { findRun } from "./run-repo.ts";

/** Progress is told at most this often. */
const LEAST_MS_BETWEEN_EVENTS = 200;

interface RunningJob {
  readonly jobId: number;
  readonly abort: AbortController;
  readonly progress: Progress;
}

/**
 * The study's analysis queue: runs its jobs one after the other, keeps their states in the database and tells
 * whoever watches. Closing it cancels what runs; what was stored stays and is continued later.
 */
export class AnalysisQueue {
  readonly #platform: Platform;
  readonly #study: OpenStudy;
  readonly #setup: () => AnalysisSetup;
  readonly #log: Log;
  readonly #changes = new EventEmitter();
  /** Jobs from this id on were made since the study was opened. */
  readonly #firstJobId: number;
  #running: RunningJob | null = null;
  #working: Promise<void> = Promise.resolve();
  #closed = false;
  #lastEventMs = 0;
  #pendingEvent: NodeJS.Timeout | undefined;

  constructor(platform: Platform, study: OpenStudy, setup: () => AnalysisSetup, log: Log) {
    this.#platform = platform;
    this.#study = study;
    this.#setup = setup;
    this.#log = log;
    this.#changes.setMaxListeners(0);
    interruptLeftJobs(study.db);
    this.#firstJobId = nextJobId(study.db);
  }

  /** Jobs made since the study was opened, oldest first. */
  jobs(): Job[] {
    return jobsSince(this.#study.db, this.#firstJobId).map((job) => this.describe(job));
  }

  /** The job with what of it moves while it runs. */
  describe(job: StoredJob): Job {
    const running = this.#running?.jobId === job.jobId ? this.#running.progress : null;
    return {
      ...job,
      framesDone: running?.framesDone ?? (job.state === "succeeded" ? job.framesExpected : 0),
      framesPerSecond: running?.framesPerSecond() ?? null,
      remainingMs: running?.remainingMs(job.framesExpected) ?? null,
    };
  }

  /**
   * Puts sessions into the queue; those already analysed with the same models and parameters are left out unless
   * `again` is true.
   *
   * @throws Failure NOT_FOUND, VIDEO_MISSING, VIDEO_CHANGED; then nothing was queued
   */
  async enqueue(
    sessionIds: readonly number[],
    again: boolean,
    actor: string,
  ): Promise<{ jobs: Job[]; alreadyAnalysed: number[] }> {
    const { db } = this.#study;
    const wanted: number[] = [];
    const alreadyAnalysed: number[] = [];
    for (const sessionId of new Set(sessionIds)) {
      if (!findSession(db, sessionId))
        throw new Failure("NOT_FOUND", "This session is not part of the study.");
      const video = await usableVideo(this.#study, sessionId);
      const finished = findRun(db, sessionId, runKey(this.#setup(), video.fingerprint), true);
      if (finished !== null && !again) alreadyAnalysed.push(sessionId);
      else wanted.push(sessionId);
    }
    const jobIds = db.transaction(() =>
      wanted.map((sessionId) => {
        const active = activeJob(db, sessionId);
        if (active !== null) return active;
        recordAudit(db, { actor, action: "analysis.queued", sessionId, details: { again } });
        return addJob(db, sessionId);
      }),
    )();
    this.#tell();
    this.#work();
    return { jobs: jobIds.map((jobId) => this.#job(jobId)), alreadyAnalysed };
  }

  /** Puts the session of an ended job into the queue again. */
  async retry(jobId: number, actor: string): Promise<Job> {
    const { sessionId } = this.#job(jobId);
    const { jobs } = await this.enqueue([sessionId], true, actor);
    const [job] = jobs;
    if (!job) throw new Error("A retried session was not queued.");
    return job;
  }

  /** Takes a job out of the queue, or stops it; the minutes stored so far stay. */
  async cancel(jobId: number): Promise<Job> {
    const job = this.#job(jobId);
    if (job.state === "queued") endJob(this.#study.db, jobId, "cancelled", null);
    if (this.#running?.jobId === jobId) {
      this.#running.abort.abort();
      await this.#stopped(jobId);
    }
    this.#tell();
    return this.#job(jobId);
  }

  /** The jobs now and after every change, until the signal is aborted or the queue is closed. */
  async *watch(signal: AbortSignal | undefined): AsyncGenerator<Job[]> {
    const changes = on(this.#changes, "change", { close: ["close"], ...(signal ? { signal } : {}) });
    yield this.jobs();
    try {
      for await (const _ of changes) yield this.jobs();
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  }

  /** Stops the running job, marks it and the waiting ones as interrupted, and ends every watch. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#running?.abort.abort();
    await this.#working;
    interruptLeftJobs(this.#study.db);
    clearTimeout(this.#pendingEvent);
    this.#changes.emit("close");
  }

  #job(jobId: number): Job {
    const job = findJob(this.#study.db, jobId);
    if (!job) throw new Failure("NOT_FOUND", "There is no such job.");
    return this.describe(job);
  }

  async #stopped(jobId: number): Promise<void> {
    while (this.#running?.jobId === jobId)
      await new Promise((resolve) => this.#changes.once("stopped", resolve));
  }

  /** Starts working through the queue unless that is happening already. */
  #work(): void {
    if (this.#running !== null || this.#closed) return;
    const jobId = nextQueuedJob(this.#study.db);
    if (jobId === null) return;
    const running = { jobId, abort: new AbortController(), progress: new Progress() };
    this.#running = running;
    startJob(this.#study.db, jobId);
    this.#tell();
    this.#working = this.#run(running).then(() => {
      this.#running = null;
      this.#changes.emit("stopped");
      this.#tell();
      this.#work();
    });
  }

  async #run({ jobId, abort, progress }: RunningJob): Promise<void> {
    const { db } = this.#study;
    const { sessionId } = this.#job(jobId);
    try {
      const listener = {
        onRun: (runId: number, framesBefore: number) => {
          setJobRun(db, jobId, runId);
          progress.start(framesBefore);
          this.#tell();
        },
        onProgress: (framesDone: number) => {
          progress.advance(framesDone);
          this.#tellSoon();
        },
      };
      const runId = await analyseSession(
        this.#platform,
        this.#study,
        sessionId,
        this.#setup(),
        listener,
        abort.signal,
      );
      db.transaction(() => {
        endJob(db, jobId, "succeeded", null);
        recordAudit(db, {
          actor: this.#platform.host,
          action: "analysis.finished",
          sessionId,
          details: { runId },
        });
      })();
    } catch (error) {
      if (error instanceof Failure && error.code === "CANCELLED") {
        endJob(db, jobId, this.#closed ? "interrupted" : "cancelled", null);
        return;
      }
      this.#log.error({ err: error, jobId }, "analysis failed");
      const failure =
        error instanceof Failure
          ? { message: error.message, where: error.where, remedy: error.remedy }
          : {
              message: "The analysis failed because of an error in the program.",
              where: null,
              remedy: "See the log.",
            };
      endJob(db, jobId, "failed", failure);
    }
  }

  #tell(): void {
    clearTimeout(this.#pendingEvent);
    this.#pendingEvent = undefined;
    this.#lastEventMs = Date.now();
    this.#changes.emit("change");
  }

  #tellSoon(): void {
    if (this.#pendingEvent !== undefined) return;
    const wait = Math.max(0, this.#lastEventMs + LEAST_MS_BETWEEN_EVENTS - Date.now());
    this.#pendingEvent = setTimeout(() => this.#tell(), wait);
  }
}
