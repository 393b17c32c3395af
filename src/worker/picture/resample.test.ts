import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AxisTaps, WEIGHT_SUM_BITS } from "./axis-taps.ts";
import type { Plane } from "./picture.ts";
import { pixelMemory } from "./pixel-kernel.ts";
import { allocatePixels } from "./pixel-memory.ts";
import { RESAMPLED_UNITS, resamplePlane } from "./resample.ts";

/** The value of one destination pixel, added up pixel by pixel. */
function valueAt({ samples, stride }: Plane, x: AxisTaps, y: AxisTaps, i: number, j: number): number {
  let sum = 0;
  for (let l = 0; l < x.taps; l++) {
    let column = 0;
    for (let k = 0; k < y.taps; k++) {
      const at = ((y.first[j] ?? 0) + k) * stride + (x.first[i] ?? 0) + l;
      column += (samples[at] ?? Number.NaN) * (y.weights[j * y.taps + k] ?? 0);
    }
    sum += column * (x.weights[i * x.taps + l] ?? 0);
  }
  return Math.floor((sum * RESAMPLED_UNITS) / 2 ** (2 * WEIGHT_SUM_BITS));
}

function noise(width: number, height: number, padding: number, inKernel: boolean): Plane {
  const stride = width + padding;
  const length = stride * height;
  const address = inKernel ? allocatePixels(pixelMemory, length + stride) : null;
  const samples =
    address === null ? new Uint8Array(length) : new Uint8Array(pixelMemory.buffer, address, length);
  for (let i = 0; i < length; i++) samples[i] = (i * 7919 + (i >> 3) * 104_729) & 255;
  return { samples, stride, width, height, ...(address !== null && { address }) };
}

describe("resamplePlane", () => {
  const axis = fc.record({
    start: fc.double({ min: -60, max: 120, noNaN: true }),
    length: fc.double({ min: 0.5, max: 200, noNaN: true }),
    limit: fc.integer({ min: 1, max: 120 }),
    size: fc.integer({ min: 1, max: 33 }),
  });

  it("gives the weighted sums of the pixels, wherever the plane lies", () => {
    fc.assert(
      fc.property(axis, axis, fc.nat({ max: 9 }), fc.boolean(), (across, down, padding, inKernel) => {
        const plane = noise(across.limit, down.limit, padding, inKernel);
        const x = new AxisTaps(across.size);
        const y = new AxisTaps(down.size);
        x.set(across.start, across.length, across.limit);
        y.set(down.start, down.length, down.limit);
        const out = new Int32Array(x.size * y.size);
        resamplePlane(plane, x, y, out);
        const expected = out.map((_, at) => valueAt(plane, x, y, at % x.size, Math.floor(at / x.size)));
        expect(out).toEqual(expected);
      }),
    );
  });
});
