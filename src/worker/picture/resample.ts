import type { AxisTaps } from "./axis-taps.ts";

/** Room for rows that are resampled along x only; grows to what the largest crop needs and is used again. */
let rows = new Float32Array(0);

/**
 * Resamples a stretch of one plane to a square of `x.size` by `y.size` values (row by row).
 *
 * @param plane 8-bit samples, `stride` bytes a row
 * @param out receives values of 0..255
 */
export function resamplePlane(
  plane: Uint8Array,
  stride: number,
  x: AxisTaps,
  y: AxisTaps,
  out: Float32Array,
): void {
  const width = x.size;
  const needed = (y.end - y.begin) * width;
  if (rows.length < needed) rows = new Float32Array(needed);
  resampleRows(plane, stride, x, y.begin, y.end);
  for (let j = 0; j < y.size; j++) {
    const target = j * width;
    const count = y.count[j] as number;
    let source = ((y.first[j] as number) - y.begin) * width;
    let weight = y.weights[j * y.width] as number;
    for (let i = 0; i < width; i++) out[target + i] = weight * (rows[source + i] as number);
    for (let k = 1; k < count; k++) {
      source += width;
      weight = y.weights[j * y.width + k] as number;
      for (let i = 0; i < width; i++) {
        out[target + i] = (out[target + i] as number) + weight * (rows[source + i] as number);
      }
    }
  }
}

function resampleRows(plane: Uint8Array, stride: number, x: AxisTaps, begin: number, end: number): void {
  const { first, count, weights, width: places, size } = x;
  let target = 0;
  for (let row = begin; row < end; row++) {
    const offset = row * stride;
    for (let i = 0; i < size; i++) {
      const from = offset + (first[i] as number);
      const taps = count[i] as number;
      const place = i * places;
      let sum = 0;
      for (let k = 0; k < taps; k++) sum += (plane[from + k] as number) * (weights[place + k] as number);
      rows[target++] = sum;
    }
  }
}
