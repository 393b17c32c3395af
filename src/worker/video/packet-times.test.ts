import { describe, expect, it } from "vitest";
import { isVariableFrameRate, meanFrameRate } from "./packet-times.ts";

const every = (intervalMs: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => i * intervalMs);

describe("isVariableFrameRate", () => {
  it("is false at a constant rate, in whatever order packets lie", () => {
    const times = every(40, 300);
    [times[3], times[5]] = [times[5] ?? 0, times[3] ?? 0];
    expect(isVariableFrameRate(times, 0.01)).toBe(false);
  });

  it("is false for times that are rounded to whole milliseconds", () => {
    expect(isVariableFrameRate(every(1000 / 30, 300).map(Math.round), 1)).toBe(false);
  });

  it("is false for one missing frame, true where many are missing", () => {
    const times = every(40, 1000);
    expect(isVariableFrameRate(times.toSpliced(500, 1), 0.01)).toBe(false);
    expect(
      isVariableFrameRate(
        times.filter((_, i) => i % 20 !== 7),
        0.01,
      ),
    ).toBe(true);
  });

  it("is false where there is too little to tell", () => {
    expect(isVariableFrameRate([], 1)).toBe(false);
    expect(isVariableFrameRate([0, 500], 1)).toBe(false);
  });
});

describe("meanFrameRate", () => {
  it("counts the intervals, not the frames", () => {
    expect(meanFrameRate(every(40, 26))).toBe(25);
  });

  it("is NaN for a single picture", () => {
    expect(meanFrameRate([5])).toBeNaN();
  });
});
