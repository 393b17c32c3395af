import type { Job } from "../../shared/contract/analysis.ts";
import { formatCount } from "../../shared/figures/statistic-text.ts";
import { formatClock } from "../../shared/time.ts";
import { formatRemaining } from "../app/format.ts";

/** How far a job is, 0..1; null when the number of frames is not known. */
export function jobShare(job: Job): number | null {
  return job.framesExpected > 0 ? Math.min(1, job.framesDone / job.framesExpected) : null;
}

/** "412 frames/s · 2 min left"; the parts that are not known yet are left out. */
export function jobPace(job: Job): string {
  const parts: string[] = [];
  if (job.framesPerSecond !== null) parts.push(`${formatCount(Math.round(job.framesPerSecond))} frames/s`);
  if (job.remainingMs !== null) {
    parts.push(
      job.remainingMs < 60_000 ? `${formatClock(job.remainingMs)} left` : formatRemaining(job.remainingMs),
    );
  }
  return parts.length > 0 ? parts.join(" · ") : "starting";
}

/** "2,310 of 4,800 frames". */
export function jobFrames(job: Job): string {
  const done = formatCount(job.framesDone);
  return job.framesExpected > 0 ? `${done} of ${formatCount(job.framesExpected)} frames` : `${done} frames`;
}
