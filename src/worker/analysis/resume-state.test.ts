import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readResumeState, writeResumeState } from "./resume-state.ts";

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

describe("resume state", () => {
  it("comes back bit for bit", () => {
    fc.assert(
      fc.property(
        fc.record({
          box: fc.option(fc.record({ x: number, y: number, width: number, height: number, score: number })),
          missedSinceMs: fc.option(number),
          framesSinceSearch: fc.option(fc.nat()),
          lastTimeMs: fc.option(number),
          derivedTimes: fc.boolean(),
          observers: fc.constant({ mesh: { lastTimeMs: 12.5 } }),
        }),
        (state) => {
          expect(readResumeState(writeResumeState(state))).toEqual(state);
        },
      ),
    );
  });

  it("refuses what it has not written", () => {
    expect(() => readResumeState("{}")).toThrow();
    expect(() => readResumeState("minute 3")).toThrow();
  });
});
