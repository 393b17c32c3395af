import { frameIndexAt } from "../clock/frame-stepping.ts";
import type { FrameSeries } from "./frame-series.ts";

/**
 * The visible part of the frames, one point for each pixel column, or for each frame where frames are wider than
 * columns. A gap is a column without a face.
 */
export interface Columns {
  /** Centre of each column, or presentation time of each frame, ms. */
  readonly timesMs: Float64Array;
  /** Means over the frames with a face, one array a curve; NaN in gaps. */
  readonly means: readonly Float32Array[];
  /** Smallest and largest value of the last curve (nonspecific arousal) in each column. */
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** Frames, and frames with a face, in each column. */
  readonly nFrames: Uint32Array;
  readonly nFaces: Uint32Array;
  /** Duration of a column; 0 where each frame stands for itself and begins at its time. */
  readonly columnMs: number;
}

function emptyColumns(count: number, curves: number, columnMs: number): Columns {
  const gaps = (): Float32Array => new Float32Array(count).fill(Number.NaN);
  return {
    timesMs: new Float64Array(count),
    means: Array.from({ length: curves }, gaps),
    low: gaps(),
    high: gaps(),
    nFrames: new Uint32Array(count),
    nFaces: new Uint32Array(count),
    columnMs,
  };
}

/**
 * Reduces the frames in [startMs, endMs) to at most `columns` columns of equal duration. Costs one pass over the
 * visible frames: 90,000 frames of eight curves in a few ms.
 */
export function decimate(series: FrameSeries, startMs: number, endMs: number, columns: number): Columns {
  const first = Math.max(0, frameIndexAt(series.times, startMs));
  const last = frameIndexAt(series.times, endMs);
  const visible = Math.max(0, last - first + 1);
  if (columns <= 0 || visible === 0 || endMs <= startMs) return emptyColumns(0, series.curves.length, 0);
  return visible <= columns
    ? singleFrames(series, first, Math.min(last + 1, series.times.length - 1))
    : binned(series, first, last, startMs, (endMs - startMs) / columns, columns);
}

function singleFrames(series: FrameSeries, first: number, last: number): Columns {
  const count = last - first + 1;
  const result = emptyColumns(count, series.curves.length, 0);
  result.timesMs.set(series.times.subarray(first, last + 1));
  for (const [index, curve] of series.curves.entries())
    result.means[index]?.set(curve.subarray(first, last + 1));
  const arousal = result.means.at(-1);
  for (let column = 0; column < count; column += 1) {
    const value = arousal?.[column] ?? Number.NaN;
    result.low[column] = value;
    result.high[column] = value;
    result.nFrames[column] = 1;
    result.nFaces[column] = Number.isNaN(value) ? 0 : 1;
  }
  return result;
}

function binned(
  series: FrameSeries,
  first: number,
  last: number,
  startMs: number,
  columnMs: number,
  columns: number,
): Columns {
  const result = emptyColumns(columns, series.curves.length, columnMs);
  for (let column = 0; column < columns; column += 1)
    result.timesMs[column] = startMs + (column + 0.5) * columnMs;
  const arousal = series.curves.length - 1;
  for (const [index, curve] of series.curves.entries()) {
    const means = result.means[index];
    if (means === undefined) continue;
    const sums = new Float64Array(columns);
    const counts = new Uint32Array(columns);
    for (let frame = first; frame <= last; frame += 1) {
      const column = Math.floor(((series.times[frame] ?? 0) - startMs) / columnMs);
      if (column < 0 || column >= columns) continue;
      const value = curve[frame] ?? Number.NaN;
      if (index === arousal) result.nFrames[column] = (result.nFrames[column] ?? 0) + 1;
      if (Number.isNaN(value)) continue;
      sums[column] = (sums[column] ?? 0) + value;
      counts[column] = (counts[column] ?? 0) + 1;
      if (index !== arousal) continue;
      // Comparisons with the NaN of an empty column are false: its first value is both ends.
      if (!((result.low[column] ?? Number.NaN) <= value)) result.low[column] = value;
      if (!((result.high[column] ?? Number.NaN) >= value)) result.high[column] = value;
    }
    for (let column = 0; column < columns; column += 1) {
      const n = counts[column] ?? 0;
      if (n > 0) means[column] = (sums[column] ?? 0) / n;
    }
    if (index === arousal) result.nFaces.set(counts);
  }
  return result;
}

/** Index of the column whose time is nearest to an instant; -1 without columns. */
export function nearestColumn(timesMs: Float64Array, atMs: number): number {
  if (timesMs.length === 0) return -1;
  const before = Math.max(0, frameIndexAt(timesMs, atMs));
  const after = Math.min(before + 1, timesMs.length - 1);
  return Math.abs((timesMs[after] ?? 0) - atMs) < Math.abs((timesMs[before] ?? 0) - atMs) ? after : before;
}
