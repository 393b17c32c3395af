import cliProgress from "cli-progress";
import type { Job } from "../shared/contract/analysis.ts";
import { formatClock } from "../shared/time.ts";
import { counted } from "./counted.ts";

/** Shows how far a queue of analyses is. */
export interface AnalysisProgress {
  update(jobs: readonly Job[]): void;
  /** Leaves the terminal as it should be. */
  end(): void;
}

const MS_BETWEEN_LINES = 5_000;

/** A bar on a terminal, otherwise a line every few seconds; both on standard error. */
export function showAnalysisProgress(io: {
  readonly errIsTerminal: boolean;
  err(text: string): void;
}): AnalysisProgress {
  const print = (line: string) => io.err(`${line}\n`);
  return io.errIsTerminal ? progressBar(print) : progressLines(print, Date.now);
}

function progressBar(print: (line: string) => void): AnalysisProgress {
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: "{title}  {bar} {percentage}%  {details}",
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  let shown: number | null = null;
  return {
    update(jobs) {
      const job = jobs.find(({ state }) => state === "running");
      if (!job || job.runId === null) return;
      const total = Math.max(job.framesExpected, job.framesDone, 1);
      const payload = { title: titleOf(job, jobs), details: detailsOf(job) };
      if (shown !== job.jobId) {
        if (shown !== null) bar.stop();
        if (hasContinued(job)) print(continuation(job, jobs));
        bar.start(total, job.framesDone, payload);
        shown = job.jobId;
      } else {
        bar.setTotal(total);
        bar.update(job.framesDone, payload);
      }
    },
    end() {
      if (shown !== null) bar.stop();
    },
  };
}

/** Lines for a log or a pipe: when a session starts, and then at most one every few seconds. `now` is in ms. */
export function progressLines(print: (line: string) => void, now: () => number): AnalysisProgress {
  let lastJob: number | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    update(jobs) {
      const job = jobs.find(({ state }) => state === "running");
      // Until it has a run it is not known what an earlier attempt has stored.
      if (!job || job.runId === null) return;
      const isNew = job.jobId !== lastJob;
      if (!isNew && now() - lastMs < MS_BETWEEN_LINES) return;
      lastJob = job.jobId;
      lastMs = now();
      if (isNew && hasContinued(job)) print(continuation(job, jobs));
      else print(`${titleOf(job, jobs)}: ${done(job)}${prefixed(", ", detailsOf(job))}`);
    },
    end() {},
  };
}

/** Frames before there is a pace are those that an earlier attempt has stored. */
function hasContinued({ framesDone, framesPerSecond }: Job): boolean {
  return framesDone > 0 && framesPerSecond === null;
}

function continuation(job: Job, jobs: readonly Job[]): string {
  return `${titleOf(job, jobs)}: continues after what is stored already, ${done(job)}`;
}

function done({ framesDone, framesExpected }: Job): string {
  const share = framesExpected > 0 ? `, ${Math.floor((100 * framesDone) / framesExpected)}%` : "";
  return `${counted(framesDone, "frame")}${share}`;
}

function titleOf(job: Job, jobs: readonly Job[]): string {
  const place = jobs.length > 1 ? ` (${jobs.indexOf(job) + 1} of ${jobs.length})` : "";
  return `${job.patient} session ${job.session}${place}`;
}

function detailsOf({ framesPerSecond, remainingMs }: Job): string {
  return [
    ...(framesPerSecond === null ? [] : [`${Math.round(framesPerSecond)} frames/s`]),
    ...(remainingMs === null ? [] : [`${formatClock(remainingMs)} left`]),
  ].join(", ");
}

function prefixed(prefix: string, text: string): string {
  return text === "" ? "" : prefix + text;
}
