import { describe, expect, it } from "vitest";
import { roundTop, stepPath } from "./minute-steps.ts";

describe("stepPath", () => {
  it("joins neighbours and leaves gaps", () => {
    const steps = [
      { startShare: 0, endShare: 0.25, level: 1 },
      { startShare: 0.25, endShare: 0.5, level: 0.5 },
      { startShare: 0.5, endShare: 0.75, level: null },
      { startShare: 0.75, endShare: 1, level: 2 },
    ];
    expect(stepPath(steps, 100, 10)).toBe("M0.0 1.0L25.0 1.0L25.0 5.0L50.0 5.0M75.0 1.0L100.0 1.0");
  });

  it("is empty without values", () => {
    expect(stepPath([{ startShare: 0, endShare: 1, level: null }], 10, 10)).toBe("");
  });
});

describe("roundTop", () => {
  it("holds the largest value", () => {
    expect(roundTop([140, null, 151])).toBe(200);
    expect(roundTop([1_234])).toBe(1_500);
    expect(roundTop([null])).toBe(50);
  });
});
