import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runCommand } from "../../test/support/run-command.ts";
import { madeUpMinute, NETWORK, storeRun } from "../../test/support/run-fixture.ts";
import { addTestSession } from "../../test/support/study-fixture.ts";
import { decideRun } from "../core/evidence/verdicts.ts";
import { createStudy, openStudyFolder } from "../core/study/study-folder.ts";

const FACE = { timeMs: 0, box: { x: 0, y: 0, width: 80, height: 100 } };

let folder: string;
let runs: { whole: number; part: number; unfinished: number };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-runs-"));
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
  createStudy(join(folder, "study"), "Study", "test");
  const study = openStudyFolder(join(folder, "study"));
  const sessionId = await addTestSession(study, "P01", 1);
  await addTestSession(study, "P02", 1);
  const minute = madeUpMinute(1, [FACE, { timeMs: 40 }]);
  runs = {
    whole: storeRun(study, sessionId, [minute]),
    part: storeRun(study, sessionId, [minute], { toMs: 30_000 }),
    unfinished: storeRun(study, sessionId, [minute], { finished: false }),
  };
  decideRun(study.db, "SUP", { runId: runs.whole, verdict: "accepted", reason: "" });
  decideRun(study.db, "SUP", { runId: runs.part, verdict: "excluded", reason: "A trial." });
  study.db.close();
  study.lock.release();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => runCommand(folder, ...args);

it("runs lists every run of every session in a line, newest first, and says which one counts", async () => {
  const { code, out, err } = await run("runs", "study");
  expect([code, err]).toEqual([0, ""]);
  const lines = out.trimEnd().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain(`P01 session 1, run ${runs.unfinished}: not finished, begun `);
  expect(lines[1]).toContain(`P01 session 1, run ${runs.part}: does not count, `);
  expect(lines[1]).toContain(`0:00 to 0:30 of the recording, with ${NETWORK}`);
  expect(lines[1]).toContain("excluded: A trial.");
  expect(lines[2]).toContain(`P01 session 1, run ${runs.whole}: counts, `);
  expect(lines[2]).toContain("0:00 to the end of the recording");
  expect(lines[2]).toMatch(/a face in 50\.0% of the frames, accepted$/);
  expect(lines[3]).toBe("P02 session 1: no runs");
});

it("runs prints the same as one JSON object, of one session when it is named", async () => {
  const { out } = await run("runs", "study", "--patient", "P01", "--session", "1", "--json");
  const { sessions } = JSON.parse(out);
  expect(sessions).toHaveLength(1);
  expect(sessions[0]).toMatchObject({ patient: "P01", session: 1 });
  expect(sessions[0].runs).toEqual([
    expect.objectContaining({ run: runs.unfinished, counts: false, finished_at: null, coverage: null }),
    expect.objectContaining({ run: runs.part, counts: false, from_ms: 0, to_ms: 30_000 }),
    {
      run: runs.whole,
      counts: true,
      started_at: expect.any(String),
      finished_at: expect.any(String),
      from_ms: 0,
      to_ms: null,
      networks: [{ model_id: NETWORK, sha256: "a".repeat(64) }],
      frames: 2,
      faces: 1,
      coverage: 0.5,
      verdict: { verdict: "accepted", reason: "", actor: "SUP", decided_at: expect.any(String) },
    },
  ]);
});

it("runs refuses a session without its patient, and one that is not there", async () => {
  expect((await run("runs", "study", "--session", "1")).code).toBe(2);
  const { code, err } = await run("runs", "study", "--patient", "P09");
  expect(code).toBe(1);
  expect(err).toContain("a session of patient P09");
});

it("a run or a session that is not there is looked up with runs", async () => {
  const unknownRun = await run("compare", "study", "98", "99");
  expect(unknownRun.err).toContain("minutewise runs STUDY");
  const unknownSession = await run("frames", "study", "--patient", "P01", "--session", "9");
  expect(unknownSession.err).toContain("minutewise runs STUDY");
});
