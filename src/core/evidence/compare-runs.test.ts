import { describe, expect, it } from "vitest";
import { type MadeUpFrame, madeUpMinute, NETWORK, storeRun } from "../../../test/support/run-fixture.ts";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import { compareRuns, matchFrames, overlap } from "./compare-runs.ts";

const BOX = { x: 0, y: 0, width: 100, height: 100 };

/** Seven probabilities of which happy has `share`. */
const happy = (share: number): number[] => [0, 0, 0, share, 0, 0, 1 - share];

const SHARES = [0.25, 0.5, 0.75, 0.5];

const frames = (change: (at: number) => Partial<MadeUpFrame>): MadeUpFrame[] =>
  SHARES.map((share, at) => ({ timeMs: at * 40, box: BOX, seven: happy(share), ...change(at) }));

async function study(
  a: MadeUpFrame[],
  b: MadeUpFrame[],
  parameters: unknown = { eventThreshold: 0.5, minScore: 0.5 },
) {
  const opened = newStudy();
  const sessionId = await addTestSession(opened);
  const runA = storeRun(opened, sessionId, [madeUpMinute(1, a)], {
    parameters: { eventThreshold: 0.5, minScore: 0.5 },
  });
  const runB = storeRun(opened, sessionId, [madeUpMinute(1, b)], { parameters });
  return { opened, sessionId, runA, runB };
}

describe("compareRuns", () => {
  it("finds nothing different in two runs that are the same", async () => {
    const { opened, runA, runB } = await study(
      frames(() => ({})),
      frames(() => ({})),
    );
    const found = compareRuns(opened.db, runA, runB);
    expect(found).toMatchObject({
      runs: [runA, runB],
      differences: [],
      nFramesCompared: 4,
      faceInOneOnly: 0,
      meanOverlap: 1,
    });
    expect(found.readings).toHaveLength(1);
    expect(found.readings[0]).toMatchObject({ modelId: NETWORK, identicalFrames: 4 });
    expect(found.readings[0]?.expressions.happy.maxMinuteDifference).toBe(0);
    expect(found.readings[0]?.expressions.happy.frameCorrelation).toBeCloseTo(1, 12);
    // A constant series has no correlation.
    expect(found.readings[0]?.expressions.fear.frameCorrelation).toBeNull();
  });

  it("tells what differs: parameters, faces, boxes and values", async () => {
    const { opened, runA, runB } = await study(
      frames(() => ({})),
      [
        { timeMs: 0.2, box: BOX, seven: happy(0.25) },
        { timeMs: 40.2, box: { ...BOX, x: 50 }, seven: happy(0.75) },
        { timeMs: 80.2 },
        { timeMs: 300, box: BOX, seven: happy(1) },
      ],
      { eventThreshold: 0.4, minScore: 0.5 },
    );
    const found = compareRuns(opened.db, runA, runB);
    expect(found.differences).toEqual(["Parameter eventThreshold: 0.5 and 0.4."]);
    expect(found).toMatchObject({ nFramesCompared: 3, faceInOneOnly: 1 });
    expect(found.meanOverlap).toBeCloseTo((1 + 1 / 3) / 2, 12);
    expect(found.readings[0]).toMatchObject({ identicalFrames: 1 });
    expect(found.readings[0]?.expressions.happy.maxMinuteDifference).toBeCloseTo(2 / 3 - 0.5, 12);
  });

  it("sets means side by side only of minutes that both runs cover alike", async () => {
    const opened = newStudy();
    const sessionId = await addTestSession(opened);
    const inMinute = (minute: number, n: number): MadeUpFrame[] =>
      frames(() => ({}))
        .slice(0, n)
        .map((frame) => ({ ...frame, timeMs: frame.timeMs + (minute - 1) * 60_000 }));
    const whole = [madeUpMinute(1, inMinute(1, 4)), madeUpMinute(2, inMinute(2, 4))];
    const runA = storeRun(opened, sessionId, whole);
    const part = storeRun(opened, sessionId, [madeUpMinute(1, inMinute(1, 1))], { toMs: 40 });
    const more = storeRun(
      opened,
      sessionId,
      [madeUpMinute(1, inMinute(1, 4)), madeUpMinute(2, inMinute(2, 1))],
      {
        toMs: 60_040,
      },
    );
    const difference = (run: number) =>
      compareRuns(opened.db, runA, run).readings[0]?.expressions.happy.maxMinuteDifference;
    expect(difference(part)).toBeNull();
    expect(difference(more)).toBe(0);
  });

  it("refuses a run with itself, and runs of two sessions", async () => {
    const { opened, runA } = await study([], []);
    const other = await addTestSession(opened, "P02", 1);
    const ofOther = storeRun(opened, other, []);
    for (const [a, b] of [
      [runA, runA],
      [runA, ofOther],
    ] as const)
      expect(() => compareRuns(opened.db, a, b)).toThrow(expect.objectContaining({ code: "INVALID_VALUE" }));
    expect(() => compareRuns(opened.db, runA, 999)).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
  });
});

describe("matchFrames", () => {
  it("pairs frames of the same time, each once", () => {
    expect(matchFrames(Float64Array.of(0, 40, 80), Float64Array.of(0.4, 39.6, 100))).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(matchFrames(Float64Array.of(0, 0.3), Float64Array.of(0.2))).toEqual([[0, 0]]);
    expect(matchFrames(new Float64Array(), Float64Array.of(1))).toEqual([]);
  });
});

describe("overlap", () => {
  it("is the common part of two boxes' area", () => {
    expect(overlap(BOX, { ...BOX, x: 50 })).toBeCloseTo(1 / 3, 12);
    expect(overlap(BOX, { ...BOX, x: 100 })).toBe(0);
  });
});
