import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AxisTaps, WEIGHT_SUM_BITS } from "./axis-taps.ts";

/** Resamples one line of pixels, as resamplePlane does along each axis. */
function line(pixels: readonly number[], start: number, length: number, size: number): number[] {
  const taps = new AxisTaps(size);
  taps.set(start, length, pixels.length);
  return Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < taps.taps; k++) {
      sum +=
        (pixels[(taps.first[i] ?? 0) + k] ?? Number.NaN) * (taps.weights[i * taps.taps + k] ?? Number.NaN);
    }
    return sum / 2 ** WEIGHT_SUM_BITS;
  });
}

describe("AxisTaps", () => {
  it("averages areas when shrinking", () => {
    expect(line([10, 20, 30, 50, 0, 100], 0, 6, 3)).toEqual([15, 40, 50]);
  });

  it("weighs pixels that are covered in part by their part", () => {
    // 3 pixels to 2: each destination pixel covers one and a half.
    const [left, right] = line([0, 90, 240], 0, 3, 2);
    expect(left).toBeCloseTo(30, 0);
    expect(right).toBeCloseTo(190, 0);
  });

  it("leaves pixels as they are at the same size", () => {
    expect(line([1, 2, 3, 4], 0, 4, 4)).toEqual([1, 2, 3, 4]);
  });

  it("goes straight from pixel to pixel when enlarging, and continues the edges", () => {
    expect(line([0, 100], 0, 2, 4)).toEqual([0, 25, 75, 100]);
  });

  it("continues the edge pixels beyond the picture", () => {
    expect(line([7, 1, 9], -6, 12, 4)).toEqual([7, 7, expect.closeTo(17 / 3, 1), 9]);
  });

  it("reads existing pixels only, with weights that add up, wherever the stretch lies", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -500, max: 1500, noNaN: true }),
        fc.double({ min: 0.5, max: 2000, noNaN: true }),
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 130 }),
        (start, length, limit, size) => {
          const taps = new AxisTaps(size);
          taps.set(start, length, limit);
          expect(taps.begin).toBeGreaterThanOrEqual(0);
          expect(taps.end).toBeLessThanOrEqual(limit);
          for (let i = 0; i < size; i++) {
            const first = taps.first[i] ?? Number.NaN;
            expect(first).toBeGreaterThanOrEqual(taps.begin);
            expect(first + taps.taps).toBeLessThanOrEqual(taps.end);
            const weights = taps.weights.slice(i * taps.taps, (i + 1) * taps.taps);
            expect(weights.reduce((a, b) => a + b, 0)).toBe(2 ** WEIGHT_SUM_BITS);
            expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
