import { describe, expect, it } from "vitest";
import { HeldRunner, tick } from "../../../test/support/held-runner.ts";
import { addSessions, enqueue, openQueue, succeeding } from "../../../test/support/queue-fixture.ts";
import { newStudy } from "../../../test/support/study-fixture.ts";
import { Failure } from "../failure.ts";
import type { JobQueue } from "./queue.ts";

/** A queue of held jobs of `count` sessions, all of them enqueued in the order of their numbers. */
async function heldQueue(count: number, workers = 1) {
  const study = newStudy();
  const sessions = await addSessions(study, count);
  const runner = new HeldRunner();
  const queue = openQueue(study, succeeding, { workers, others: [runner] });
  const jobs = await enqueue(queue, sessions, { kind: "speech" });
  const jobOf = (session: number): number => jobs[session - 1]?.jobId ?? 0;
  return { study, queue, runner, jobOf };
}

/** Numbers of the sessions whose jobs are in this state, by place in the queue. */
const inState = (queue: JobQueue, state: string): number[] =>
  queue
    .state()
    .jobs.filter((job) => job.state === state)
    .map((job) => job.session);

async function endAll(runner: HeldRunner): Promise<void> {
  while (runner.held.length > 0) {
    for (const held of runner.held) held.end();
    await tick();
  }
}

