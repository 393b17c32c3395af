import type { Job, JobKind } from "../../shared/contract/analysis.ts";
import { formatCount } from "../../shared/figures/statistic-text.ts";
import { formatClock } from "../../shared/time.ts";
import { counted, formatRemaining } from "../app/format.ts";

/** The work as a job's entry names it. */
export const KIND_WORDS: Readonly<Record<JobKind, string>> = {
  analysis: "Analysis",
  proxy: "Playback copy",
  speech: "Speech",
};

/** "P01 session 3": names a job for those who do not see where it stands. */
export function jobSession({ patient, session }: Pick<Job, "patient" | "session">): string {
  return `${patient} session ${session}`;
}

/** What was asked for otherwise than usual: "5:00 – 20:00 · fer2013-xception"; empty for the usual. */
export function jobWishes({ options: { fromMs, toMs, modelIds, meshEveryMs } }: Job): string {
  const span = `${formatClock(fromMs ?? 0)} – ${toMs === undefined ? "end" : formatClock(toMs)}`;
  return [
    ...(fromMs === undefined && toMs === undefined ? [] : [span]),
    ...(modelIds === undefined ? [] : [modelIds.join(", ")]),
    ...(meshEveryMs === 0 ? ["mesh in every frame"] : []),
  ].join(" · ");
}

/** "Analysis", and what was asked for otherwise than usual. */
export function jobWork(job: Job): string {
  const wishes = jobWishes(job);
  return wishes === "" ? KIND_WORDS[job.kind] : `${KIND_WORDS[job.kind]} · ${wishes}`;
}

/** How far a job is, 0..1; null when the number of frames is not known. */
export function jobShare(job: Job): number | null {
  return job.framesExpected > 0 ? Math.min(1, job.framesDone / job.framesExpected) : null;
}

/** "2 min left", by the second within the last minute. */
export function timeLeft(remainingMs: number): string {
  return remainingMs < 60_000 ? `${formatClock(remainingMs)} left` : formatRemaining(remainingMs);
}

/** "412 frames/s · 2 min left"; the parts that are not known yet are left out. */
export function jobPace(job: Job): string {
  const parts: string[] = [];
  if (job.framesPerSecond !== null) parts.push(`${formatCount(Math.round(job.framesPerSecond))} frames/s`);
  if (job.remainingMs !== null) parts.push(timeLeft(job.remainingMs));
  return parts.length > 0 ? parts.join(" · ") : "starting";
}

/** "2,310 of 4,800 frames". */
export function jobFrames(job: Job): string {
  const done = formatCount(job.framesDone);
  return job.framesExpected > 0 ? `${done} of ${formatCount(job.framesExpected)} frames` : `${done} frames`;
}

/** Of a job that waits: "Analysis · 12 min", how long the work takes once it has begun. */
export function waitingWork({ kind, remainingMs }: Job): string {
  return remainingMs === null ? KIND_WORDS[kind] : `${KIND_WORDS[kind]} · ${workTime(remainingMs)}`;
}

/** What else is to be said of a job that waits: what was asked for, and where it goes on; empty for nothing. */
export function waitingDetails(job: Job): string {
  const wishes = jobWishes(job);
  return [
    ...(wishes === "" ? [] : [wishes]),
    ...(job.resumedAtMinute === null ? [] : [`goes on at minute ${job.resumedAtMinute}`]),
  ].join(" · ");
}

function workTime(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "12 jobs waiting", "3 waiting, 2 paused". */
export function waitingWords(jobs: readonly Job[]): string {
  const count = (state: Job["state"]): number => jobs.filter((job) => job.state === state).length;
  const [queued, paused] = [count("queued"), count("paused")];
  if (paused === 0) return `${counted(queued, "job")} waiting`;
  return queued === 0 ? `${counted(paused, "job")} paused` : `${queued} waiting, ${paused} paused`;
}
