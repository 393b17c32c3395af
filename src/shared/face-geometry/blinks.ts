import { findRuns } from "../expression-events/runs.ts";
import { lowerMedian, medianInterval } from "./series.ts";

/** The mesh draws closed eyes as if half open: below this share of the eyes' usual opening they count as closed. */
const CLOSED_SHARE = 0.75;
/** From this share on they count as open again. */
const REOPENED_SHARE = 0.85;
/** The usual opening is the median over this time before and after: it changes with gaze and expression. */
const WINDOW_MS = 2500;

/** Durations of a blink; longer closures are none. */
export const BLINK_MS = { shortest: 50, longest: 500 } as const;
/** Sampled more coarsely than this, blinks fall between samples. */
export const MAX_BLINK_SAMPLING_MS = 50;
/** Samples farther apart than this are a gap: nothing is known in between. */
const GAP_MS = 150;
/** Less time than this with the eyes in view gives no rate. */
const MIN_OBSERVED_MS = 10_000;

export interface Blink {
  /** Presentation time of the first sample with closing eyes, ms. */
  readonly startMs: number;
  /** Presentation time of the first sample with open eyes, ms. */
  readonly endMs: number;
  /** Least opening as a share of the usual one, 0..1. */
  readonly depth: number;
}

export interface BlinkReport {
  readonly blinks: readonly Blink[];
  /** Blinks in a minute of observed time; null with a reason. */
  readonly perMinute: number | null;
  /** Why there is no rate, in words; null when there is one. */
  readonly reason: string | null;
  /** Time in which the eyes were in view without a gap, ms. */
  readonly observedMs: number;
}

/**
 * Blinks of a series of eye openings: the opening falls below 75% of its running median (5 s) and comes back above
 * 85% within 50 to 500 ms. Needs at least 20 samples a second: at the usual 5 a second most blinks fall between two
 * samples, so there is a reason instead of a rate. Looking down for a moment and squinting can be taken for blinks.
 *
 * @param times presentation times in ms, rising
 * @param openings eye aspect ratio of each sample (mean of both eyes), NaN where unknown
 */
export function findBlinks(times: ArrayLike<number>, openings: ArrayLike<number>): BlinkReport {
  const samples: Sample[] = [];
  for (let i = 0; i < times.length; i++) {
    const [timeMs, opening] = [times[i] ?? Number.NaN, openings[i] ?? Number.NaN];
    if (Number.isFinite(timeMs) && Number.isFinite(opening)) samples.push({ timeMs, opening });
  }
  const observedMs = samples.reduce((sum, { timeMs }, i) => {
    const stepMs = timeMs - (samples[i - 1]?.timeMs ?? timeMs);
    return stepMs <= GAP_MS ? sum + stepMs : sum;
  }, 0);
  const stepMs = medianInterval(samples.map(({ timeMs }) => timeMs));
  const without = (reason: string): BlinkReport => ({ blinks: [], perMinute: null, reason, observedMs });
  if (stepMs === null) return without("No eyes were measured.");
  if (stepMs > MAX_BLINK_SAMPLING_MS) {
    return without(
      `The eyes were measured every ${Math.round(stepMs)} ms; blinks last 100 to 400 ms and are missed when there ` +
        `is more than ${MAX_BLINK_SAMPLING_MS} ms between two samples.`,
    );
  }
  const blinks = blinksIn(samples);
  if (observedMs < MIN_OBSERVED_MS) {
    const reason = `The eyes were in view for ${Math.floor(observedMs / 1000)} s; a rate needs ${MIN_OBSERVED_MS / 1000} s.`;
    return { blinks, perMinute: null, reason, observedMs };
  }
  return { blinks, perMinute: (60_000 * blinks.length) / observedMs, reason: null, observedMs };
}

interface Sample {
  readonly timeMs: number;
  readonly opening: number;
}

function blinksIn(samples: readonly Sample[]): Blink[] {
  const times = samples.map(({ timeMs }) => timeMs);
  const closure = sharesOfUsual(samples).map((share) => 1 - share);
  const rule = { enter: 1 - CLOSED_SHARE, leave: 1 - REOPENED_SHARE, gapMs: GAP_MS };
  return findRuns(times, closure, rule)
    .filter(({ rises, falls }) => rises && falls)
    .map(({ start, end, apex }) => ({
      startMs: times[start] ?? Number.NaN,
      endMs: times[end] ?? Number.NaN,
      depth: 1 - (closure[apex] ?? Number.NaN),
    }))
    .filter(({ startMs, endMs }) => {
      const lasted = endMs - startMs;
      return lasted >= BLINK_MS.shortest && lasted <= BLINK_MS.longest;
    });
}

/** Each opening as a share of the median around it. */
function sharesOfUsual(samples: readonly Sample[]): number[] {
  let [first, end] = [0, 0];
  return samples.map(({ timeMs, opening }) => {
    while ((samples[first]?.timeMs ?? timeMs) < timeMs - WINDOW_MS) first += 1;
    while (end < samples.length && (samples[end]?.timeMs ?? timeMs) <= timeMs + WINDOW_MS) end += 1;
    return opening / lowerMedian(samples.slice(first, end).map((sample) => sample.opening));
  });
}
