import { describe, expect, it } from "vitest";
import {
  addSessions,
  enqueue,
  LAST_MINUTE,
  openQueue,
  scripted,
  settled,
  succeeding,
  until,
} from "../../../test/support/queue-fixture.ts";
import { analysedMinute, type Script, sendMinutes } from "../../../test/support/stand-in-worker.ts";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import type { AnalysisTask } from "../../shared/worker-protocol.ts";
import { listRuns } from "../analysis/run-repo.ts";
import { chooseClient } from "../evidence/client-choice.ts";
import type { OpenStudy } from "../study/open-study.ts";

/** Sends the minutes up to `last` at the first attempt, then waits to be cancelled; later attempts come to the end. */
function stopsAfter(last: number, tasks: AnalysisTask[]): Script {
  const seen = new Set<string>();
  return scripted((worker) => {
    const { task } = worker;
    if (task.kind !== "analysis") return;
    tasks.push(task);
    if (seen.has(task.videoPath)) return succeeding(worker);
    seen.add(task.videoPath);
    sendMinutes(worker, task, last);
    worker.onMessage((message) => {
      if (message.type !== "cancel") return;
      worker.send({ type: "cancelled" });
      worker.exit(0);
    });
  });
}

const storedMinutes = (study: OpenStudy) =>
  study.db.prepare("SELECT run_id, minute FROM run_minute ORDER BY run_id, minute").raw().all();

describe("analyses that are stopped", () => {
  it("keep their minutes when they are paused, and go on after them", async () => {
    const study = newStudy();
    const tasks: AnalysisTask[] = [];
    const queue = openQueue(study, stopsAfter(2, tasks));
    const [job] = await enqueue(queue, [await addTestSession(study)]);
    const jobId = job?.jobId ?? 0;
    await until(queue, ([first]) => (first?.framesDone ?? 0) === 8);
    expect(await queue.pause(jobId)).toMatchObject({ state: "paused", framesDone: 8, resumedAtMinute: 3 });
    queue.resume(jobId);
    expect(await settled(queue)).toMatchObject([{ jobId, state: "succeeded", resumedAtMinute: 3 }]);
    expect(tasks.map((task) => task.resume?.minute ?? 1)).toEqual([1, 3]);
    expect(storedMinutes(study)).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
    ]);
  });

  it("give way to the session that somebody waits for, and lose nothing by it", async () => {
    const study = newStudy();
    const sessions = await addSessions(study, 2);
    const tasks: AnalysisTask[] = [];
    const patient = stopsAfter(1, tasks);
    const queue = openQueue(study, (worker) =>
      worker.task.kind === "analysis" && worker.task.videoPath.endsWith("P01-2.mp4")
        ? succeeding(worker)
        : patient(worker),
    );
    await enqueue(queue, sessions);
    await until(queue, ([first]) => (first?.framesDone ?? 0) === 4);
    queue.prioritise(sessions[1] ?? 0);
    const jobs = await settled(queue);
    expect(jobs.map(({ session, state }) => [session, state])).toEqual([
      [2, "succeeded"],
      [1, "succeeded"],
    ]);
    expect(tasks.map((task) => task.resume?.minute ?? 1)).toEqual([1, 2]);
    expect(storedMinutes(study)).toHaveLength(2 * LAST_MINUTE);
  });

  it("by a child that is killed fail, and go on after the last complete minute when tried again", async () => {
    const study = newStudy();
    const resumed: number[] = [];
    let deaths = 0;
    const queue = openQueue(
      study,
      scripted((worker) => {
        if (worker.task.kind !== "analysis") return;
        resumed.push(worker.task.resume?.minute ?? 1);
        if (deaths === 2) return succeeding(worker);
        deaths += 1;
        const minute = analysedMinute(worker.task, worker.task.resume?.minute ?? 1);
        worker.send({ type: "minute", minute });
        // The next minute was under way.
        worker.send({ type: "progress", framesDone: 4 * minute.minute + 3, timeMs: 60_000 * minute.minute });
        worker.exit(null, "SIGKILL");
      }),
    );
    const [job] = await enqueue(queue, [await addTestSession(study)]);
    expect(await settled(queue)).toMatchObject([{ state: "failed", framesDone: 4, resumedAtMinute: 2 }]);
    await queue.retry(job?.jobId ?? 0, "test");
    expect((await settled(queue)).at(-1)).toMatchObject({ state: "failed", resumedAtMinute: 3 });
    queue.againAfter("failed", "test");
    expect((await settled(queue)).at(-1)).toMatchObject({ state: "succeeded", resumedAtMinute: 3 });
    expect(resumed).toEqual([1, 2, 3]);
    expect(storedMinutes(study)).toHaveLength(LAST_MINUTE);
  });

  it("are complete when the child had finished before it could be stopped", async () => {
    const study = newStudy();
    const queue = openQueue(
      study,
      scripted((worker) => {
        if (worker.task.kind !== "analysis") return;
        const framesDone = sendMinutes(worker, worker.task, LAST_MINUTE);
        worker.send({ type: "finished", framesDone, notices: [] });
        worker.onMessage(() => worker.exit(0));
      }),
    );
    const [job] = await enqueue(queue, [await addTestSession(study)]);
    await until(queue, ([first]) => (first?.framesDone ?? 0) === 12);
    expect(await queue.cancel(job?.jobId ?? 0)).toMatchObject({ state: "succeeded" });
  });
});

