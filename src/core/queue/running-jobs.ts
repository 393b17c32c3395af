import type { Job, JobKind } from "../../shared/contract/analysis.ts";
import { recordAudit } from "../database/audit.ts";
import { Failure, storageFailure } from "../failure.ts";
import type { Log } from "../log.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { endJob, isActive, keepWaiting, type StoredJob, setJobRun, startJob } from "./job-repo.ts";
import type { JobListener, JobRunner } from "./job-runner.ts";
import { type Effort, Progress, pace } from "./progress.ts";
import { workLeftMs } from "./time-left.ts";

/** What becomes of a running job once it has stopped, the stronger wish last. */
const STOPS = ["queued", "paused", "interrupted", "cancelled"] as const;
export type Stop = (typeof STOPS)[number];

interface RunningJob {
  readonly job: StoredJob;
  readonly abort: AbortController;
  readonly progress: Progress;
  /** Null: it runs on. */
  stop: Stop | null;
  ended: Promise<void>;
}

/** A job's first seconds go by with loading its models. */
const RELIABLE_AFTER_S = 10;

/** Who is told what happens to running jobs. */
export interface RunningJobsListener {
  onChange(): void;
  onProgress(): void;
  /** A job has ended or stopped, and its worker is free. */
  onFree(): void;
}

/** The jobs that run now: starts them, stops them, stores how they ended, and knows how far they are. */
export class RunningJobs {
  readonly #study: OpenStudy;
  readonly #runners: ReadonlyMap<JobKind, JobRunner>;
  /** Who ends jobs, for the audit trail. */
  readonly #host: string;
  readonly #log: Log;
  readonly #listener: RunningJobsListener;
  readonly #running = new Map<number, RunningJob>();
  /** The minute at which this program has continued a job, by job. */
  readonly #resumedAt = new Map<number, number>();
  /** Jobs whose end or start could not be stored, the disk being full: failed, until {@link storeFailures} can tell so. */
  readonly #unstored = new Map<number, Job["failure"]>();
  /** What the jobs of each kind have taken that do not run any more. */
  readonly #past = new Map<JobKind, Effort>();

  constructor(
    study: OpenStudy,
    runners: ReadonlyMap<JobKind, JobRunner>,
    { host, log }: { readonly host: string; readonly log: Log },
    listener: RunningJobsListener,
  ) {
    this.#study = study;
    this.#runners = runners;
    this.#host = host;
    this.#log = log;
    this.#listener = listener;
  }

