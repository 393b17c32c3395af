import { Failure } from "../../src/core/failure.ts";
import type { StoredJob } from "../../src/core/queue/job-repo.ts";
import type { JobListener, JobRunner } from "../../src/core/queue/job-runner.ts";
import type { JobKind } from "../../src/shared/contract/analysis.ts";

interface HeldJob {
  readonly job: StoredJob;
  readonly listener: JobListener;
  end(error?: Failure): void;
}

/** Work that goes on until a test ends it. Notes what ran and what should never happen. */
export class HeldRunner implements JobRunner {
  readonly kind: JobKind;
  /** Sessions in the order in which their jobs were started. */
  readonly started: number[] = [];
  /** Most jobs that ran at once. */
  mostAtOnce = 0;
  /** Workers that there are, and whether a job was started beyond them. */
  workers = Number.POSITIVE_INFINITY;
  overstaffed = false;
  /** True once two jobs of one session ran at the same time. */
  overlapped = false;
  readonly #held = new Map<number, HeldJob>();

  constructor(kind: JobKind = "speech") {
    this.kind = kind;
  }

  get held(): HeldJob[] {
    return [...this.#held.values()];
  }

  doneBefore(): Promise<null> {
    return Promise.resolve(null);
  }

  async run(job: StoredJob, listener: JobListener, signal: AbortSignal): Promise<Record<string, never>> {
    this.overlapped ||= this.held.some((other) => other.job.sessionId === job.sessionId);
    this.overstaffed ||= this.held.length >= this.workers;
    this.started.push(job.sessionId);
    try {
      await new Promise<void>((resolve, reject) => {
        const end = (error?: Failure): void => (error ? reject(error) : resolve());
        this.#held.set(job.jobId, { job, listener, end });
        this.mostAtOnce = Math.max(this.mostAtOnce, this.#held.size);
        // A child needs a moment to stop.
        signal.addEventListener("abort", () =>
          setImmediate(() => reject(new Failure("CANCELLED", "Cancelled."))),
        );
      });
    } finally {
      this.#held.delete(job.jobId);
    }
    return {};
  }

  /** Ends the running job of a session. */
  end(sessionId: number, error?: Failure): void {
    const held = this.held.find(({ job }) => job.sessionId === sessionId);
    if (!held) throw new Error(`No job of session ${sessionId} runs.`);
    held.end(error);
  }
}

/** Lets everything that is due happen. */
export async function tick(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
