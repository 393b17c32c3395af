import { expect, test } from "vitest";
import type { FrameTrace } from "../../../shared/contract/traces.ts";
import { readFrameSeries } from "./frame-series.ts";

const face = [0.125, 0, 0, 0.25, 0, 0, 0.625];
const noFace = new Array<number>(7).fill(Number.NaN);

function trace(nFrames: number): FrameTrace {
  return {
    runId: 1,
    modelId: "m",
    nFrames,
    timesMs: new Blob([Float64Array.of(0, 41.7)]),
    probabilities: new Blob([Float32Array.from([...face, ...noFace])]),
    boxes: new Blob(),
    lacks: null,
    scores: new Blob(),
  };
}

test("takes the curves apart and adds nonspecific arousal", async () => {
  const { times, curves } = await readFrameSeries(trace(2));
  expect([...times]).toEqual([0, 41.7]);
  expect(curves.map((curve) => curve[0])).toEqual([...face, 0.375]);
  expect(curves.every((curve) => Number.isNaN(curve[1]))).toBe(true);
});

test("refuses traces that do not fit their frame count", async () => {
  await expect(readFrameSeries(trace(3))).rejects.toThrow(RangeError);
});
