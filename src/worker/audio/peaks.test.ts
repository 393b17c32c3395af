import { describe, expect, it } from "vitest";
import { addPeaks } from "./peaks.ts";

describe("addPeaks", () => {
  const timing = { startMs: 0, sampleRate: 1000, peaksPerSecond: 10 };

  it("keeps the largest value of each span", () => {
    const peaks = new Float64Array(3);
    addPeaks(peaks, (i) => (i === 150 ? 0.9 : 0.2), 300, timing);
    expect([...peaks]).toEqual([0.2, 0.9, 0.2]);
  });

  it("puts samples where their time says, and leaves silence in gaps", () => {
    const peaks = new Float64Array(5);
    addPeaks(peaks, () => 0.5, 100, { ...timing, startMs: 300 });
    expect([...peaks]).toEqual([0, 0, 0, 0.5, 0]);
  });

  it("does not lower a peak, nor write beyond the ends", () => {
    const peaks = Float64Array.from([0.8, 0]);
    addPeaks(peaks, () => 0.4, 500, { ...timing, startMs: -100 });
    expect([...peaks]).toEqual([0.8, 0.4]);
  });
});
