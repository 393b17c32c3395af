import { failureLines } from "../core/failure-words.ts";
import type { Job, JobKind } from "../shared/contract/analysis.ts";
import type { Session } from "../shared/contract/sessions.ts";
import { sessionName } from "./analysis-result.ts";
import type { CommandContext } from "./commands/context.ts";
import type { Client } from "./with-core.ts";

const MS_BETWEEN_LINES = 5_000;

const UNFINISHED: readonly Job["state"][] = ["queued", "running", "paused"];

/** Work of the queue on whole videos, other than analyses. */
export interface VideoWork {
  readonly kind: Exclude<JobKind, "analysis">;
  /** What is told of a job's frames while it runs: "copied", "listened to". */
  readonly done: string;
}

/**
 * Does a kind of work for sessions and waits for the last. Ctrl-C cancels what is under way and lets the command end
 * in order.
 *
 * @param again does it also where it was done before
 * @returns the jobs as they ended; a session for which nothing had to be done has none
 */
export async function doVideoWork(
  client: Client,
  { kind, done }: VideoWork,
  sessionIds: number[],
  again: boolean,
  context: CommandContext,
): Promise<readonly Job[]> {
  if (sessionIds.length === 0) return [];
  const cancel = (): void => void client.analysis.cancelAll();
  process.once("SIGINT", cancel);
  process.once("SIGTERM", cancel);
  try {
    const { jobs } = await client.analysis.enqueue({ sessionIds, kind, again });
    return await watchToTheEnd(client, new Set(jobs.map(({ jobId }) => jobId)), done, context);
  } finally {
    process.off("SIGINT", cancel);
    process.off("SIGTERM", cancel);
  }
}

async function watchToTheEnd(
  client: Client,
  jobIds: ReadonlySet<number>,
  done: string,
  { io }: CommandContext,
): Promise<readonly Job[]> {
  let toldMs = Date.now();
  for await (const { jobs: all } of await client.analysis.watch()) {
    const jobs = all.filter(({ jobId }) => jobIds.has(jobId));
    if (jobs.length === jobIds.size && jobs.every(({ state }) => !UNFINISHED.includes(state))) return jobs;
    if (Date.now() - toldMs < MS_BETWEEN_LINES) continue;
    toldMs = Date.now();
    for (const job of jobs.filter(({ state }) => state === "running")) io.err(`${progressOf(job, done)}\n`);
  }
  throw new Error("The queue ended before its jobs did.");
}

function progressOf({ patient, session, framesDone, framesExpected }: Job, done: string): string {
  const share =
    framesExpected > 0 ? `, ${Math.min(100, Math.floor((100 * framesDone) / framesExpected))}%` : "";
  return `${patient} session ${session}: ${framesDone} frames ${done}${share}`;
}

/** What became of one session's work. */
export interface WorkOutcome<Status extends string> {
  readonly session: Session;
  readonly status: Status | "failed" | "cancelled";
  readonly failure: Job["failure"];
}

/** The outcome of a session whose job has ended, `succeeded` where all went well; null where it has none. */
export function outcomeOfJob<Status extends string>(
  session: Session,
  jobs: readonly Job[],
  succeeded: Status,
): WorkOutcome<Status> | null {
  const job = jobs.find(({ sessionId }) => sessionId === session.sessionId);
  if (job === undefined) return null;
  if (job.state === "succeeded") return { session, status: succeeded, failure: null };
  return { session, status: job.state === "failed" ? "failed" : "cancelled", failure: job.failure };
}

/** Says on standard error why sessions failed, and lets the command end with 1 when one did or was cancelled. */
export function tellFailures(outcomes: readonly WorkOutcome<string>[], context: CommandContext): void {
  for (const { session, failure } of outcomes) {
    if (failure === null) continue;
    const message = `${sessionName(session)}: ${failure.message}`;
    context.io.err(`${failureLines({ ...failure, message }).join("\n")}\n`);
  }
  if (outcomes.some(({ status }) => status === "failed" || status === "cancelled")) context.exit(1);
}
