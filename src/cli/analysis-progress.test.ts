import { expect, it } from "vitest";
import type { Job } from "../shared/contract/analysis.ts";
import { progressLines } from "./analysis-progress.ts";

function job(jobId: number, change: Partial<Job>): Job {
  return {
    jobId,
    kind: "analysis",
    sessionId: jobId,
    patient: "P01",
    session: jobId,
    state: "queued",
    position: jobId,
    options: {},
    runId: null,
    resumedAtMinute: null,
    framesDone: 0,
    framesExpected: 1_000,
    framesPerSecond: null,
    remainingMs: null,
    failure: null,
    createdAt: "2026-01-31T10:00:00Z",
    finishedAt: null,
    ...change,
  };
}

/** The lines for a queue whose updates are told with the time in ms at which they come. */
function linesFor(updates: readonly [nowMs: number, jobs: readonly Job[], remainingMs?: number][]): string[] {
  const lines: string[] = [];
  let now = 0;
  const progress = progressLines(
    (line) => lines.push(line),
    () => now,
  );
  for (const [nowMs, jobs, remainingMs = null] of updates) {
    now = nowMs;
    progress.update({ jobs, remainingMs });
  }
  return lines;
}

it("prints a line when a session starts and then one every five seconds", () => {
  const running = (framesDone: number) =>
    job(1, { state: "running", runId: 1, framesDone, framesPerSecond: 99.6, remainingMs: 61_000 });
  const lines = linesFor([
    [0, [job(1, {}), job(2, {})]],
    [0, [job(1, { state: "running" }), job(2, {})]],
    [0, [running(10), job(2, {})]],
    [4_999, [running(500), job(2, {})]],
    [5_000, [running(505), job(2, {})]],
    [5_001, [job(1, { state: "succeeded" }), job(2, { state: "running", runId: 2, framesExpected: 0 })]],
  ]);
  expect(lines).toEqual([
    "P01 session 1 (1 of 2): 10 frames, 1%, 100 frames/s, 1:01 left",
    "P01 session 1 (1 of 2): 505 frames, 50%, 100 frames/s, 1:01 left",
    "P01 session 2 (2 of 2): 0 frames",
  ]);
});

it("prints lines of several sessions that run at once, and how long all will take", () => {
  const jobs = [1, 2].map((id) => job(id, { state: "running", runId: id, framesDone: 10 * id }));
  const waiting = job(3, {});
  const lines = linesFor([
    [0, [...jobs, waiting], 90_000],
    [3_000, [...jobs, waiting], 87_000],
    [5_000, [...jobs, waiting], 85_000],
    [7_000, [job(1, { state: "failed" }), ...jobs.slice(1), waiting], 83_000],
    [10_000, [job(1, { state: "failed" }), ...jobs.slice(1), waiting], 80_000],
  ]);
  expect(lines.filter((line) => line.startsWith("All"))).toEqual([
    "All 3 sessions: 0 ended, 1:25 left",
    "All 3 sessions: 1 ended, 1:20 left",
  ]);
  expect(lines.filter((line) => !line.startsWith("All")).map((line) => line.slice(0, 13))).toEqual([
    "P01 session 1",
    "P01 session 2",
    "P01 session 1",
    "P01 session 2",
    "P01 session 2",
  ]);
});

it("says that an analysis continues, from which frame on, and does not count 1 as many", () => {
  const lines = linesFor([
    [0, [job(1, { state: "running" })]],
    [0, [job(1, { state: "running", runId: 7, framesDone: 400 })]],
    [0, [job(2, { state: "running", runId: 8, framesDone: 1, framesPerSecond: 1 })]],
  ]);
  expect(lines).toEqual([
    "P01 session 1: continues after what is stored already, 400 frames, 40%",
    "P01 session 2: 1 frame, 0%, 1 frames/s",
  ]);
});
