import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type MadeUpFrame, madeUpMinute, NETWORK, storeRun } from "../../test/support/run-fixture.ts";
import { addTestSession } from "../../test/support/study-fixture.ts";
import { decideRun } from "../core/evidence/verdicts.ts";
import type { OpenStudy } from "../core/study/open-study.ts";
import { createStudy, openStudyFolder } from "../core/study/study-folder.ts";
import { runCommandLine } from "./program.ts";

const FRAME: MadeUpFrame = {
  timeMs: 0,
  box: { x: 0, y: 0, width: 80, height: 100 },
  seven: [0, 0, 0, 0.75, 0, 0, 0.25],
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-minutes-"));
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
  createStudy(join(folder, "study"), "Study", "test");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function prepare(work: (study: OpenStudy) => Promise<unknown>): Promise<void> {
  const study = openStudyFolder(join(folder, "study"));
  await work(study);
  study.db.close();
  study.lock.release();
}

async function minutes(...args: string[]) {
  let [out, err] = ["", ""];
  const code = await runCommandLine(["minutes", "study", ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    errIsTerminal: false,
    folder,
  });
  return { code, out, err };
}

/** The minute as an expression model of the laboratory read it, which this computer does not have any more. */
function labExpressions() {
  const minute = madeUpMinute(1, [FRAME]);
  return {
    ...minute,
    probabilities: minute.probabilities.map((one) => ({ ...one, modelId: "lab-faces" })),
    readings: minute.readings.flatMap((one) => [
      { ...one, modelId: "lab-faces" },
      { ...one, modelId: "lab-faces-calibrated" },
    ]),
  };
}

const OWN = { modelId: "lab-units", labels: ["AU1", "AU12"], values: Float32Array.of(0.5, 0.25) };

describe("sessions without the reading that was asked for", () => {
  beforeEach(() =>
    prepare(async (study) => {
      storeRun(study, await addTestSession(study, "P01", 1), [madeUpMinute(1, [FRAME])]);
      storeRun(study, await addTestSession(study, "P01", 2), [labExpressions()]);
      const excluded = storeRun(study, await addTestSession(study, "P02", 1), [madeUpMinute(1, [FRAME])]);
      decideRun(study.db, "SUP", { runId: excluded, verdict: "excluded", reason: "The therapist." });
      await addTestSession(study, "P03", 1);
    }),
  );

  it("are named with the reason, apart from the result", async () => {
    const { code, out, err } = await minutes();
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n")).toHaveLength(2);
    const lines = err.trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      new RegExp(`^P01 session 2 is left out: Run \\d+ was made with lab-faces, without ${NETWORK}\\.`),
    );
    expect(lines[1]).toMatch(/^P02 session 1 is left out: Run \d+ is excluded: The therapist\.$/);
  });

  it("are named for a model with labels of its own as well", async () => {
    await prepare(async (study) => {
      const minute = madeUpMinute(1, [FRAME], { otherOutputs: [{ ...OWN, means: [0.5, 0.25] }] });
      storeRun(study, await addTestSession(study, "P04", 1), [minute]);
    });
    const { err } = await minutes("--model", "lab-units");
    expect(err).toMatch(/P01 session 1 is left out: Run \d+ was made without lab-units\./);
    expect(err).toContain("P02 session 1 is left out");
    expect(err).not.toContain("P04");
  });
});

describe("results of a model that is not on this computer any more", () => {
  beforeEach(() =>
    prepare(async (study) => {
      const minute = { ...labExpressions(), otherOutputs: [{ ...OWN, means: [0.5, 0.25] }] };
      storeRun(study, await addTestSession(study, "P01", 1), [minute]);
    }),
  );

  it.each(["lab-faces", "lab-faces-calibrated"])("stay readable: minutes of %s", async (model) => {
    const { code, out, err } = await minutes("--model", model, "--format", "json");
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({ model, minutes: [{ patient: "P01", happy: 0.75 }] });
    expect((await minutes("--model", model, "--statistics")).code).toBe(0);
  });

  it("stay readable: labels of its own", async () => {
    const { code, out } = await minutes("--model", "lab-units");
    expect(code).toBe(0);
    expect(out).toBe("patient,session,minute,AU1,AU12,n_frames,n_faces,coverage\nP01,1,1,0.5,0.25,1,1,1\n");
  });

  it("are told apart from a model that there never was", async () => {
    const { code, err } = await minutes("--model", "nonsense");
    expect(code).toBe(1);
    expect(err).toContain('There is no expression model "nonsense".');
    expect(err).toContain("lab-units");
  });

  it("have no statistics where the labels are its own, which is said", async () => {
    const { code, out, err } = await minutes("--model", "lab-units", "--statistics");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(
      "--statistics is for readings of the seven expressions; lab-units has labels of its own",
    );
  });
});
