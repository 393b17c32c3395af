import type { AnalysisOptions, JobKind } from "../../shared/contract/analysis.ts";
import type { StoredJob } from "./job-repo.ts";

/** What a job tells while it runs. */
export interface JobListener {
  /** The run that is continued or made, the frames that it has stored, and the minute that it continues at. */
  onRun(runId: number, framesBefore: number, resumedAtMinute: number | null): void;
  onProgress(framesDone: number): void;
}

/** Does one kind of work of the queue. */
export interface JobRunner {
  readonly kind: JobKind;
  /**
   * The result from before, where doing the work again would give the same: its run, if it has one; or null.
   *
   * @throws Failure when it cannot be done: NOT_FOUND, INVALID_VALUE, VIDEO_MISSING, VIDEO_CHANGED
   */
  doneBefore(sessionId: number, options: AnalysisOptions): Promise<{ readonly runId: number | null } | null>;
  /**
   * Does the work. What is stored when the signal is aborted stays, and running the job again continues from there
   * where that is possible.
   *
   * @returns what the audit trail says about the result
   * @throws Failure; CANCELLED when the signal was aborted
   */
  run(job: StoredJob, listener: JobListener, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
}
