import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frameIndexAt, seekTarget, stepFrame } from "./frame-stepping.ts";

const variable = Float64Array.of(0, 40, 100, 101.5, 180);
const recording = { times: variable, frameRate: 25, durationMs: 240 };

describe("with the recording's frame times", () => {
  test("steps to the neighbour, however long it lasts, and seeks to its middle", () => {
    expect(stepFrame(recording, 40, 1)).toEqual({ clockMs: 100, seekMs: 100.75, exact: true });
    expect(stepFrame(recording, 150, 1)).toEqual({ clockMs: 180, seekMs: 210, exact: true });
    expect(stepFrame(recording, 150, -1)).toMatchObject({ clockMs: 100 });
  });

  test("stays at the first and the last frame", () => {
    expect(stepFrame(recording, 0, -1).clockMs).toBe(0);
    expect(stepFrame(recording, 200, 1).clockMs).toBe(180);
  });

  test("a seek lands inside the frame that is shown at that instant", () => {
    expect(seekTarget(variable, 100, 240)).toBe(100.75);
    expect(frameIndexAt(variable, seekTarget(variable, 39, 240))).toBe(0);
  });

  test("forward and back again is the same frame", () => {
    const times = fc
      .array(fc.double({ min: 2, max: 500, noNaN: true }), { minLength: 3, maxLength: 60 })
      .map((gaps) => {
        let at = 0;
        return Float64Array.from(gaps, (gap) => {
          at += gap;
          return at;
        });
      });
    fc.assert(
      fc.property(times, fc.nat(), (frames, pick) => {
        const at = frames[pick % (frames.length - 1)] ?? 0;
        const session = { times: frames, frameRate: 25, durationMs: (frames.at(-1) ?? 0) + 40 };
        const forward = stepFrame(session, at, 1);
        expect(forward.clockMs).toBeGreaterThan(at);
        expect(frames[frameIndexAt(frames, forward.seekMs)]).toBe(forward.clockMs);
        expect(stepFrame(session, forward.clockMs, -1).clockMs).toBe(at);
      }),
    );
  });
});

describe("without frame times", () => {
  const blind = { times: null, frameRate: 25, durationMs: 1_000 };

  test("steps one mean frame and leaves the exact time to the frame that appears", () => {
    expect(stepFrame(blind, 400, 1)).toEqual({ clockMs: 440, seekMs: 460, exact: false });
    expect(stepFrame(blind, 400, -1)).toEqual({ clockMs: 360, seekMs: 380, exact: false });
  });

  test("stays within the recording", () => {
    expect(stepFrame(blind, 10, -1).clockMs).toBe(0);
    expect(stepFrame(blind, 990, 1).clockMs).toBe(960);
  });

  test("a seek lands just after the instant, never behind the end", () => {
    expect(seekTarget(null, 60_000, 200_000)).toBe(60_000.5);
    expect(seekTarget(null, 999.9, 1_000)).toBe(999.5);
  });
});
