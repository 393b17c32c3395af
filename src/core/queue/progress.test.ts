import { expect, it } from "vitest";
import { Progress, pace } from "./progress.ts";

it("counts the pace of this attempt only", () => {
  let now = 1_000;
  const progress = new Progress(() => now);
  expect(progress.framesPerSecond()).toBeNull();
  progress.start(3_000);
  expect(progress.framesPerSecond()).toBeNull();
  now += 10_000;
  progress.advance(5_000);
  expect(progress.framesPerSecond()).toBe(200);
  expect(progress.framesDone).toBe(5_000);
});

it("tells the pace of several efforts by all their frames and all their time", () => {
  expect(
    pace([
      { frames: 10, seconds: 5 },
      { frames: 990, seconds: 5 },
    ]),
  ).toBe(100);
  expect(pace([{ frames: 0, seconds: 5 }])).toBeNull();
  expect(pace([])).toBeNull();
});
