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
  for (let j = 0; j < y.size; j++) {
    const from = (y.first[j] as number) * stride + x.begin;
    sumRows(plane, from, stride, y.weights, j * y.taps, y.taps, columns, width);
    gather(columns, x, out, j * x.size);
  }
}

/** Weighted sum of `taps` rows, four at a time: one row at a time would spend its time on storing sums. */
function sumRows(
  plane: Uint8Array,
  from: number,
  stride: number,
  weights: Int32Array,
  at: number,
  taps: number,
  sums: Int32Array,
  width: number,
): void {
  const weight = (k: number): number => (k < taps ? (weights[at + k] as number) : 0);
  // Rows beyond the last one are read as the first, with weight 0.
  const row = (k: number): number => (k < taps ? from + k * stride : from);
  if (taps <= 2) {
    sumTwo(plane, row(0), row(1), weight(0), weight(1), sums, width);
    return;
  }
  for (let k = 0; k < taps; k += 4) {
    const [r0, r1, r2, r3] = [row(k), row(k + 1), row(k + 2), row(k + 3)];
    const [w0, w1, w2, w3] = [weight(k), weight(k + 1), weight(k + 2), weight(k + 3)];
    if (k === 0) sumFour(plane, r0, r1, r2, r3, w0, w1, w2, w3, sums, width);
    else addFour(plane, r0, r1, r2, r3, w0, w1, w2, w3, sums, width);
  }
}

function sumTwo(
  plane: Uint8Array,
  r0: number,
  r1: number,
  w0: number,
  w1: number,
  sums: Int32Array,
  width: number,
): void {
  for (let i = 0; i < width; i++) {
    sums[i] = Math.imul(plane[r0 + i] as number, w0) + Math.imul(plane[r1 + i] as number, w1);
  }
}

function sumFour(
  plane: Uint8Array,
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
  for (let i = 0; i < width; i++) {
    sums[i] =
      Math.imul(plane[r0 + i] as number, w0) +
      Math.imul(plane[r1 + i] as number, w1) +
      Math.imul(plane[r2 + i] as number, w2) +
      Math.imul(plane[r3 + i] as number, w3);
  }
}

function addFour(
  plane: Uint8Array,
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
  for (let i = 0; i < width; i++) {
    sums[i] =
      (sums[i] as number) +
      Math.imul(plane[r0 + i] as number, w0) +
      Math.imul(plane[r1 + i] as number, w1) +
      Math.imul(plane[r2 + i] as number, w2) +
      Math.imul(plane[r3 + i] as number, w3);
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
