import { expectedFailure } from "../core/failure-words.ts";
import type { AnalysisOptions, Job, Queue } from "../shared/contract/analysis.ts";
import type { Session } from "../shared/contract/sessions.ts";
import type { Client } from "./with-core.ts";

/** What became of one session. */
export interface SessionOutcome {
  readonly session: Session;
  readonly status: "analysed" | "already-analysed" | "failed" | "cancelled";
  readonly failure: Job["failure"];
  /** The finished run with what was asked for; null without one. */
  readonly runId: number | null;
  /** Speed of this analysis; null when nothing was analysed now. */
  readonly framesPerSecond: number | null;
}

const UNFINISHED: readonly Job["state"][] = ["queued", "running", "paused"];

interface RunOptions {
  /** Sees this command's jobs after each change. */
  readonly onChange: (queue: Queue) => void;
  /** When aborted the jobs are cancelled; their stored minutes stay. */
  readonly stop: AbortSignal;
  readonly options?: AnalysisOptions;
}

/** Analyses sessions, as many at once as there are workers, and waits for the last. */
export async function analyseSessions(
  client: Client,
  sessions: readonly Session[],
  options: RunOptions,
): Promise<SessionOutcome[]> {
  const jobOf = new Map<number, number>();
  const outcomes = new Map<number, SessionOutcome>();
  for (const session of sessions) {
    const queued = await enqueue(client, session, options.options ?? {});
    if (typeof queued === "number") jobOf.set(queued, session.sessionId);
    else outcomes.set(session.sessionId, queued);
  }
  const bySession = new Map(sessions.map((session) => [session.sessionId, session]));
  const speeds = new Map<number, number>();
  for (const job of await watchToTheEnd(client, jobOf, speeds, options)) {
    const session = bySession.get(job.sessionId);
    if (session) outcomes.set(job.sessionId, outcomeOf(session, job, speeds.get(job.jobId) ?? null));
  }
  return sessions.flatMap(({ sessionId }) => outcomes.get(sessionId) ?? []);
}

/** The job of a session, or its outcome where there is nothing to do or it cannot be done. */
async function enqueue(
  client: Client,
  session: Session,
  options: AnalysisOptions,
): Promise<number | SessionOutcome> {
  const nothingNow = { session, failure: null, framesPerSecond: null };
  try {
    const { jobs, runs } = await client.analysis.enqueue({ sessionIds: [session.sessionId], options });
    const runId = runs[0]?.runId ?? null;
    return jobs[0]?.jobId ?? { ...nothingNow, status: "already-analysed", runId };
  } catch (error) {
    const failure = expectedFailure(error);
    if (failure === null) throw error;
    const { message, where, remedy } = failure;
    return { ...nothingNow, status: "failed", runId: null, failure: { message, where, remedy } };
  }
}

async function watchToTheEnd(
  client: Client,
  jobOf: ReadonlyMap<number, number>,
  speeds: Map<number, number>,
  { onChange, stop }: RunOptions,
): Promise<Job[]> {
  if (jobOf.size === 0) return [];
  // The last first, so that the queue does not start another one in between. Other jobs of the study are left alone.
  const cancelAll = () =>
    void Promise.allSettled([...jobOf.keys()].reverse().map((jobId) => client.analysis.cancel({ jobId })));
  stop.addEventListener("abort", cancelAll, { once: true });
  if (stop.aborted) cancelAll();
  try {
    for await (const queue of await client.analysis.watch()) {
      const jobs = queue.jobs.filter((job) => jobOf.has(job.jobId));
      for (const { jobId, framesPerSecond } of jobs) {
        if (framesPerSecond !== null) speeds.set(jobId, framesPerSecond);
      }
      onChange({ ...queue, jobs });
      if (jobs.length === jobOf.size && jobs.every((job) => !UNFINISHED.includes(job.state))) return jobs;
    }
    throw new Error("The queue ended before its jobs did.");
  } finally {
    stop.removeEventListener("abort", cancelAll);
  }
}

function outcomeOf(session: Session, job: Job, framesPerSecond: number | null): SessionOutcome {
  const { runId } = job;
  if (job.state === "succeeded")
    return { session, status: "analysed", failure: null, runId, framesPerSecond };
  const withoutResult = { session, runId: null, framesPerSecond: null };
  if (job.state !== "failed") return { ...withoutResult, status: "cancelled", failure: null };
  const failure = job.failure ?? { message: "The analysis failed.", where: null, remedy: null };
  return { ...withoutResult, status: "failed", failure };
}
