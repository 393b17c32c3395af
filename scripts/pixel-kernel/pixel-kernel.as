// AssemblyScript (https://www.assemblyscript.org): the loops over pixels, with instructions for several pixels at once.
// All places are addresses in the memory that the caller imports.

/** Weighted sums of `taps` rows (an even number), 8 pixels at a time; reads up to 7 pixels and one row too many. */
function sumRows(from: usize, stride: usize, weights: usize, taps: usize, sums: usize, width: usize): void {
  for (let at: usize = 0; at < width; at += 8) {
    let low = i32x4.splat(0);
    let high = i32x4.splat(0);
    let row = from + at;
    for (let k: usize = 0; k < taps; k += 2) {
      const pair = v128.load32_splat(weights + (k << 1));
      const a = v128.load8x8_u(row);
      const b = v128.load8x8_u(row + stride);
      low = i32x4.add(low, i32x4.dot_i16x8_s(v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11), pair));
      high = i32x4.add(high, i32x4.dot_i16x8_s(v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15), pair));
      row += stride << 1;
    }
    v128.store(sums + (at << 2), low);
    v128.store(sums + (at << 2) + 16, high);
  }
}

/** One row of destination values from a row of sums; `taps` is a multiple of 4. */
function gather(sums: usize, first: usize, weights: usize, taps: usize, size: usize, out: usize, shift: i32): void {
  for (let i: usize = 0; i < size; i++) {
    let from = sums + (<usize>load<i32>(first + (i << 2)) << 2);
    let sum = i32x4.splat(0);
    for (let k: usize = 0; k < taps; k += 4) {
      sum = i32x4.add(sum, i32x4.mul(v128.load(from), v128.load(weights)));
      from += 16;
      weights += 16;
    }
    sum = i32x4.add(sum, v128.shuffle<i32>(sum, sum, 2, 3, 0, 1));
    sum = i32x4.add(sum, v128.shuffle<i32>(sum, sum, 1, 0, 3, 2));
    store<i32>(out + (i << 2), i32x4.extract_lane(sum, 0) >> shift);
  }
}

/**
 * Resamples a plane to `columns` x `rows` values. `rowFirst` and `columnFirst` hold the first source pixel of each
 * destination pixel (i32), the weights `rowTaps` (i16) or `columnTaps` (i32) values each.
 */
export function resample(
  plane: usize, stride: usize, width: usize, sums: usize, out: usize, shift: i32,
  rows: usize, rowTaps: usize, rowFirst: usize, rowWeights: usize,
  columns: usize, columnTaps: usize, columnFirst: usize, columnWeights: usize,
): void {
  for (let j: usize = 0; j < rows; j++) {
    const from = plane + <usize>load<i32>(rowFirst + (j << 2)) * stride;
    sumRows(from, stride, rowWeights, rowTaps, sums, width);
    gather(sums, columnFirst, columnWeights, columnTaps, columns, out, shift);
    rowWeights += rowTaps << 1;
    out += columns << 2;
  }
}

/** Four values as floats, `step` bytes apart. */
function four(from: usize, step: isize): v128 {
  if (step == 4) return f32x4.convert_i32x4_s(v128.load(from));
  const values = i32x4.replace_lane(
    i32x4.replace_lane(
      i32x4.replace_lane(i32x4.splat(load<i32>(from)), 1, load<i32>(from + step)), 2, load<i32>(from + 2 * step),
    ), 3, load<i32>(from + 3 * step),
  );
  return f32x4.convert_i32x4_s(values);
}

/** Two chroma values, each for two pixels, less their centre. */
function chroma(from: usize, step: isize, centre: v128): v128 {
  const first = load<i32>(from);
  const values = v128.shuffle<i32>(i32x4.splat(first), i32x4.splat(load<i32>(from + step)), 0, 1, 4, 5);
  return f32x4.sub(f32x4.convert_i32x4_s(values), centre);
}

/** Stores (pixel - mean) * factor for four pixels; `channel` holds offset (i32, in bytes), mean and factor. */
function put(pixels: v128, channel: usize, out: usize, step: usize): void {
  const inside = f32x4.min(f32x4.max(pixels, f32x4.splat(0)), f32x4.splat(255));
  const mean = v128.load32_splat(channel + 4);
  const factor = v128.load32_splat(channel + 8);
  const values = f32x4.mul(f32x4.sub(inside, mean), factor);
  const at = out + load<u32>(channel);
  if (step == 4) {
    v128.store(at, values);
    return;
  }
  v128.store_lane<f32>(at, values, 0);
  v128.store_lane<f32>(at + step, values, 1);
  v128.store_lane<f32>(at + 2 * step, values, 2);
  v128.store_lane<f32>(at + 3 * step, values, 3);
}

/** A grey input of `rows` x `columns` pixels (columns a multiple of 4) from resampled luma: luma * scale + shift. */
export function writeGrey(
  luma: usize, right: isize, down: isize,
  rows: usize, columns: usize, scale: f32, shift: f32, channel: usize, out: usize,
): void {
  for (let j: usize = 0; j < rows; j++) {
    let from = luma;
    for (let i: usize = 0; i < columns; i += 4) {
      put(f32x4.add(f32x4.mul(four(from, right), f32x4.splat(scale)), f32x4.splat(shift)), channel, out, 4);
      from += 4 * right;
      out += 16;
    }
    luma += down;
  }
}

/**
 * A colour input from resampled luma and chroma of half the size. `colour` holds as floats: scale and shift of the luma,
 * centre of the chroma, red of V, green of U, green of V, blue of U; `channels` red, green, blue as in `put`.
 */
export function writeColour(
  luma: usize, right: isize, down: isize,
  u: usize, v: usize, chromaRight: isize, chromaDown: isize,
  rows: usize, columns: usize, colour: usize, channels: usize, out: usize, step: usize,
): void {
  const scale = v128.load32_splat(colour);
  const shift = v128.load32_splat(colour + 4);
  const centre = v128.load32_splat(colour + 8);
  const redV = v128.load32_splat(colour + 12);
  const greenU = v128.load32_splat(colour + 16);
  const greenV = v128.load32_splat(colour + 20);
  const blueU = v128.load32_splat(colour + 24);
  for (let j: usize = 0; j < rows; j++) {
    let from = luma;
    let chromaFrom: usize = (j >> 1) * chromaDown;
    for (let i: usize = 0; i < columns; i += 4) {
      const y = f32x4.add(f32x4.mul(four(from, right), scale), shift);
      const us = chroma(u + chromaFrom, chromaRight, centre);
      const vs = chroma(v + chromaFrom, chromaRight, centre);
      put(f32x4.add(y, f32x4.mul(redV, vs)), channels, out, step);
      put(f32x4.add(y, f32x4.add(f32x4.mul(greenU, us), f32x4.mul(greenV, vs))), channels + 12, out, step);
      put(f32x4.add(y, f32x4.mul(blueU, us)), channels + 24, out, step);
      from += 4 * right;
      chromaFrom += 2 * chromaRight;
      out += 4 * step;
    }
    luma += down;
  }
}
