import { describe, expect, it } from "vitest";
import { EXPRESSIONS, type Expression } from "../expression.ts";
import { frameRateCaveat, microExpressionCandidates } from "./micro-expressions.ts";

/** Frames at a rate with one expression's probability, the rest neutral; null: no face. */
function frames(rate: number, expression: Expression, course: readonly (number | null)[]) {
  const times = course.map((_, i) => (i * 1000) / rate);
  const probabilities = course.flatMap((value) =>
    EXPRESSIONS.map((name) => {
      if (value === null) return Number.NaN;
      if (name === expression) return value;
      return name === "neutral" ? 1 - value : 0;
    }),
  );
  return [times, probabilities] as const;
}

describe("microExpressionCandidates", () => {
  it("finds a burst with its start, apex, end and peak", () => {
    const found = microExpressionCandidates(...frames(25, "fear", [0, 0.1, 0.4, 0.8, 0.6, 0.1, 0]));
    expect(found).toEqual([
      { expression: "fear", startMs: 80, apexMs: 120, endMs: 200, peak: 0.8, frames: 3 },
    ]);
  });

  it("takes 1/25 to 1/2 s, both included", () => {
    const lasting = (count: number) => [0, ...Array<number>(count).fill(0.9), 0];
    const count = (rate: number, length: number) =>
      microExpressionCandidates(...frames(rate, "happy", lasting(length))).length;
    expect(count(25, 1)).toBe(1); // 40 ms
    expect(count(30, 1)).toBe(0); // 33 ms
    expect(count(30, 2)).toBe(1);
    expect(count(30, 15)).toBe(1); // 500 ms
    expect(count(30, 16)).toBe(0);
  });

  it("wants the rise and the fall in view", () => {
    expect(microExpressionCandidates(...frames(25, "sad", [0.9, 0.9, 0]))).toEqual([]);
    expect(microExpressionCandidates(...frames(25, "sad", [0, 0.9, 0.9]))).toEqual([]);
    expect(microExpressionCandidates(...frames(25, "sad", [0, 0.9, null, 0.9, 0]))).toEqual([]);
    expect(microExpressionCandidates(...frames(25, "sad", [null, 0.9, 0]))).toEqual([]);
  });

  it("does not take a burst apart that dips above the lower threshold", () => {
    const found = microExpressionCandidates(...frames(25, "angry", [0, 0.6, 0.4, 0.6, 0]));
    expect(found.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[40, 160]]);
  });

  it("never takes neutral for one, and orders by time", () => {
    const [times, probabilities] = frames(25, "happy", [1, 1, 0, 1, 1, 0, 0]);
    expect(microExpressionCandidates(times, probabilities).map(({ expression }) => expression)).toEqual([
      "happy",
    ]);
  });
});

describe("frameRateCaveat", () => {
  it("says what 1/25 s is in frames", () => {
    expect(frameRateCaveat(25)).toContain("At 25 frames a second 1/25 s is one frame and 1/2 s is 13");
    expect(frameRateCaveat(29.97)).toContain("At 30 frames a second 1/25 s is one frame");
    expect(frameRateCaveat(120)).toContain("1/25 s is 5 frames");
    expect(frameRateCaveat(12.5)).toContain("are missed");
    expect(frameRateCaveat(0)).toContain("not known");
  });

  it.each([10, 25, 30, 60, 200])("never promises more than candidates at %d frames a second", (rate) => {
    expect(frameRateCaveat(rate)).toContain("candidates only");
  });
});
