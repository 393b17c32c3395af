import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type MadeUpFrame, madeUpMinute, NETWORK, storeRun } from "../../../test/support/run-fixture.ts";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import { readFrames } from "../../shared/expression-readings.ts";
import { runFrames } from "../evidence/run-frames.ts";
import { analysisModels, findReading, readModelCatalogue } from "./model-catalogue.ts";
import { ownOutputs } from "./own-outputs.ts";
import { sessionFrames, sessionMinutes, studyMinutes } from "./traces.ts";

const catalogue = readModelCatalogue(fileURLToPath(new URL("../../../resources/models", import.meta.url)));

const FRAMES: readonly MadeUpFrame[] = [
  { timeMs: 0, box: { x: 0, y: 0, width: 80, height: 100 }, seven: [0.1, 0, 0, 0.2, 0.3, 0, 0.4] },
  { timeMs: 40 },
  { timeMs: 80, box: { x: 0, y: 0, width: 40, height: 50 }, seven: [0.5, 0, 0, 0.1, 0.1, 0, 0.3] },
];

async function analysedStudy() {
  const study = newStudy();
  const sessionId = await addTestSession(study);
  const runId = storeRun(study, sessionId, [madeUpMinute(1, FRAMES)]);
  return { study, sessionId, runId };
}

describe("a reading that a run did not store", () => {
  it("has frames and minutes computed from its network's frames", async () => {
    const { study, sessionId } = await analysedStudy();
    const calibrated = findReading(catalogue, `${NETWORK}-calibrated`);
    const raw = findReading(catalogue, NETWORK);
    const own = sessionFrames(study.db, sessionId, raw);
    const values = new Float32Array((await own?.probabilities.arrayBuffer()) ?? new ArrayBuffer(0));
    const expected = readFrames(calibrated.reading, () => values);
    const trace = sessionFrames(study.db, sessionId, calibrated);
    expect(new Float32Array((await trace?.probabilities.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(
      expected,
    );
    expect(trace).toMatchObject({ nFrames: 3, lacks: null });

    const minutes = sessionMinutes(study.db, sessionId, calibrated);
    expect(minutes?.lacks).toBeNull();
    // One of the two faces is below the 60 pixels from which the study's model is certain.
    expect(minutes?.minutes).toMatchObject([{ minute: 1, nFrames: 3, nFaces: 2, nUsed: 2, nUncertain: 1 }]);
    const mean = ((expected[6] ?? 0) + (expected[20] ?? 0)) / 2;
    expect(minutes?.minutes[0]?.means?.neutral).toBeCloseTo(mean, 9);
    expect(studyMinutes(study.db, calibrated)).toHaveLength(1);
  });

  it("is said to be missing where one of its networks did not run: no values, never zeros", async () => {
    const { study, sessionId, runId } = await analysedStudy();
    const blend = findReading(catalogue, "blend");
    const words = `Run ${runId} was made with ${NETWORK}, without face-api-expression.`;
    expect(sessionMinutes(study.db, sessionId, blend)).toMatchObject({
      minutes: [],
      lacks: expect.stringContaining(words),
    });
    const trace = sessionFrames(study.db, sessionId, blend);
    expect(trace?.lacks).toContain(words);
    const values = new Float32Array((await trace?.probabilities.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(values).toHaveLength(21);
    expect(values.every(Number.isNaN)).toBe(true);
    expect(studyMinutes(study.db, blend)).toEqual([]);
  });
});

describe("a laboratory's model with labels of its own", () => {
  const own = {
    modelId: "lab-units",
    labels: ["AU1", "AU12"],
    values: Float32Array.of(0.25, 0.5, Number.NaN, Number.NaN, 0.75, 0.5),
    means: [0.5, 0.5],
  };

  it("has its minutes and frames beside those of the expression models", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    const withoutFace = { ...own, values: new Float32Array(2).fill(Number.NaN), means: null };
    const runId = storeRun(study, sessionId, [
      madeUpMinute(1, FRAMES, { otherOutputs: [own] }),
      madeUpMinute(2, [{ timeMs: 60_000 }], { otherOutputs: [withoutFace] }),
    ]);
    expect(ownOutputs(study.db, "lab-units")).toMatchObject([
      { patient: "P01", session: 1, minute: 1, means: { AU1: 0.5, AU12: 0.5 }, nFrames: 3, nFaces: 2 },
      { minute: 2, means: null, coverage: 0 },
    ]);
    expect(ownOutputs(study.db, "other")).toEqual([]);
    const { networks } = runFrames(study.db, runId);
    expect(networks.map(({ modelId, labels }) => [modelId, labels.length])).toEqual([
      [NETWORK, 7],
      ["lab-units", 2],
    ]);
    const values = new Float32Array((await networks[1]?.probabilities.arrayBuffer()) ?? new ArrayBuffer(0));
    expect([...values]).toEqual([...own.values, Number.NaN, Number.NaN]);
  });
});

describe("the models of an analysis", () => {
  it("are the same whatever the order in which they are asked for", () => {
    const ids = ["face-api-expression", "fer2013-xception"];
    expect(analysisModels(catalogue, ids.toReversed())).toEqual(analysisModels(catalogue, ids));
    expect(analysisModels(catalogue, ids)).toEqual(analysisModels(catalogue));
    const [only] = analysisModels(catalogue, ["fer2013-xception"]).expressions;
    expect(only?.modelId).toBe("fer2013-xception");
  });
});
