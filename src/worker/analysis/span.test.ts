import { expect, it } from "vitest";
import { analysisTask, runWorker, talkingFace } from "../testing/run-worker.ts";

/** 200 s at 24 frames a second. */
const DURATION_MS = 200_000;

async function run(fromMs: number, toMs: number | null) {
  const task = analysisTask(talkingFace("franck.mp4"), DURATION_MS);
  return await runWorker({
    ...task,
    models: { ...task.models, expressions: [] },
    parameters: { ...task.parameters, fromMs, toMs },
  });
}

it("analyses the frames of a span alone", async () => {
  const { minutes, outcome } = await run(119_000, 121_000);
  expect(minutes.map(({ minute, nFrames, nFaces }) => [minute, nFrames, nFaces])).toEqual([
    [2, 24, 24],
    [3, 24, 24],
  ]);
  expect(minutes[0]?.timesMs[0]).toBe(119_000);
  expect(minutes[1]?.timesMs.at(-1)).toBeCloseTo(121_000 - 1000 / 24, 3);
  expect(minutes.flatMap(({ tracks }) => [...new Set(tracks)])).toEqual([1, 1]);
  expect(outcome).toEqual({ type: "finished", framesDone: 48, notices: [] });
});

it("says so when the span holds no picture", async () => {
  const { outcome } = await run(250_000, 260_000);
  expect(outcome).toMatchObject({
    type: "failed",
    failure: { code: "UNSUPPORTED_MEDIA", message: "The video has no picture in the span to analyse." },
  });
});
