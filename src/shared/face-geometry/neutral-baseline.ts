import { LANDMARK_MEASURE_COUNT, measureOf } from "./landmark-measures.ts";

/** A sample is near-frontal within these angles (degrees, either way). */
export const NEAR_FRONTAL = { yaw: 20, pitch: 20, roll: 25 } as const;

/** Fewer samples than this give no neutral face. */
export const MIN_NEUTRAL_SAMPLES = 15;

/** Share of the near-frontal samples, those with the highest p(neutral), of which the neutral face is made. */
const NEUTRAL_SHARE = 0.25;

export interface NeutralBaseline {
  /** Median of each landmark measure, in the order of LANDMARK_MEASURES. */
  readonly summary: Float32Array;
  /** Number of samples that it was made of. */
  readonly samples: number;
  /** Least p(neutral) among them; null when no probabilities were given. */
  readonly leastNeutral: number | null;
}

/**
 * A person's own neutral face: the median of each measure over near-frontal samples; where p(neutral) is known, over
 * the quarter of them that looks most neutral. A median is not moved by blinks and by up to half of the samples.
 *
 * @param summaries landmark summaries of one person; null where there is none
 * @param neutral p(neutral) of each sample, NaN where unknown
 * @returns the neutral face, or null with the reason in words
 */
export function neutralBaseline(
  summaries: readonly (ArrayLike<number> | null)[],
  neutral?: ArrayLike<number>,
): { baseline: NeutralBaseline; reason: null } | { baseline: null; reason: string } {
  const frontal = summaries
    .map((summary, place) => ({ summary, neutral: neutral ? (neutral[place] ?? Number.NaN) : null }))
    .filter((sample): sample is Sample => sample.summary !== null && isNearFrontal(sample.summary));
  const known = frontal.filter((sample) => sample.neutral === null || !Number.isNaN(sample.neutral));
  const chosen = neutral ? mostNeutral(known) : known;
  if (chosen.length < MIN_NEUTRAL_SAMPLES)
    return { baseline: null, reason: reasonOf(frontal.length, neutral) };
  const summary = Float32Array.from({ length: LANDMARK_MEASURE_COUNT }, (_, place) =>
    median(chosen.map((sample) => sample.summary[place] ?? Number.NaN)),
  );
  const leastNeutral = neutral ? Math.min(...chosen.map((sample) => sample.neutral ?? 0)) : null;
  return { baseline: { summary, samples: chosen.length, leastNeutral }, reason: null };
}

interface Sample {
  readonly summary: ArrayLike<number>;
  readonly neutral: number | null;
}

function isNearFrontal(summary: ArrayLike<number>): boolean {
  return (["yaw", "pitch", "roll"] as const).every(
    (angle) => Math.abs(measureOf(summary, angle)) <= NEAR_FRONTAL[angle],
  );
}

function mostNeutral(samples: readonly Sample[]): Sample[] {
  return [...samples]
    .sort((a, b) => (b.neutral ?? 0) - (a.neutral ?? 0))
    .slice(0, Math.ceil(samples.length * NEUTRAL_SHARE));
}

function reasonOf(frontal: number, neutral: ArrayLike<number> | undefined): string {
  const needed = neutral ? MIN_NEUTRAL_SAMPLES / NEUTRAL_SHARE : MIN_NEUTRAL_SAMPLES;
  const known = neutral ? " with known expression probabilities" : "";
  return (
    `The person faces the camera in ${frontal} samples; a neutral face needs at least ${needed}${known}, ` +
    `turned by no more than ${NEAR_FRONTAL.yaw} degrees.`
  );
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
