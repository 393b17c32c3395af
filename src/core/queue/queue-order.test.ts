import { describe, expect, it } from "vitest";
import { leastUrgent, nextJob, type QueuedJob, reordered } from "./queue-order.ts";

const job = (jobId: number, change: Partial<QueuedJob> = {}): QueuedJob => ({
  jobId,
  sessionId: jobId,
  kind: "analysis",
  video: `video of ${jobId}`,
  position: jobId,
  ...change,
});

describe("order of the queue", () => {
  it("starts the first that waits", () => {
    expect(nextJob([job(4), job(2)], [])?.jobId).toBe(4);
    expect(nextJob([], [job(1)])).toBeUndefined();
  });

  it("never starts a second job of a session and kind, but another kind of work beside it", () => {
    const running = [job(1, { sessionId: 7 })];
    expect(nextJob([job(2, { sessionId: 7 }), job(3)], running)?.jobId).toBe(3);
    expect(nextJob([job(2, { sessionId: 7 })], running)).toBeUndefined();
    expect(nextJob([job(2, { sessionId: 7, kind: "speech" })], running)?.jobId).toBe(2);
  });

  it("never does the same work on one video for two sessions at once", () => {
    const running = [job(1, { kind: "proxy", video: "a" }), job(2, { kind: "proxy", video: null })];
    const waiting = [job(3, { kind: "proxy", video: "a" }), job(4, { kind: "proxy", video: null })];
    expect(nextJob(waiting, running)?.jobId).toBe(4);
  });

  it("takes the worker from the job with the last place", () => {
    expect(leastUrgent([job(1), job(2, { position: 9 }), job(3)])?.jobId).toBe(2);
    expect(leastUrgent([])).toBeUndefined();
  });

  it.each([
    [3, "first", [3, 1, 2, 4]],
    [1, "last", [2, 3, 4, 1]],
    [4, { before: 2 }, [1, 4, 2, 3]],
    [1, { before: 4 }, [2, 3, 1, 4]],
    [1, { before: 1 }, [1, 2, 3, 4]],
    [1, { before: 99 }, [1, 2, 3, 4]],
    [99, "first", [1, 2, 3, 4]],
  ] as const)("moves %j to %j", (jobId, to, order) => {
    expect(reordered([1, 2, 3, 4], jobId, to)).toEqual(order);
  });
});
