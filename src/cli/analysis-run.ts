import { expectedFailure } from "../core/failure-words.ts";
import type { Job } from "../shared/contract/analysis.ts";
import type { Session } from "../shared/contract/sessions.ts";
import type { Client } from "./with-core.ts";

/** What became of one session. */
export interface SessionOutcome {
  readonly session: Session;
  readonly status: "analysed" | "already-analysed" | "failed" | "cancelled";
  readonly failure: Job["failure"];
  /** Speed of this analysis; null when nothing was analysed now. */
  readonly framesPerSecond: number | null;
}

const UNFINISHED: readonly Job["state"][] = ["queued", "running"];

/**
 * Analyses sessions one after the other and waits for the last. `onChange` sees the jobs after each change. When
 * `stop` is aborted the jobs are cancelled; their stored minutes stay.
 */
export async function analyseSessions(
  client: Client,
  sessions: readonly Session[],
  options: { readonly onChange: (jobs: readonly Job[]) => void; readonly stop: AbortSignal },
): Promise<SessionOutcome[]> {
  const jobOf = new Map<number, number>();
  const outcomes = new Map<number, SessionOutcome>();
  for (const session of sessions) {
    const queued = await enqueue(client, session);
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
async function enqueue(client: Client, session: Session): Promise<number | SessionOutcome> {
  try {
    const { jobs } = await client.analysis.enqueue({ sessionIds: [session.sessionId] });
    return jobs[0]?.jobId ?? { session, status: "already-analysed", failure: null, framesPerSecond: null };
  } catch (error) {
    const failure = expectedFailure(error);
    if (failure === null) throw error;
    const { message, where, remedy } = failure;
    return { session, status: "failed", failure: { message, where, remedy }, framesPerSecond: null };
  }
}

async function watchToTheEnd(
  client: Client,
  jobOf: ReadonlyMap<number, number>,
  speeds: Map<number, number>,
  { onChange, stop }: { onChange: (jobs: readonly Job[]) => void; stop: AbortSignal },
): Promise<Job[]> {
  if (jobOf.size === 0) return [];
  // The last first, so that the queue does not start another one in between.
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
      onChange(jobs);
      if (jobs.length === jobOf.size && jobs.every((job) => !UNFINISHED.includes(job.state))) return jobs;
    }
    throw new Error("The queue ended before its jobs did.");
  } finally {
    stop.removeEventListener("abort", cancelAll);
  }
}

function outcomeOf(session: Session, job: Job, framesPerSecond: number | null): SessionOutcome {
  if (job.state === "succeeded") return { session, status: "analysed", failure: null, framesPerSecond };
  if (job.state === "failed") {
    const failure = job.failure ?? { message: "The analysis failed.", where: null, remedy: null };
    return { session, status: "failed", failure, framesPerSecond: null };
  }
  return { session, status: "cancelled", failure: null, framesPerSecond: null };
}
