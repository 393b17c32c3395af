import { expect, test } from "vitest";
import { drawnPeaks, peakColumns, readPeaks } from "./peaks.ts";

test("the loudest peak fills the strip", () => {
  expect([...drawnPeaks(Uint8Array.of(0, 64, 32, 128), 4, 1_000)]).toEqual([0, 0.5, 0.25, 1]);
});

test("the waveform is as long as the session, whatever the length of its sound track", () => {
  expect([...drawnPeaks(Uint8Array.of(10), 2, 2_000)]).toEqual([1, 0, 0, 0]);
  expect(drawnPeaks(new Uint8Array(500), 2, 2_000)).toHaveLength(4);
});

test("silence is drawn flat, not scaled up", () => {
  expect([...drawnPeaks(new Uint8Array(4), 4, 1_000)]).toEqual([0, 0, 0, 0]);
});

test("a recording without sound has no waveform", async () => {
  expect(await readPeaks({ state: "no-audio" }, 1_000)).toBe("no-audio");
  const values = new Blob([Uint8Array.of(255)]);
  expect(await readPeaks({ state: "ready", peaksPerSecond: 1, values }, 1_000)).toEqual(Float32Array.of(1));
});

test("each column shows the loudest peak of its part of the view", () => {
  const peaks = Float32Array.of(0.1, 0.9, 0.2, 0.3);
  expect(peakColumns(peaks, 400, { startMs: 0, endMs: 400 }, 2)).toEqual(Float32Array.of(0.9, 0.3));
  expect(peakColumns(peaks, 400, { startMs: 100, endMs: 300 }, 4)).toEqual(
    Float32Array.of(0.9, 0.9, 0.2, 0.2),
  );
  expect(peakColumns(peaks, 400, { startMs: 0, endMs: 400 }, 0)).toHaveLength(0);
});
