import { EXPRESSIONS, type Expression } from "../expression.ts";
import { findRuns } from "./runs.ts";

/**
 * How long a micro-expression lasts: 1/25 to 1/2 s (Mineur et al. 2024, after Zhao and Li 2019).
 */
export const MICRO_EXPRESSION_MS = { shortest: 40, longest: 500 } as const;
/** Presentation times are rounded in files and in storage. */
const ROUNDING_MS = 1;

export interface MicroExpressionRule {
  /** The probability reaches at least this... */
  readonly enter: number;
  /** ...and counts as there until it falls below this. */
  readonly leave: number;
  /** Frames farther apart than this are a gap, which breaks a burst. */
  readonly gapMs: number;
}

export const DEFAULT_MICRO_EXPRESSION_RULE: MicroExpressionRule = { enter: 0.5, leave: 0.35, gapMs: 150 };

/** A short burst of one expression. A candidate only: nothing here shows that it was involuntary. */
export interface MicroExpressionCandidate {
  readonly expression: Exclude<Expression, "neutral">;
  /** Presentation time of the first frame of the burst, of its highest value, and of the first frame after it; ms. */
  readonly startMs: number;
  readonly apexMs: number;
  readonly endMs: number;
  /** Probability at the apex, 0..1. */
  readonly peak: number;
  /** Frames in the burst; one alone may be an error of the network. */
  readonly frames: number;
}

/**
 * Candidates for micro-expressions: an expression other than neutral rises and falls again within 1/25 to 1/2 s, the
 * face being in view from the frame before to the frame after. Speech, blinks and errors of the network make such
 * bursts as well: each needs to be looked at.
 *
 * @param times presentation times in ms, rising
 * @param probabilities seven values a frame in the order of EXPRESSIONS, frame after frame; NaN where there is no face
 * @returns in order of time
 */
export function microExpressionCandidates(
  times: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  rule: MicroExpressionRule = DEFAULT_MICRO_EXPRESSION_RULE,
): MicroExpressionCandidate[] {
  const timeAt = (frame: number): number => times[frame] ?? Number.NaN;
  return EXPRESSIONS.flatMap((expression, place) => {
    if (expression === "neutral") return [];
    const values = Float64Array.from(
      times,
      (_, frame) => probabilities[frame * EXPRESSIONS.length + place] ?? Number.NaN,
    );
    return findRuns(times, values, rule)
      .filter(({ rises, falls }) => rises && falls)
      .map(({ start, end, apex }) => ({
        expression,
        startMs: timeAt(start),
        apexMs: timeAt(apex),
        endMs: timeAt(end),
        peak: values[apex] ?? Number.NaN,
        frames: end - start,
      }))
      .filter(({ startMs, endMs }) => {
        const lasted = endMs - startMs;
        return (
          lasted >= MICRO_EXPRESSION_MS.shortest - ROUNDING_MS &&
          lasted <= MICRO_EXPRESSION_MS.longest + ROUNDING_MS
        );
      });
  }).sort((a, b) => a.startMs - b.startMs);
}

/**
 * What a frame rate allows to say about micro-expressions, in words.
 *
 * @param frameRate frames a second
 */
export function frameRateCaveat(frameRate: number): string {
  const only =
    "These are candidates only: a short burst of an expression network is no proof of a micro-expression.";
  if (!(frameRate > 0)) return `The frame rate is not known, so nothing can be said of durations. ${only}`;
  const rate = `${Number(frameRate.toFixed(1))} frames a second`;
  const shortest = (MICRO_EXPRESSION_MS.shortest * frameRate) / 1000;
  const longest = Math.round((MICRO_EXPRESSION_MS.longest * frameRate) / 1000);
  const error = Math.round(1000 / frameRate);
  if (shortest < 0.75) {
    return `At ${rate} the shortest micro-expressions (1/25 s) fall between two frames and are missed; durations are uncertain by ${error} ms. ${only}`;
  }
  if (shortest < 1.5) {
    return `At ${rate} 1/25 s is one frame and 1/2 s is ${longest}: the shortest bursts cannot be told from an error in a single frame, and durations are uncertain by ${error} ms. ${only}`;
  }
  return `At ${rate} 1/25 s is ${Math.round(shortest)} frames; durations are uncertain by ${error} ms. ${only}`;
}
