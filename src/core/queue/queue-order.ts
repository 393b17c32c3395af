import type { JobKind } from "../../shared/contract/analysis.ts";

/** What the order of the queue depends on. */
export interface QueuedJob {
  readonly jobId: number;
  readonly sessionId: number;
  readonly kind: JobKind;
  /** Fingerprint of the session's video; null without one. */
  readonly video: string | null;
  readonly position: number;
}

/**
 * The job to start next: the first that waits, but never a second one of a kind on a session or video that is being
 * worked on, since both would continue the same unfinished run or write the same copy.
 *
 * @param waiting by place in the queue
 */
export function nextJob<J extends QueuedJob>(
  waiting: readonly J[],
  running: readonly QueuedJob[],
): J | undefined {
  return waiting.find(
    ({ sessionId, kind, video }) =>
      !running.some(
        (job) =>
          job.kind === kind && (job.sessionId === sessionId || (video !== null && job.video === video)),
      ),
  );
}

/** The running job with the last place in the queue. */
export function leastUrgent<J extends QueuedJob>(running: readonly J[]): J | undefined {
  return running.toSorted((a, b) => b.position - a.position)[0];
}

/** Where a job shall go: to an end, or before another one. */
export type Destination = "first" | "last" | { readonly before: number };

/**
 * The waiting jobs in their new order.
 *
 * @param waiting ids by place in the queue
 * @returns the same order when the job, or the one to go before, does not wait
 */
export function reordered(waiting: readonly number[], jobId: number, to: Destination): number[] {
  const others = waiting.filter((id) => id !== jobId);
  if (others.length === waiting.length) return [...waiting];
  if (to === "first") return [jobId, ...others];
  if (to === "last") return [...others, jobId];
  const index = others.indexOf(to.before);
  return index < 0 ? [...waiting] : others.toSpliced(index, 0, jobId);
}
