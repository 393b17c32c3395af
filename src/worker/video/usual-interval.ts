import type { Stream } from "node-av/lib";

/** Frame rates that recorders have; some containers state units of time instead. */
const RATES = { least: 0.5, most: 1000 };

/** Interval between frames of a file that states none. */
const FALLBACK_MS = 40;

/** The interval between frames in ms by what the stream states about its rate. */
export function usualIntervalMs({
  avgFrameRate,
  rFrameRate,
}: Pick<Stream, "avgFrameRate" | "rFrameRate">): number {
  for (const { num, den } of [avgFrameRate, rFrameRate]) {
    const rate = num / den;
    if (rate >= RATES.least && rate <= RATES.most) return 1000 / rate;
  }
  return FALLBACK_MS;
}