  /** Jobs that have a worker, those that are being stopped included. */
  all(): StoredJob[] {
    return [...this.#running.values()].map(({ job }) => job);
  }

  /** Jobs that will run on. */
  goingOn(): StoredJob[] {
    return [...this.#running.values()].filter(({ stop }) => stop === null).map(({ job }) => job);
  }

  /** Whether a job has failed, though the database holds that it waits or runs. */
  hasFailedUnstored(jobId: number): boolean {
    return this.#unstored.has(jobId);
  }

  /** Stores the failures that could not be stored before. @throws the database's error when they still cannot */
  storeFailures(): void {
    for (const [jobId, failure] of this.#unstored) {
      endJob(this.#study.db, jobId, "failed", failure);
      this.#unstored.delete(jobId);
    }
  }

  /** A job whose start cannot be stored has failed. */
  start(job: StoredJob): void {
    try {
      startJob(this.#study.db, job.jobId);
    } catch (error) {
      this.#keepFailure(job.jobId, error);
      return;
    }
    const abort = new AbortController();
    const running: RunningJob = {
      job,
      abort,
      progress: new Progress(),
      stop: null,
      ended: Promise.resolve(),
    };
    this.#running.set(job.jobId, running);
    running.progress.start(0);
    running.ended = this.#attend(running);
  }

  /** Stops a job and waits until it has stopped. It may have come to its end in the meantime. */
  async stop(jobId: number, stop: Stop): Promise<void> {
    const running = this.#running.get(jobId);
    if (!running) return;
    if (running.stop === null || STOPS.indexOf(running.stop) < STOPS.indexOf(stop)) running.stop = stop;
    running.abort.abort();
    await running.ended;
  }

  async stopAll(stop: Stop): Promise<void> {
    await Promise.all([...this.#running.keys()].map((jobId) => this.stop(jobId, stop)));
  }

  /** A job that is being stopped to be paused shall wait in the queue instead. */
  unpause(jobId: number): void {
    const running = this.#running.get(jobId);
    if (running?.stop === "paused") running.stop = "queued";
  }

  /** The job with what of it moves while it runs. */
  describe({ framesStored, video: _, ...stored }: StoredJob): Job {
    const failure = this.#unstored.get(stored.jobId);
    const job = failure === undefined ? stored : { ...stored, state: "failed" as const, failure };
    const progress = job.state === "running" ? this.#running.get(job.jobId)?.progress : undefined;
    const framesDone =
      progress?.framesDone ?? (job.state === "succeeded" ? job.framesExpected : framesStored);
    const framesPerSecond = progress?.framesPerSecond() ?? null;
    return {
      ...job,
      framesDone,
      framesPerSecond,
      resumedAtMinute: job.resumedAtMinute ?? this.#resumedAt.get(job.jobId) ?? null,
      remainingMs: isActive(job.state)
        ? workLeftMs(job.framesExpected, framesDone, this.#paceOf(job.kind, progress))
        : null,
    };
  }

  /**
   * A running job's own pace once it has one to rely on, else that of all jobs of its kind so far. A kind that was not
   * done yet is taken to be as slow as the slowest of the others; null before any.
   */
  #paceOf(kind: JobKind, progress: Progress | undefined): number | null {
    if (progress && progress.effort().seconds >= RELIABLE_AFTER_S) return progress.framesPerSecond();
    const ofKind = this.#paceOfKind(kind);
    if (ofKind !== null) return ofKind;
    const others = [...this.#runners.keys()].flatMap((other) => this.#paceOfKind(other) ?? []);
    return others.length > 0 ? Math.min(...others) : null;
  }

  #paceOfKind(kind: JobKind): number | null {
    const running = [...this.#running.values()].filter(({ job }) => job.kind === kind);
    return pace([
      ...running.map((job) => job.progress.effort()).filter(({ frames }) => frames > 0),
      this.#past.get(kind) ?? { frames: 0, seconds: 0 },
    ]);
  }

  #keepFailure(jobId: number, error: unknown): void {
    this.#log.error({ err: error, jobId }, "state of a job not stored");
    this.#unstored.set(jobId, inWords(storageFailure(error, this.#study.folder)));
  }

  /** Never rejects: what goes wrong with the study's database is logged, and the job has failed. */
  async #attend(running: RunningJob): Promise<void> {
    const { jobId, kind } = running.job;
    try {
      await this.#run(running);
    } catch (error) {
      this.#keepFailure(jobId, error);
    }
    this.#running.delete(jobId);
    const past = this.#past.get(kind) ?? { frames: 0, seconds: 0 };
    const { frames, seconds } = running.progress.effort();
    if (frames > 0) this.#past.set(kind, { frames: past.frames + frames, seconds: past.seconds + seconds });
    try {
      this.#listener.onFree();
    } catch (error) {
      this.#log.error({ err: error }, "next job not started");
    }
  }

  async #run(running: RunningJob): Promise<void> {
    const { db } = this.#study;
    const { jobId, kind, sessionId } = running.job;
    try {
      const runner = this.#runners.get(kind);
      if (!runner) throw new Error(`Nobody does work of the kind ${kind}.`);
      const result = await runner.run(running.job, this.#follow(running), running.abort.signal);
      db.transaction(() => {
        endJob(db, jobId, "succeeded", null);
        recordAudit(db, { actor: this.#host, action: `${kind}.finished`, sessionId, details: result });
      })();
    } catch (error) {
      this.#endWithout(running, error);
    }
  }

  #follow({ job: { jobId }, progress }: RunningJob): JobListener {
    return {
      onRun: (runId, framesBefore, resumedAtMinute) => {
        setJobRun(this.#study.db, jobId, runId);
        progress.start(framesBefore);
        if (resumedAtMinute !== null) this.#resumedAt.set(jobId, resumedAtMinute);
        this.#listener.onChange();
      },
      onProgress: (framesDone) => {
        progress.advance(framesDone);
        this.#listener.onProgress();
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
    endJob(db, jobId, "failed", inWords(error instanceof Failure ? error : storageFailure(error, folder)));
  }
}

function inWords(failure: Failure | null): Job["failure"] {
  if (failure === null) {
    return {
      message: "The work failed because of an error in the program.",
      where: null,
      remedy: "See the log.",
    };
  }
  const { message, where, remedy } = failure;
  return { message, where, remedy };
}
