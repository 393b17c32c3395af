import { type AxisTaps, WEIGHT_SUM_BITS } from "./axis-taps.ts";

/** Resampled values are integers in units of 1/256: 0..65280. */
export const RESAMPLED_UNITS = 256;
const SHIFT = 2 * WEIGHT_SUM_BITS - 8;

/** One row of weighted sums of source rows; grows to the widest crop and is used again. */
let columns = new Int32Array(0);

/**
 * Resamples a stretch of one plane to `x.size` by `y.size` values (row by row).
 *
 * Rows are summed first: those loops run along memory, and only what is left of them is gathered along x.
 *
 * @param plane 8-bit samples, `stride` bytes a row
 * @param out receives 256 times the values 0..255
 */
export function resamplePlane(
  plane: Uint8Array,
  stride: number,
  x: AxisTaps,
  y: AxisTaps,
  out: Int32Array,
): void {
  const width = x.end - x.begin;
  if (columns.length < width) columns = new Int32Array(width);
  const rowStride = stride * y.every;
  // Of several pixels, the middle one is read.
  const corner = (y.every >> 1) * stride + (x.every >> 1) + x.begin * x.every;
  for (let j = 0; j < y.size; j++) {
    const from = (y.first[j] as number) * rowStride + corner;
    sumRows(plane, from, rowStride, x.every, y.weights, j * y.taps, y.taps, columns, width);
    gather(columns, x, out, j * x.size);
  }
}

/** Weighted sum of `taps` rows, several at a time: one at a time would spend its time on storing sums. */
function sumRows(
  plane: Uint8Array,
  from: number,
  stride: number,
  every: number,
  weights: Int32Array,
  at: number,
  taps: number,
  sums: Int32Array,
  width: number,
): void {
  const w0 = weights[at] as number;
  if (taps <= 2) {
    // A picture of a single row reads it twice, the second time with weight 0.
    const w1 = taps === 2 ? (weights[at + 1] as number) : 0;
    sumTwo(plane, every, from, taps === 2 ? from + stride : from, w0, w1, sums, width);
    return;
  }
  const w3 = taps === 3 ? 0 : (weights[at + 3] as number);
  const third = from + 2 * stride;
  const fourth = taps === 3 ? third : third + stride;
  const [w1, w2] = [weights[at + 1] as number, weights[at + 2] as number];
  sumFour(plane, every, from, from + stride, third, fourth, w0, w1, w2, w3, sums, width);
  for (let k = 4; k < taps; k += 2) {
    const row = from + k * stride;
    const isLast = k + 1 === taps;
    const next = isLast ? 0 : (weights[at + k + 1] as number);
    addTwo(plane, every, row, isLast ? row : row + stride, weights[at + k] as number, next, sums, width);
  }
}

function sumTwo(
  plane: Uint8Array,
  every: number,
  r0: number,
  r1: number,
  w0: number,
  w1: number,
  sums: Int32Array,
  width: number,
): void {
  for (let i = 0, at = 0; i < width; i++, at += every) {
    sums[i] = Math.imul(plane[r0 + at] as number, w0) + Math.imul(plane[r1 + at] as number, w1);
  }
}

function sumFour(
  plane: Uint8Array,
  every: number,
  r0: number,
  r1: number,
  r2: number,
  r3: number,
  w0: number,
  w1: number,
  w2: number,
  w3: number,
  sums: Int32Array,
  width: number,
): void {
  for (let i = 0, at = 0; i < width; i++, at += every) {
    sums[i] =
      Math.imul(plane[r0 + at] as number, w0) +
      Math.imul(plane[r1 + at] as number, w1) +
      Math.imul(plane[r2 + at] as number, w2) +
      Math.imul(plane[r3 + at] as number, w3);
  }
}

function addTwo(
  plane: Uint8Array,
  every: number,
  r0: number,
  r1: number,
  w0: number,
  w1: number,
  sums: Int32Array,
  width: number,
): void {
  for (let i = 0, at = 0; i < width; i++, at += every) {
    sums[i] =
      (sums[i] as number) + Math.imul(plane[r0 + at] as number, w0) + Math.imul(plane[r1 + at] as number, w1);
  }
}

/** One destination row from a row of sums. The loop is written out for the usual numbers of taps. */
function gather(sums: Int32Array, x: AxisTaps, out: Int32Array, to: number): void {
  const { first, weights, taps, size, begin } = x;
  if (taps === 2) {
    for (let i = 0; i < size; i++) {
      const from = (first[i] as number) - begin;
      const at = i * 2;
      out[to + i] =
        (Math.imul(sums[from] as number, weights[at] as number) +
          Math.imul(sums[from + 1] as number, weights[at + 1] as number)) >>
        SHIFT;
    }
  } else if (taps === 3) {
    for (let i = 0; i < size; i++) {
      const from = (first[i] as number) - begin;
      const at = i * 3;
      out[to + i] =
        (Math.imul(sums[from] as number, weights[at] as number) +
          Math.imul(sums[from + 1] as number, weights[at + 1] as number) +
          Math.imul(sums[from + 2] as number, weights[at + 2] as number)) >>
        SHIFT;
    }
  } else if (taps === 4) {
    for (let i = 0; i < size; i++) {
      const from = (first[i] as number) - begin;
      const at = i * 4;
      out[to + i] =
        (Math.imul(sums[from] as number, weights[at] as number) +
          Math.imul(sums[from + 1] as number, weights[at + 1] as number) +
          Math.imul(sums[from + 2] as number, weights[at + 2] as number) +
          Math.imul(sums[from + 3] as number, weights[at + 3] as number)) >>
        SHIFT;
    }
  } else {
    for (let i = 0; i < size; i++) {
      const from = (first[i] as number) - begin;
      const at = i * taps;
      let sum = 0;
      for (let k = 0; k < taps; k++) {
        sum = (sum + Math.imul(sums[from + k] as number, weights[at + k] as number)) | 0;
      }
      out[to + i] = sum >> SHIFT;
    }
  }
}
