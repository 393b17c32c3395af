import { describe, expect, it } from "vitest";
import {
  addSessions,
  enqueue,
  LAST_MINUTE,
  openQueue,
  scripted,
  settled,
  succeeding,
} from "../../../test/support/queue-fixture.ts";
import { sendMinutes } from "../../../test/support/stand-in-worker.ts";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import { DEFAULT_MODEL_ID } from "../../shared/expression.ts";
import { analysisSummaries } from "../analysis/run-repo.ts";
import { sessionFrames, sessionMinutes } from "../analysis/traces.ts";

const STUDY_MODEL = {
  reading: {
    id: DEFAULT_MODEL_ID,
    name: "Study model",
    parts: [{ modelId: DEFAULT_MODEL_ID, weight: 1 }],
    temperature: 1,
  },
  cards: [],
};

describe("analyses in the queue", () => {
  it("runs its jobs one after the other and stores minutes; one without a face has no value", async () => {
    const study = newStudy();
    const sessions = await addSessions(study, 2);
    let active = 0;
    let mostActive = 0;
    const queue = openQueue(study, (worker) => {
      active += 1;
      mostActive = Math.max(mostActive, active);
      setTimeout(() => {
        active -= 1;
        succeeding(worker);
      }, 5);
    });
    await enqueue(queue, sessions);
    expect((await settled(queue)).map((job) => job.state)).toEqual(["succeeded", "succeeded"]);
    expect(mostActive).toBe(1);

    const trace = sessionMinutes(study.db, sessions[0] ?? 0, STUDY_MODEL);
    expect(
      trace?.minutes.map(({ nonspecific, coverage, partial }) => [nonspecific, coverage, partial]),
    ).toEqual([
      [0.75, 1, false],
      [0.75, 1, false],
      [null, 0, true],
    ]);
    const frames = sessionFrames(study.db, sessions[0] ?? 0, STUDY_MODEL);
    const times = new Float64Array((await frames?.timesMs.arrayBuffer()) ?? new ArrayBuffer(0));
    expect([...times].at(-1)).toBe(120_120);
    expect(frames?.nFrames).toBe(12);
  });

  it("leaves out what is analysed already, unless asked to analyse it again beside the old run", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    const queue = openQueue(study, succeeding);
    await enqueue(queue, [sessionId]);
    await settled(queue);
    expect(
      await queue.enqueue({ sessionIds: [sessionId], kind: "analysis", again: false, options: {} }, "test"),
    ).toEqual({ jobs: [], alreadyAnalysed: [sessionId], runs: [{ sessionId, runId: 1 }] });
    await enqueue(queue, [sessionId], { again: true });
    await settled(queue);
    expect(study.db.prepare("SELECT count(*) FROM run WHERE finished_at IS NOT NULL").pluck().get()).toBe(2);
  });

  it("does not show minutes of a file that was replaced, and shows them again with that file", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    const queue = openQueue(study, succeeding);
    await enqueue(queue, [sessionId]);
    await settled(queue);
    study.db.prepare("UPDATE video SET fingerprint = 'other ' || fingerprint").run();
    expect(sessionMinutes(study.db, sessionId, STUDY_MODEL)).toBeNull();
    expect(analysisSummaries(study.db).get(sessionId)).toMatchObject({ ofOtherVideo: true });
    study.db.prepare("UPDATE video SET fingerprint = substr(fingerprint, 7)").run();
    expect(sessionMinutes(study.db, sessionId, STUDY_MODEL)?.minutes).toHaveLength(LAST_MINUTE);
    expect(analysisSummaries(study.db).get(sessionId)).toMatchObject({
      ofOtherVideo: false,
      fromMs: 0,
      toMs: null,
      verdict: "open",
    });
  });

  it("reports a child that dies, goes on with the next job, and continues after the last stored minute", async () => {
    const study = newStudy();
    const sessions = await addSessions(study, 2);
    const resumedAt: (number | null)[] = [];
    let deaths = 1;
    const queue = openQueue(
      study,
      scripted((worker) => {
        if (worker.task.kind !== "analysis") return;
        resumedAt.push(worker.task.resume?.minute ?? null);
        if (deaths > 0) {
          deaths -= 1;
          sendMinutes(worker, worker.task, 2);
          worker.exit(null, "SIGKILL");
        } else succeeding(worker);
      }),
    );
    await enqueue(queue, sessions);
    const jobs = await settled(queue);
    expect(jobs.map((job) => job.state)).toEqual(["failed", "succeeded"]);
    expect(jobs[0]?.failure?.message).toContain("SIGKILL");
    await queue.retry(jobs[0]?.jobId ?? 0, "test");
    expect((await settled(queue)).at(-1)?.state).toBe("succeeded");
    expect(resumedAt).toEqual([null, null, 3]);
    expect(sessionMinutes(study.db, sessions[0] ?? 0, STUDY_MODEL)?.minutes).toHaveLength(3);
  });

  it("cancels a running job, also when the child does not answer", async () => {
    const study = newStudy();
    const queue = openQueue(
      study,
      scripted(() => {}),
    );
    const [job] = await enqueue(queue, [await addTestSession(study)]);
    expect(await queue.cancel(job?.jobId ?? 0)).toMatchObject({ state: "cancelled" });
  });

  it("marks what was left when the program ended as interrupted", async () => {
    const study = newStudy();
    const sessions = await addSessions(study, 2);
    const queue = openQueue(
      study,
      scripted(() => {}),
    );
    await enqueue(queue, sessions);
    await queue.close();
    expect(study.db.prepare("SELECT state FROM job ORDER BY id").pluck().all()).toEqual([
      "interrupted",
      "interrupted",
    ]);
  });

  it("queues nothing when one of the videos is missing", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    study.db.prepare("UPDATE video SET path = path || '.gone'").run();
    const queue = openQueue(study, succeeding);
    await expect(enqueue(queue, [sessionId])).rejects.toMatchObject({ code: "VIDEO_MISSING" });
    expect(queue.state().jobs).toEqual([]);
  });

  it("tells that the disk is full when not even that can be stored, and goes on once it is not", async () => {
    const study = newStudy();
    let full = false;
    study.db.function("check_disk", () => {
      if (full) throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
      return 0;
    });
    study.db.exec("CREATE TEMP TRIGGER full_disk BEFORE UPDATE ON job BEGIN SELECT check_disk(); END");
    const sessions = await addSessions(study, 2);
    const resumes: number[] = [];
    const queue = openQueue(
      study,
      scripted((worker) => {
        // The first job was started while there was space; its end cannot be stored, nor the other's start.
        if (worker.task.kind === "analysis" && resumes.push(worker.task.resume?.minute ?? 1) === 1)
          full = true;
        succeeding(worker);
      }),
    );
    await enqueue(queue, sessions);
    expect((await settled(queue)).map(({ state, failure }) => [state, failure?.message])).toEqual([
      ["failed", "Nothing was stored: the disk is full."],
      ["failed", "Nothing was stored: the disk is full."],
    ]);
    await expect(enqueue(queue, sessions)).rejects.toMatchObject({ code: "SQLITE_FULL" });
    full = false;
    // The first one's run was complete; only that could not be noted of its job.
    expect(await enqueue(queue, sessions)).toMatchObject([{ sessionId: sessions[1] }]);
    expect((await settled(queue)).at(-1)).toMatchObject({ sessionId: sessions[1], state: "succeeded" });
    expect(resumes).toEqual([1, 1]);
  });
});
