import fc from "fast-check";
import { expect, it } from "vitest";
import { HeldRunner, tick } from "../../../test/support/held-runner.ts";
import { addSessions, enqueue, openQueue, succeeding } from "../../../test/support/queue-fixture.ts";
import { newStudy } from "../../../test/support/study-fixture.ts";
import { Failure } from "../failure.ts";
import type { JobQueue } from "./queue.ts";

const SESSIONS = 4;

interface World {
  readonly queue: JobQueue;
  readonly runner: HeldRunner;
  readonly sessions: readonly number[];
  /** What was asked for and neither cancelled nor failed has to succeed in the end. */
  readonly dropped: Set<number>;
}

/** One thing that a user does or that happens, to the session with this number. */
const step = fc.record({
  what: fc.constantFrom(
    "enqueue",
    "pause",
    "resume",
    "pauseAll",
    "resumeAll",
    "cancel",
    "cancelAll",
    "move",
    "prioritise",
    "workers",
    "end",
    "fail",
    "retryFailed",
  ),
  which: fc.nat(SESSIONS - 1),
  number: fc.integer({ min: 1, max: 3 }),
  /** Whether the program gets to its other work before the next step. */
  pausesAfter: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take({ queue, runner, sessions, dropped }: World, { what, which, number }: Step) {
  const sessionId = sessions[which] ?? 0;
  const job = queue.state().jobs.findLast((one) => one.sessionId === sessionId);
  const held = runner.held.find((one) => one.job.sessionId === sessionId);
  if (what === "enqueue") await enqueue(queue, [sessionId], { kind: "speech" });
  if (what === "pauseAll") void queue.pauseAll();
  if (what === "resumeAll") queue.resumeAll();
  if (what === "cancelAll") {
    for (const one of queue.state().jobs) dropped.add(one.jobId);
    void queue.cancelAll();
  }
  if (what === "prioritise") queue.prioritise(sessionId);
  if (what === "workers") {
    runner.workers = number;
    queue.setWorkers(number);
  }
  if (what === "end") held?.end();
  if (what === "fail" && held) {
    dropped.add(held.job.jobId);
    held.end(new Failure("ANALYSIS_FAILED", "Broken."));
  }
  if (what === "retryFailed") queue.againAfter("failed", "test");
  if (!job) return;
  if (what === "pause") void queue.pause(job.jobId);
  if (what === "resume") queue.resume(job.jobId);
  if (what === "move") queue.move(job.jobId, number === 1 ? "first" : number === 2 ? "last" : { before: 1 });
  if (what === "cancel") {
    dropped.add(job.jobId);
    void queue.cancel(job.jobId);
  }
}

it("whatever is ordered, no job is lost, none runs twice at once, and the workers are enough", async () => {
  const study = newStudy();
  const sessions = await addSessions(study, SESSIONS);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      study.db.exec("DELETE FROM job");
      const runner = new HeldRunner();
      runner.workers = 2;
      const queue = openQueue(study, succeeding, { workers: 2, others: [runner] });
      const world: World = { queue, runner, sessions, dropped: new Set() };
      await enqueue(queue, sessions, { kind: "speech" });
      for (const one of steps) {
        await take(world, one);
        if (one.pausesAfter) await tick();
        const { jobs } = queue.state();
        expect(new Set(jobs.map((job) => job.jobId)).size).toBe(jobs.length);
      }
      queue.resumeAll();
      for (const job of queue.state().jobs) queue.resume(job.jobId);
      await tick();
      while (runner.held.length > 0) {
        for (const held of runner.held) held.end();
        await tick();
      }
      expect(runner.overlapped).toBe(false);
      expect(runner.overstaffed).toBe(false);
      for (const job of queue.state().jobs) {
        if (world.dropped.has(job.jobId)) expect(job.state).toMatch(/succeeded|failed|cancelled/);
        else expect(job.state).toBe("succeeded");
      }
      await queue.close();
    }),
    { numRuns: 150 },
  );
});
