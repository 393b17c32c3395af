import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimate, nearestColumn } from "./decimate.ts";
import type { FrameSeries } from "./frame-series.ts";

function series(values: readonly number[], frameMs = 40): FrameSeries {
  return {
    times: Float64Array.from(values, (_, index) => index * frameMs),
    curves: [Float32Array.from(values, (value) => 1 - value), Float32Array.from(values)],
  };
}

describe("many frames in a column", () => {
  test("gives mean, extremes and counts of the frames with a face", () => {
    const columns = decimate(series([0, 0.5, 1, Number.NaN, 0.25, 0.75, Number.NaN, Number.NaN]), 0, 320, 2);
    expect([...columns.timesMs]).toEqual([80, 240]);
    expect(columns.columnMs).toBe(160);
    expect([...(columns.means[1] ?? [])]).toEqual([0.5, 0.5]);
    expect([...columns.low]).toEqual([0, 0.25]);
    expect([...columns.high]).toEqual([1, 0.75]);
    expect([...columns.nFrames]).toEqual([4, 4]);
    expect([...columns.nFaces]).toEqual([3, 2]);
  });

  test("leaves a gap where no frame has a face", () => {
    const columns = decimate(series([1, 1, 1, Number.NaN, Number.NaN, Number.NaN]), 0, 240, 2);
    expect(columns.means[1]?.[0]).toBe(1);
    expect(columns.means[1]?.[1]).toBeNaN();
    expect(columns.low[1]).toBeNaN();
    expect(columns.nFaces[1]).toBe(0);
  });

  test("counts every visible frame once, and the mean lies between the extremes", () => {
    const values = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN)), {
      minLength: 50,
      maxLength: 300,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 40 }), (curve, count) => {
        const columns = decimate(series(curve), 0, curve.length * 40, count);
        expect(columns.nFrames.reduce((sum, n) => sum + n, 0)).toBe(curve.length);
        for (const [index, mean] of (columns.means[1] ?? new Float32Array()).entries()) {
          if (columns.nFaces[index] === 0) expect(mean).toBeNaN();
          else {
            expect(mean).toBeGreaterThanOrEqual((columns.low[index] ?? 0) - 1e-6);
            expect(mean).toBeLessThanOrEqual((columns.high[index] ?? 1) + 1e-6);
          }
        }
      }),
    );
  });
});

test("frames wider than a column keep their own times, with one neighbour on each side so that the line leaves the strip", () => {
  const columns = decimate(series([0.1, 0.2, 0.3, 0.4, 0.5]), 50, 130, 100);
  expect([...columns.timesMs]).toEqual([40, 80, 120, 160]);
});

test("nothing is drawn of an empty span or an empty run", () => {
  expect(decimate(series([]), 0, 100, 10).timesMs).toHaveLength(0);
  expect(decimate(series([1, 1]), 100, 100, 10).timesMs).toHaveLength(0);
});

test("the column under the pointer is the nearest one", () => {
  const times = Float64Array.of(10, 20, 40);
  expect(nearestColumn(times, 14)).toBe(0);
  expect(nearestColumn(times, 29)).toBe(1);
  expect(nearestColumn(times, 1e9)).toBe(2);
  expect(nearestColumn(new Float64Array(), 5)).toBe(-1);
});
