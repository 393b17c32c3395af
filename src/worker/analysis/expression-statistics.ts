import { EXPRESSIONS, nonspecificArousal } from "../../shared/expression.ts";
import { minuteStatistics } from "../../shared/expression-events/minute-statistics.ts";
import type { SeriesStatistics } from "../../shared/worker-protocol.ts";
import { median } from "./means.ts";

/** Frames farther apart than this many usual intervals, and than this many ms, are parted by a gap. */
const GAP_INTERVALS = 2.5;
const LEAST_GAP_MS = 150;

/**
 * Summaries of a minute's expressions, then of nonspecific arousal.
 *
 * @param values seven probabilities a frame in the order of EXPRESSIONS, NaN where there is no result
 * @returns null without a frame with a result
 */
export function expressionStatistics(
  timesMs: Float64Array,
  values: Float32Array,
  rule: { readonly threshold: number; readonly endMs: number },
): SeriesStatistics[] | null {
  const n = EXPRESSIONS.length;
  const frames = timesMs.length;
  const gapMs = gapOf(timesMs);
  const neutral = EXPRESSIONS.indexOf("neutral");
  const series = [
    ...EXPRESSIONS.map((_, k) =>
      Float64Array.from({ length: frames }, (__, i) => values[i * n + k] as number),
    ),
    Float64Array.from({ length: frames }, (_, i) => nonspecificArousal(values[i * n + neutral] as number)),
  ];
  const summaries: SeriesStatistics[] = [];
  for (const one of series) {
    const found = minuteStatistics(timesMs, one, { ...rule, gapMs });
    if (found === null) return null;
    const { median: middle, p90, maximum, msAbove, bursts } = found;
    summaries.push({ median: middle, p90, maximum, msAbove, bursts });
  }
  return summaries;
}

function gapOf(timesMs: Float64Array): number {
  const intervals = timesMs.slice(1).map((time, at) => time - (timesMs[at] as number));
  return Math.max(LEAST_GAP_MS, GAP_INTERVALS * (median(intervals) ?? 0));
}
