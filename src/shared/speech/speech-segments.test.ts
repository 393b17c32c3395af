import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emotionalPhase, speechPerMinute, speechSegments } from "./speech-segments.ts";

const WINDOW_MS = 50;
const windows = (...runs: readonly (readonly [number, number])[]): number[] =>
  runs.flatMap(([probability, count]) => new Array<number>(count).fill(probability));

describe("speechSegments", () => {
  it("begins at the upper threshold and ends at the lower one", () => {
    const found = speechSegments(windows([0.1, 2], [0.6, 6], [0.4, 4], [0.1, 10]), WINDOW_MS);
    expect(found).toEqual([{ startMs: 100, endMs: 600 }]);
  });

  it("goes on over a pause of less than 100 ms and leaves out what is shorter than 250 ms", () => {
    expect(speechSegments(windows([0.9, 5], [0, 1], [0.9, 5]), WINDOW_MS)).toEqual([
      { startMs: 0, endMs: 550 },
    ]);
    expect(speechSegments(windows([0.9, 4], [0, 10]), WINDOW_MS)).toEqual([]);
  });

  it("closes a stretch that lasts to the end", () => {
    expect(speechSegments(windows([0, 1], [0.9, 9]), WINDOW_MS)).toEqual([{ startMs: 50, endMs: 500 }]);
    expect(speechSegments(windows([0.9, 9], [0, 1]), WINDOW_MS)).toEqual([{ startMs: 0, endMs: 450 }]);
  });

  it("never overlaps, is in order and lies within the recording", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (probabilities) => {
        const found = speechSegments(probabilities, WINDOW_MS);
        let last = 0;
        for (const { startMs, endMs } of found) {
          expect(startMs).toBeGreaterThanOrEqual(last);
          expect(endMs - startMs).toBeGreaterThanOrEqual(250);
          last = endMs;
        }
        expect(last).toBeLessThanOrEqual(probabilities.length * WINDOW_MS);
      }),
    );
  });
});

describe("speechPerMinute", () => {
  it("splits a stretch at the full minute, and adds up to what the recording has", () => {
    const minutes = speechPerMinute([{ startMs: 59_000, endMs: 62_000 }], 90_000);
    expect(minutes).toEqual([
      { minute: 1, speechMs: 1000, silenceMs: 59_000 },
      { minute: 2, speechMs: 2000, silenceMs: 28_000 },
    ]);
  });
});

describe("emotionalPhase", () => {
  const segments = [
    { startMs: 0, endMs: 1000 },
    { startMs: 1300, endMs: 2000 },
    { startMs: 5000, endMs: 6500 },
  ];

  it("is the longest run of speech and one second more", () => {
    expect(emotionalPhase(segments, 10_000, 0)).toEqual({ startMs: 5000, endMs: 7500 });
  });

  it("bridges pauses up to the given length", () => {
    expect(emotionalPhase(segments, 10_000, 300)).toEqual({ startMs: 0, endMs: 3000 });
  });

  it("ends with the recording, and is nothing without speech", () => {
    expect(emotionalPhase(segments, 7000, 0)?.endMs).toBe(7000);
    expect(emotionalPhase([], 7000, 0)).toBeNull();
  });
});
