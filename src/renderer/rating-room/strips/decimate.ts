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

/** Index of the first frame of each column, and one past the last frame of the last one. */
function columnEdges(
  series: FrameSeries,
  first: number,
  last: number,
  startMs: number,
  columnMs: number,
  columns: number,
): Uint32Array {
  const edges = new Uint32Array(columns + 1);
  let frame = first;
  for (let column = 0; column <= columns; column += 1) {
    const edgeMs = startMs + column * columnMs;
    while (frame <= last && (series.times[frame] ?? 0) < edgeMs) frame += 1;
    edges[column] = frame;
  }
  return edges;
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
  const edges = columnEdges(series, first, last, startMs, columnMs, columns);
  for (let column = 0; column < columns; column += 1) {
    const from = edges[column] ?? 0;
    const to = edges[column + 1] ?? 0;
    result.timesMs[column] = startMs + (column + 0.5) * columnMs;
    result.nFrames[column] = to - from;
    for (const [index, curve] of series.curves.entries()) {
      const { n, mean, low, high } = summary(curve, from, to);
      const means = result.means[index];
      if (means !== undefined) means[column] = mean;
      if (index < series.curves.length - 1) continue;
      result.nFaces[column] = n;
      result.low[column] = low;
      result.high[column] = high;
    }
  }
  return result;
}

/** Over the values in [from, to) that are not NaN; NaN where there are none. */
function summary(
  curve: Float32Array,
  from: number,
  to: number,
): { n: number; mean: number; low: number; high: number } {
  let n = 0;
  let sum = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let frame = from; frame < to; frame += 1) {
    const value = curve[frame] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    n += 1;
    sum += value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return n > 0 ? { n, mean: sum / n, low, high } : { n, mean: Number.NaN, low: Number.NaN, high: Number.NaN };
}

/** Index of the column whose time is nearest to an instant; -1 without columns. */
export function nearestColumn(timesMs: Float64Array, atMs: number): number {
  if (timesMs.length === 0) return -1;
  const before = Math.max(0, frameIndexAt(timesMs, atMs));
  const after = Math.min(before + 1, timesMs.length - 1);
  return Math.abs((timesMs[after] ?? 0) - atMs) < Math.abs((timesMs[before] ?? 0) - atMs) ? after : before;
}
