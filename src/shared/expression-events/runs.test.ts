import { describe, expect, it } from "vitest";
import { findRuns } from "./runs.ts";

const rule = { enter: 0.5, leave: 0.3, gapMs: 100 };
const times = (n: number): number[] => Array.from({ length: n }, (_, i) => i * 40);

describe("findRuns", () => {
  it("joins what stays above the lower threshold and reaches the upper one", () => {
    const values = [0, 0.4, 0.6, 0.4, 0.7, 0.7, 0.2, 0.4, 0.4, 0];
    expect(findRuns(times(10), values, rule)).toEqual([
      { start: 1, end: 6, apex: 4, rises: true, falls: true },
    ]);
  });

  it("ends at frames without a value and at gaps in time, and says so", () => {
    const gapless = findRuns(times(4), [0, 0.6, Number.NaN, 0.6], rule);
    expect(gapless).toEqual([
      { start: 1, end: 2, apex: 1, rises: true, falls: false },
      { start: 3, end: 4, apex: 3, rises: false, falls: false },
    ]);
    const late = findRuns([0, 40, 200, 240], [0, 0.6, 0.6, 0], rule);
    expect(late.map(({ rises, falls }) => [rises, falls])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it("finds none in an empty or a low series", () => {
    expect(findRuns([], [], rule)).toEqual([]);
    expect(findRuns(times(3), [0.4, 0.4, 0.4], rule)).toEqual([]);
  });
});
