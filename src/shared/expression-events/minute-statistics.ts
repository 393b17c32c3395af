import { findRuns } from "./runs.ts";

export interface MinuteStatistics {
  /** Frames with a value. */
  readonly frames: number;
  readonly mean: number;
  readonly median: number;
  /** 90th percentile. */
  readonly p90: number;
  readonly maximum: number;
  /** Time at or above the threshold, ms: each frame lasts until the next one, but no longer than the gap limit. */
  readonly msAbove: number;
  /** Runs of frames at or above the threshold, of any length; a gap ends a run. */
  readonly bursts: number;
}

export interface MinuteStatisticsRule {
  readonly threshold: number;
  /** Longest time that a frame stands for, and from which on two frames are parted by a gap; ms. */
  readonly gapMs: number;
  /** End of the minute or of the recording, if earlier, ms: until then the last frame lasts. */
  readonly endMs: number;
}

/**
 * What a minute of one series is like.
 *
 * @param times presentation times of the minute's frames in ms, rising
 * @param values NaN where there is no face
 * @returns null when no frame has a value
 */
export function minuteStatistics(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  rule: MinuteStatisticsRule,
): MinuteStatistics | null {
  const present = Array.from(values).filter((value) => !Number.isNaN(value));
  if (present.length === 0) return null;
  const sorted = present.sort((a, b) => a - b);
  let msAbove = 0;
  for (let i = 0; i < times.length; i++) {
    if (!((values[i] ?? Number.NaN) >= rule.threshold)) continue;
    const lasts = (times[i + 1] ?? rule.endMs) - (times[i] ?? Number.NaN);
    msAbove += Math.min(rule.gapMs, Math.max(0, lasts));
  }
  const { threshold, gapMs } = rule;
  return {
    frames: sorted.length,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    maximum: sorted[sorted.length - 1] ?? Number.NaN,
    msAbove,
    bursts: findRuns(times, values, { enter: threshold, leave: threshold, gapMs }).length,
  };
}

/**
 * Quantile of sorted values as R computes it unless told otherwise (type 7 of Hyndman and Fan 1996): linear between
 * the values, of which the first is the 0% and the last the 100% quantile. NaN without values.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (place - below) * (high - low);
}