describe("what an analysis was asked for", () => {
  it("is kept with the job and the run; a span is a run of its own", async () => {
    const study = newStudy();
    const tasks: AnalysisTask[] = [];
    const queue = openQueue(study, (worker) => {
      if (worker.task.kind === "analysis") tasks.push(worker.task);
      succeeding(worker);
    });
    const sessionId = await addTestSession(study);
    const options = {
      fromMs: 30_000,
      toMs: 92_500,
      modelIds: ["fer2013-xception"],
      meshEveryMs: 0,
    };
    const [whole] = await enqueue(queue, [sessionId]);
    const [span] = await enqueue(queue, [sessionId], { options });
    expect([whole?.framesExpected, span?.framesExpected]).toEqual([3_125, 1_563]);
    await settled(queue);
    await queue.retry(span?.jobId ?? 0, "test");
    expect((await settled(queue)).at(-1)).toMatchObject({ options, state: "succeeded" });

    expect(tasks.map(({ parameters }) => parameters)).toMatchObject([
      { fromMs: 0, toMs: null, meshIntervalMs: 200 },
      { fromMs: 30_000, toMs: 92_500, meshIntervalMs: 0 },
      { fromMs: 30_000, toMs: 92_500, meshIntervalMs: 0 },
    ]);
    expect(tasks.map(({ models }) => models.expressions.length)).toEqual([2, 1, 1]);
    expect(listRuns(study.db, sessionId).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [30_000, 92_500],
      [30_000, 92_500],
      [0, null],
    ]);
    const done = { sessionIds: [sessionId], kind: "analysis", again: false } as const;
    expect((await queue.enqueue({ ...done, options }, "test")).alreadyAnalysed).toEqual([sessionId]);
    expect((await queue.enqueue({ ...done, options: { toMs: 92_500 } }, "test")).jobs).toHaveLength(1);
  });

  it("includes where the client sits when the job starts", async () => {
    const study = newStudy();
    const tasks: AnalysisTask[] = [];
    const queue = openQueue(study, (worker) => {
      if (worker.task.kind === "analysis") tasks.push(worker.task);
      succeeding(worker);
    });
    const sessionId = await addTestSession(study);
    await queue.pauseAll();
    await enqueue(queue, [sessionId]);
    const region = { x: 0.5, y: 0.25, width: 0.25, height: 0.5 };
    chooseClient(study.db, "test", sessionId, region);
    queue.resumeAll();
    await settled(queue);
    chooseClient(study.db, "test", sessionId, null);
    // Another client is another analysis.
    await enqueue(queue, [sessionId]);
    await settled(queue);
    expect(tasks.map(({ parameters }) => parameters.client)).toEqual([
      { kind: "region", ...region },
      { kind: "largest" },
    ]);
    expect(new Set(study.db.prepare("SELECT run_key FROM run").pluck().all()).size).toBe(2);
  });

  it("is refused for a span after the end, or a model that is not there", async () => {
    const study = newStudy();
    const queue = openQueue(study, succeeding);
    const sessions = [await addTestSession(study)];
    await expect(enqueue(queue, sessions, { options: { fromMs: 125_000 } })).rejects.toMatchObject({
      code: "INVALID_VALUE",
      message: "The span begins at 2:05, but the recording ends at 2:05.",
    });
    await expect(enqueue(queue, sessions, { options: { modelIds: ["mood"] } })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(queue.state().jobs).toEqual([]);
  });
});
