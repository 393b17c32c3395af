/** Time stamps of a run of video packets, in ms of the file's time line and in file order. */
export interface PacketTimes {
  /** Presentation times; packets without one are left out. */
  readonly timesMs: readonly number[];
  /** Time at which the picture that is shown last ends; NaN without any. */
  readonly endMs: number;
  /** All packets, those without a time included. */
  readonly count: number;
}

/** Share of the frame intervals that may stray before a frame rate counts as variable. */
const STRAY_SHARE = 0.01;
/** How far an interval may stray, as a share of the usual one. */
const STRAY_LENGTH = 0.2;

/**
 * Whether the intervals between frames differ by more than the rounding of time stamps explains.
 *
 * @param timesMs presentation times in any order
 * @param unitMs length of one unit of the stream's time base: what time stamps are rounded to
 * @param missing frames among them that state no time: as many intervals may be whole multiples of the usual one
 */
export function isVariableFrameRate(timesMs: readonly number[], unitMs: number, missing = 0): boolean {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const intervals = sorted.slice(1).map((time, index) => time - (sorted[index] ?? time));
  if (intervals.length < 2) return false;
  const usual = intervals.toSorted((a, b) => a - b)[intervals.length >> 1] ?? 0;
  const tolerance = Math.max(STRAY_LENGTH * usual, 1.5 * unitMs);
  const strays = intervals.filter((interval) => Math.abs(interval - usual) > tolerance);
  const skips = strays.filter(
    (interval) => Math.abs(interval - Math.round(interval / usual) * usual) <= tolerance,
  ).length;
  return strays.length - Math.min(skips, missing) > STRAY_SHARE * intervals.length;
}

/** Mean frames per second of presentation times in any order; NaN with fewer than two different ones. */
export function meanFrameRate(timesMs: readonly number[]): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of timesMs) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return last > first ? ((timesMs.length - 1) * 1000) / (last - first) : Number.NaN;
}
