import { type AxisTaps, WEIGHT_SUM_BITS } from "./axis-taps.ts";
import type { Plane } from "./picture.ts";
import { pixelKernel, pixelMemory } from "./pixel-kernel.ts";
import { allocatePixels } from "./pixel-memory.ts";

/** Resampled values are integers in units of 1/256: 0..65280. */
export const RESAMPLED_UNITS = 256;
const SHIFT = 2 * WEIGHT_SUM_BITS - 8;

/** Where something of up to `size` bytes may be put in the kernel's memory; grows and is used again and again. */
class Scratch {
  #address = 0;
  #size = 0;

  reserve(bytes: number): number {
    if (bytes > this.#size) {
      // Twice as much, so that the blocks that are left behind stay small.
      this.#size = 2 * bytes;
      this.#address = allocatePixels(pixelMemory, this.#size);
    }
    return this.#address;
  }
}

const pixels = new Scratch();
const tables = new Scratch();
const results = new Scratch();

/**
 * Resamples a stretch of one plane to `x.size` by `y.size` values (row by row).
 *
 * @param out receives 256 times the values 0..255
 */
export function resamplePlane(plane: Plane, x: AxisTaps, y: AxisTaps, out: Int32Array): void {
  const address = results.reserve(4 * x.size * y.size);
  resampleTo(address, plane, x, y);
  out.set(new Int32Array(pixelMemory.buffer, address, x.size * y.size));
}

/** The same, to an address in the kernel's memory. */
export function resampleTo(out: number, plane: Plane, x: AxisTaps, y: AxisTaps): void {
  const width = x.end - x.begin;
  const source = inKernelMemory(plane, x, y);
  // Even numbers of rows and fours of columns: what is too many has weight 0.
  const rowTaps = roundUp(y.taps, 2);
  const columnTaps = roundUp(x.taps, 4);
  const rowFirst = tables.reserve(
    (4 + 2 * rowTaps) * y.size + (4 + 4 * columnTaps) * x.size + 4 * (width + columnTaps) + 256,
  );
  const columnFirst = roundUp(rowFirst + 4 * y.size, 16);
  const columnWeights = roundUp(columnFirst + 4 * x.size, 16);
  const rowWeights = columnWeights + 4 * columnTaps * x.size;
  const sums = roundUp(rowWeights + 2 * rowTaps * y.size, 16);
  const { buffer } = pixelMemory;
  fill(y, rowTaps, new Int32Array(buffer, rowFirst), new Int16Array(buffer, rowWeights));
  fill(x, columnTaps, new Int32Array(buffer, columnFirst), new Int32Array(buffer, columnWeights));
  pixelKernel.resample(
    source.address,
    source.stride,
    width,
    sums,
    out,
    SHIFT,
    y.size,
    rowTaps,
    rowFirst,
    rowWeights,
    x.size,
    columnTaps,
    columnFirst,
    columnWeights,
  );
}

/** Address of the first pixel that is read; a plane that lies elsewhere is copied as far as it is read. */
function inKernelMemory(
  { samples, stride, address }: Plane,
  x: AxisTaps,
  y: AxisTaps,
): { address: number; stride: number } {
  if (address !== undefined) return { address: address + y.begin * stride + x.begin, stride };
  const from = y.begin * stride + x.begin;
  const length = (y.end - 1 - y.begin) * stride + x.end - x.begin;
  const copy = pixels.reserve(length + stride);
  new Uint8Array(pixelMemory.buffer, copy, length).set(samples.subarray(from, from + length));
  return { address: copy, stride };
}

function fill(
  { size, taps, first, begin, weights }: AxisTaps,
  padded: number,
  starts: Int32Array,
  shares: Int32Array | Int16Array,
): void {
  shares.fill(0, 0, padded * size);
  for (let i = 0; i < size; i++) {
    starts[i] = (first[i] as number) - begin;
    for (let k = 0; k < taps; k++) shares[i * padded + k] = weights[i * taps + k] as number;
  }
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
