import { describe, expect, it } from "vitest";
import { minuteStatistics, quantile } from "./minute-statistics.ts";

const rule = { threshold: 0.5, gapMs: 200, endMs: 1000 };

describe("minuteStatistics", () => {
  it("describes the frames with a face", () => {
    const result = minuteStatistics([0, 100, 200, 300, 400], [0.2, 0.6, Number.NaN, 0.8, 0.4], rule);
    expect(result).toEqual({
      frames: 4,
      mean: expect.closeTo(0.5, 12),
      median: expect.closeTo(0.5, 12),
      p90: expect.closeTo(0.74, 12),
      maximum: 0.8,
      msAbove: 200,
      bursts: 2,
    });
  });

  it("lets a frame last until the next one, no longer than the gap limit, the last until the end", () => {
    expect(minuteStatistics([0, 900], [0.9, 0.9], rule)).toMatchObject({ msAbove: 300, bursts: 2 });
    expect(minuteStatistics([0, 100, 200], [0.5, 0.5, 0.1], rule)).toMatchObject({ msAbove: 200, bursts: 1 });
  });

  it("gives nothing without a face", () => {
    expect(minuteStatistics([0, 100], [Number.NaN, Number.NaN], rule)).toBeNull();
    expect(minuteStatistics([], [], rule)).toBeNull();
  });
});

describe("quantile", () => {
  it("is R's type 7", () => {
    // quantile(c(1, 2, 3, 4), c(0, 0.1, 0.5, 0.9, 1)): 1.0 1.3 2.5 3.7 4.0
    expect([0, 0.1, 0.5, 0.9, 1].map((share) => Number(quantile([1, 2, 3, 4], share).toFixed(9)))).toEqual([
      1, 1.3, 2.5, 3.7, 4,
    ]);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