describe("orders to the queue", () => {
  it("starts jobs by their places, which can be changed while they wait", async () => {
    const { queue, runner, jobOf } = await heldQueue(5);
    queue.move(jobOf(5), "first");
    queue.move(jobOf(2), "last");
    queue.move(jobOf(4), { before: jobOf(3) });
    queue.move(jobOf(1), "last");
    expect(inState(queue, "queued")).toEqual([5, 4, 3, 2]);
    await endAll(runner);
    expect(runner.started).toEqual([1, 5, 4, 3, 2]);
    expect(() => queue.move(999, "first")).toThrow(Failure);
  });

  it("never runs more jobs at once than it has workers, and as many as it has", async () => {
    const { queue, runner } = await heldQueue(5, 2);
    await tick();
    expect(inState(queue, "running")).toEqual([1, 2]);
    queue.setWorkers(3);
    await tick();
    expect(inState(queue, "running")).toEqual([1, 2, 3]);
    queue.setWorkers(1);
    await tick();
    expect(inState(queue, "running")).toEqual([1]);
    expect(inState(queue, "queued")).toEqual([2, 3, 4, 5]);
    await endAll(runner);
    expect(runner.mostAtOnce).toBe(3);
    expect(inState(queue, "succeeded")).toHaveLength(5);
  });

  it("pauses one job and goes on with the next; resumed, it comes back in its place", async () => {
    const { queue, runner, jobOf } = await heldQueue(3);
    expect(await queue.pause(jobOf(1))).toMatchObject({ state: "paused", finishedAt: null });
    expect(await queue.pause(jobOf(3))).toMatchObject({ state: "paused" });
    expect(inState(queue, "running")).toEqual([2]);
    expect(queue.resume(jobOf(1))).toMatchObject({ state: "queued" });
    runner.end(2);
    await tick();
    expect(inState(queue, "running")).toEqual([1]);
    await endAll(runner);
    expect(inState(queue, "paused")).toEqual([3]);
  });

  it("pauses as a whole: nothing runs or starts until it is resumed", async () => {
    const { queue, runner, jobOf } = await heldQueue(3, 2);
    expect((await queue.pauseAll()).paused).toBe(true);
    expect(inState(queue, "queued")).toEqual([1, 2, 3]);
    queue.prioritise(1);
    await enqueue(queue, [1], { kind: "speech" });
    await tick();
    expect(runner.held).toEqual([]);
    await queue.cancel(jobOf(3));
    queue.resumeAll();
    await tick();
    expect(inState(queue, "running")).toEqual([1, 2]);
  });

  it("lets the session that somebody waits for go first, and the job that gave way come back later", async () => {
    const { queue, runner } = await heldQueue(5, 2);
    const [prioritised] = queue.prioritise(4);
    expect(prioritised).toMatchObject({ session: 4, state: "queued" });
    await tick();
    expect(inState(queue, "running")).toEqual([4, 1]);
    expect(inState(queue, "queued")).toEqual([2, 3, 5]);
    // Its own running job stays, and so does what waits when there is nothing to do.
    queue.prioritise(4);
    expect(queue.prioritise(99)).toEqual([]);
    await tick();
    expect(inState(queue, "running")).toEqual([4, 1]);
    await endAll(runner);
    expect(runner.started).toEqual([1, 2, 4, 2, 3, 5]);
    expect(inState(queue, "succeeded")).toHaveLength(5);
  });

  it("resumes a paused job that somebody waits for", async () => {
    const { queue, jobOf } = await heldQueue(2);
    await queue.pause(jobOf(2));
    queue.prioritise(2);
    await tick();
    expect(inState(queue, "running")).toEqual([2]);
  });

  it("cancels one job or all", async () => {
    const { queue, jobOf } = await heldQueue(4);
    await queue.pause(jobOf(4));
    expect(await queue.cancel(jobOf(2))).toMatchObject({ state: "cancelled" });
    const cancelled = await queue.cancelAll();
    expect(cancelled.map(({ session, state }) => [session, state])).toEqual([
      [1, "cancelled"],
      [3, "cancelled"],
      [4, "cancelled"],
    ]);
    // What has ended stays as it is.
    expect(await queue.cancel(jobOf(1))).toMatchObject({ state: "cancelled" });
    expect(await queue.pause(jobOf(1))).toMatchObject({ state: "cancelled" });
    expect(queue.resume(jobOf(1))).toMatchObject({ state: "cancelled" });
  });

  it("queues the same work once, and a paused job again when it is asked for", async () => {
    const { queue, jobOf } = await heldQueue(2);
    await queue.pause(jobOf(2));
    const jobs = await enqueue(queue, [1, 2], { kind: "speech" });
    expect(jobs.map(({ jobId, state }) => [jobId, state])).toEqual([
      [jobOf(1), "running"],
      [jobOf(2), "queued"],
    ]);
    expect(queue.state().jobs).toHaveLength(2);
  });

  it("tries all failed jobs again, once each", async () => {
    const { queue, runner } = await heldQueue(3, 3);
    await tick();
    for (const session of [1, 2]) runner.end(session, new Failure("ANALYSIS_FAILED", "Broken."));
    await tick();
    expect(queue.state().jobs[0]).toMatchObject({ state: "failed", failure: { message: "Broken." } });
    expect(queue.againAfter("failed", "test").map((job) => job.session)).toEqual([1, 2]);
    expect(queue.againAfter("failed", "test")).toEqual([]);
    await tick();
    await endAll(runner);
    expect(inState(queue, "succeeded")).toEqual([3, 1, 2]);
  });

  it("continues what was cut off when the program ended, and keeps paused what was paused", async () => {
    const { study, queue, jobOf } = await heldQueue(3);
    await queue.pause(jobOf(3));
    await queue.close();
    const runner = new HeldRunner();
    const later = openQueue(study, succeeding, { others: [runner] });
    expect(inState(later, "interrupted")).toEqual([1, 2]);
    expect(inState(later, "paused")).toEqual([3]);
    await later.cancel(jobOf(2));
    expect(later.againAfter("interrupted", "test")).toMatchObject([{ session: 1 }]);
    await tick();
    expect(inState(later, "running")).toEqual([1]);
    expect(inState(later, "interrupted")).toEqual([]);
  });

  it("estimates the time left of each job and of all by the pace so far and the number of workers", async () => {
    const { queue, runner } = await heldQueue(3, 2);
    expect(queue.state().remainingMs).toBeNull();
    await tick();
    for (const { listener } of runner.held) listener.onProgress(1_000);
    const { jobs, remainingMs } = queue.state();
    const [first, second, third] = jobs.map((job) => job.remainingMs ?? Number.NaN);
    expect(jobs[2]).toMatchObject({ state: "queued", framesDone: 0, framesPerSecond: null });
    // 3,125 frames each: the waiting job has more work left than the running ones, and waits for one of them.
    expect(third).toBeGreaterThan(Math.max(first ?? 0, second ?? 0));
    expect(remainingMs).toBeGreaterThan(third ?? Number.NaN);
  });
});
