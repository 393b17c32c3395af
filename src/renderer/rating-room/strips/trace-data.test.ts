import { expect, test } from "vitest";
import type { MachineMinute } from "../../../shared/contract/traces.ts";
import { decimate } from "./decimate.ts";
import {
  frameTraceData,
  lastVisible,
  minuteTraceData,
  readColumn,
  readMinute,
  showsFrames,
} from "./trace-data.ts";

const means = { angry: 0.1, disgust: 0, fear: 0, happy: 0.2, sad: 0.3, surprise: 0, neutral: 0.4 };
const minutes: MachineMinute[] = [
  {
    minute: 1,
    partial: false,
    means,
    nonspecific: 0.6,
    nFrames: 1500,
    nFaces: 1490,
    nUsed: 1490,
    nUncertain: 0,
    coverage: 0.99,
  },
  {
    minute: 2,
    partial: false,
    means: null,
    nonspecific: null,
    nFrames: 1500,
    nFaces: 0,
    nUsed: 0,
    nUncertain: 0,
    coverage: 0,
  },
  {
    minute: 3,
    partial: true,
    means,
    nonspecific: 0.6,
    nFrames: 500,
    nFaces: 500,
    nUsed: 500,
    nUncertain: 0,
    coverage: 1,
  },
];
const SAD = 5;
const NONSPECIFIC = 8;

test("a minute's mean lasts as long as the minute, and a minute without a face is a gap", () => {
  const data = minuteTraceData(minutes, 140_000);
  expect(data[0]).toEqual([0, 60_000, 60_000, 120_000, 120_000, 140_000]);
  expect(data[SAD]).toEqual([0.3, 0.3, null, null, 0.3, 0.3]);
  expect(data[NONSPECIFIC]).toEqual([0.6, 0.6, null, null, 0.6, 0.6]);
  expect(data).toHaveLength(11);
});

test("reads a minute with its n; nothing after the last", () => {
  expect(readMinute(minutes, 59_999)).toMatchObject({
    minute: 1,
    nFrames: 1500,
    nFaces: 1490,
    timeMs: null,
  });
  expect(readMinute(minutes, 60_000)?.values.every((value) => value === null)).toBe(true);
  expect(readMinute(minutes, 180_000)).toBeNull();
});

test("reads the frame that is nearest to the pointer", () => {
  const times = Float64Array.of(0, 40, 80);
  const curve = Float32Array.of(0.25, Number.NaN, 0.75);
  const columns = decimate({ times, curves: Array.from({ length: 8 }, () => curve) }, 0, 120, 100);
  expect(readColumn(columns, 75)).toMatchObject({ timeMs: 80, nFrames: 1, nFaces: 1 });
  expect(readColumn(columns, 75)?.values[0]).toBe(0.75);
  expect(readColumn(columns, 45)).toMatchObject({ timeMs: 40, nFaces: 0 });
  expect(readColumn(columns, 45)?.values[0]).toBeNull();
  expect(frameTraceData(columns)[1]).toEqual([0.25, null, 0.75]);
});

test("labels stand at the last value in view", () => {
  const data = minuteTraceData(minutes, 140_000);
  expect(lastVisible(data, { startMs: 0, endMs: 100_000 })[4]).toBe(0.3);
  expect(lastVisible(data, { startMs: 70_000, endMs: 110_000 })[4]).toBeNull();
});

test("frames are shown where minutes are wide, unless one of both is asked for", () => {
  expect(showsFrames("auto", 24)).toBe(false);
  expect(showsFrames("auto", 400)).toBe(true);
  expect(showsFrames("frames", 24)).toBe(true);
  expect(showsFrames("minutes", 400)).toBe(false);
});
