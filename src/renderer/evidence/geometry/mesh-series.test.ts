import { describe, expect, it } from "vitest";
import type { MeshTrace } from "../../../shared/contract/evidence.ts";
import { envelope, nearestReading, readMeshSeries } from "./mesh-series.ts";

function trace(changes: Partial<MeshTrace> = {}): MeshTrace {
  return {
    runId: 1,
    nReadings: 2,
    readingsPerSecond: 5,
    timesMs: new Blob([Float64Array.of(0, 200)]),
    measureNames: ["yaw", "pitch"],
    measures: new Blob([Float32Array.of(1, 2, 3, 4)]),
    actionUnitNames: ["AU1"],
    actionUnits: new Blob([Float32Array.of(0.5, Number.NaN)]),
    baseline: { nReadings: 40, note: "" },
    emotionNames: ["anger"],
    emotions: new Blob([Float32Array.of(0.25, Number.NaN)]),
    blinks: { blinks: [], perMinute: null, reason: "too coarse" },
    card: { id: "x", name: "x", limits: [], units: [] },
    ...changes,
  };
}

describe("readMeshSeries", () => {
  it("takes measures and action units apart", async () => {
    const series = await readMeshSeries(trace());
    expect([...(series.measures.get("pitch") ?? [])]).toEqual([2, 4]);
    expect([...(series.actionUnits.get("AU1") ?? [])]).toEqual([0.5, Number.NaN]);
    expect([...(series.emotions.get("anger") ?? [])]).toEqual([0.25, Number.NaN]);
  });

  it("refuses blobs of another length", async () => {
    await expect(readMeshSeries(trace({ nReadings: 3 }))).rejects.toThrow(RangeError);
    await expect(readMeshSeries(trace({ measureNames: ["yaw"] }))).rejects.toThrow(RangeError);
  });
});

const SERIES = { times: Float64Array.of(0, 200, 400, 5_000, 5_200), gapMs: 1_000 };

describe("envelope", () => {
  it("shows single readings, ends lines at gaps and at values that cannot be told", () => {
    const values = Float32Array.of(1, Number.NaN, 3, 4, 5);
    const [times, mean] = envelope(SERIES, values, 0, 10_000, 100);
    expect(times).toEqual([0, 200, 400, 2_700, 5_000, 5_200]);
    expect(mean).toEqual([1, null, 3, null, 4, 5]);
  });

  it("keeps the extremes of a column", () => {
    const times = Float64Array.from({ length: 1_000 }, (_, index) => index * 10);
    const values = Float32Array.from(times, (_, index) => (index === 505 ? 9 : 1));
    const [x, mean, low, high] = envelope({ times, gapMs: 1_000 }, values, 0, 10_000, 10);
    expect(x.length).toBeLessThanOrEqual(12);
    expect(Math.max(...high.map((value) => value ?? 0))).toBe(9);
    expect(low.every((value) => value === 1)).toBe(true);
    expect(Math.max(...mean.map((value) => value ?? 0))).toBeCloseTo(1.08);
  });

  it("takes one reading beyond either edge, and nothing from an empty trace", () => {
    expect(envelope(SERIES, Float32Array.of(1, 2, 3, 4, 5), 250, 300, 100)[0]).toEqual([200, 400]);
    expect(envelope({ times: new Float64Array(), gapMs: 1 }, new Float32Array(), 0, 10, 10)[0]).toEqual([]);
  });
});

describe("nearestReading", () => {
  it("finds the nearest, but none across a gap", async () => {
    const series = { ...(await readMeshSeries(trace())), ...SERIES };
    expect(nearestReading(series, 290)).toBe(1);
    expect(nearestReading(series, 310)).toBe(2);
    expect(nearestReading(series, 2_700)).toBe(-1);
    expect(nearestReading(series, 6_100)).toBe(4);
  });
});
