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

it("prints a line when a session starts and then one every five seconds", () => {
  const lines: string[] = [];
  let nowMs = 0;
  const progress = progressLines(
    (line) => lines.push(line),
    () => nowMs,
  );
  const running = (framesDone: number) =>
    job(1, { state: "running", runId: 1, framesDone, framesPerSecond: 99.6, remainingMs: 61_000 });
  progress.update([job(1, {}), job(2, {})]);
  progress.update([job(1, { state: "running" }), job(2, {})]);
  progress.update([running(10), job(2, {})]);
  nowMs = 4_999;
  progress.update([running(500), job(2, {})]);
  nowMs = 5_000;
  progress.update([running(505), job(2, {})]);
  nowMs = 5_001;
  progress.update([
    job(1, { state: "succeeded" }),
    job(2, { state: "running", runId: 2, framesExpected: 0 }),
  ]);
  expect(lines).toEqual([
    "P01 session 1 (1 of 2): 10 frames, 1%, 100 frames/s, 1:01 left",
    "P01 session 1 (1 of 2): 505 frames, 50%, 100 frames/s, 1:01 left",
    "P01 session 2 (2 of 2): 0 frames",
  ]);
});

it("says that an analysis continues, from which frame on, and does not count 1 as many", () => {
  const lines: string[] = [];
  const progress = progressLines(
    (line) => lines.push(line),
    () => 0,
  );
  progress.update([job(1, { state: "running" })]);
  progress.update([job(1, { state: "running", runId: 7, framesDone: 400 })]);
  progress.update([job(2, { state: "running", runId: 8, framesDone: 1, framesPerSecond: 1 })]);
  expect(lines).toEqual([
    "P01 session 1: continues after what is stored already, 400 frames, 40%",
    "P01 session 2: 1 frame, 0%, 1 frames/s",
  ]);
});
