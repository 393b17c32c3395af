import cliProgress from "cli-progress";
import type { Job } from "../shared/contract/analysis.ts";
import { formatClock } from "../shared/time.ts";
import { counted } from "./counted.ts";

/** Shows how far a queue of analyses is. */
export interface AnalysisProgress {
  update(queue: { readonly jobs: readonly Job[]; readonly remainingMs: number | null }): void;
  /** Leaves the terminal as it should be. */
  end(): void;
}

const MS_BETWEEN_LINES = 5_000;

/** A bar for each running job on a terminal, otherwise a line every few seconds; both on standard error. */
export function showAnalysisProgress(io: {
  readonly errIsTerminal: boolean;
  err(text: string): void;
}): AnalysisProgress {
  return io.errIsTerminal ? progressBars() : progressLines((line) => io.err(`${line}\n`), Date.now);
}

function progressBars(): AnalysisProgress {
  const bars = new cliProgress.MultiBar(
    {
      stream: process.stderr,
      format: "{title}  {bar} {percentage}%  {details}",
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
      emptyOnZero: true,
    },
    cliProgress.Presets.shades_classic,
  );
  const shown = new Map<number, cliProgress.SingleBar>();
  let all: cliProgress.SingleBar | null = null;
  return {
    update({ jobs, remainingMs }) {
      const running = jobs.filter((job) => job.state === "running" && job.runId !== null);
      for (const [jobId, bar] of shown) {
        if (running.some((job) => job.jobId === jobId)) continue;
        bars.remove(bar);
        shown.delete(jobId);
      }
      if (jobs.length > 1) {
        all ??= bars.create(jobs.length, 0, { title: "All sessions", details: "" });
        all.update(ended(jobs).length, { details: timeLeft(remainingMs) });
      }
      for (const job of running) {
        const payload = { title: titleOf(job, jobs), details: detailsOf(job) };
        const bar = shown.get(job.jobId);
        if (bar) {
          bar.setTotal(framesOf(job));
          bar.update(job.framesDone, payload);
          continue;
        }
        if (hasContinued(job)) bars.log(`${continuation(job, jobs)}\n`);
        shown.set(job.jobId, bars.create(framesOf(job), job.framesDone, payload));
      }
    },
    end() {
      bars.stop();
    },
  };
}

/**
 * Lines for a log or a pipe: one when a session starts, and then at most one a session, and one about all of them,
 * every few seconds. `now` is in ms.
 */
export function progressLines(print: (line: string) => void, now: () => number): AnalysisProgress {
  const printedMs = new Map<number | "all", number>([["all", now()]]);
  const isDue = (what: number | "all"): boolean =>
    now() - (printedMs.get(what) ?? Number.NEGATIVE_INFINITY) >= MS_BETWEEN_LINES;
  return {
    update({ jobs, remainingMs }) {
      for (const job of jobs) {
        // Until it has a run it is not known what an earlier attempt has stored.
        if (job.state !== "running" || job.runId === null || !isDue(job.jobId)) continue;
        if (!printedMs.has(job.jobId) && hasContinued(job)) print(continuation(job, jobs));
        else print(`${titleOf(job, jobs)}: ${done(job)}${prefixed(", ", detailsOf(job))}`);
        printedMs.set(job.jobId, now());
      }
      if (jobs.length < 2 || remainingMs === null || !isDue("all")) return;
      print(`All ${jobs.length} sessions: ${ended(jobs).length} ended, ${timeLeft(remainingMs)}`);
      printedMs.set("all", now());
    },
    end() {},
  };
}

function ended(jobs: readonly Job[]): Job[] {
  return jobs.filter(({ state }) => state !== "running" && state !== "queued" && state !== "paused");
}

/** Frames before there is a pace are those that an earlier attempt has stored. */
function hasContinued({ framesDone, framesPerSecond }: Job): boolean {
  return framesDone > 0 && framesPerSecond === null;
}

function continuation(job: Job, jobs: readonly Job[]): string {
  return `${titleOf(job, jobs)}: continues after what is stored already, ${done(job)}`;
}

function framesOf({ framesExpected, framesDone }: Job): number {
  return Math.max(framesExpected, framesDone, 1);
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
    ...(remainingMs === null ? [] : [timeLeft(remainingMs)]),
  ].join(", ");
}

function timeLeft(remainingMs: number | null): string {
  return remainingMs === null ? "" : `${formatClock(remainingMs)} left`;
}

function prefixed(prefix: string, text: string): string {
  return text === "" ? "" : prefix + text;
}
