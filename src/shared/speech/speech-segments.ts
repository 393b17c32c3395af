/** How readings of voice activity become stretches of speech; lengths in ms. */
export interface SpeechParameters {
  /** Probability from which speech begins, and below which it ends. */
  readonly startProbability: number;
  readonly endProbability: number;
  /** A pause shorter than this does not end a stretch. */
  readonly shortestSilenceMs: number;
  /** A stretch shorter than this is none. */
  readonly shortestSpeechMs: number;
}

/** The values that the model's authors recommend. */
export const SPEECH_PARAMETERS: SpeechParameters = {
  startProbability: 0.5,
  endProbability: 0.35,
  shortestSilenceMs: 100,
  shortestSpeechMs: 250,
};

/** A stretch of speech in ms from the grid origin; the end does not belong to it. */
export interface SpeechSegment {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Stretches of speech in order.
 *
 * @param probabilities one a window of `windowMs`, from 0 ms on
 */
export function speechSegments(
  probabilities: ArrayLike<number>,
  windowMs: number,
  parameters: SpeechParameters = SPEECH_PARAMETERS,
): SpeechSegment[] {
  const { startProbability, endProbability, shortestSilenceMs, shortestSpeechMs } = parameters;
  const segments: SpeechSegment[] = [];
  let start: number | null = null;
  /** First window of a pause that may end the stretch. */
  let pause: number | null = null;
  const close = (end: number): void => {
    if (start === null) return;
    const segment = { startMs: start * windowMs, endMs: end * windowMs };
    if (segment.endMs - segment.startMs >= shortestSpeechMs) segments.push(segment);
    start = null;
    pause = null;
  };
  for (let window = 0; window < probabilities.length; window++) {
    const probability = probabilities[window] as number;
    if (start === null) {
      if (probability >= startProbability) start = window;
    } else if (probability >= startProbability) {
      pause = null;
    } else if (probability < endProbability) {
      pause ??= window;
      if ((window + 1 - pause) * windowMs >= shortestSilenceMs) close(pause);
    }
  }
  close(pause ?? probabilities.length);
  return segments;
}

/** Speech and silence of one minute in ms; together the part of the minute that the recording has. */
export interface MinuteOfSpeech {
  readonly minute: number;
  readonly speechMs: number;
  readonly silenceMs: number;
}

/** Totals per minute of a recording of `durationMs`. */
export function speechPerMinute(segments: readonly SpeechSegment[], durationMs: number): MinuteOfSpeech[] {
  const minuteMs = 60_000;
  return Array.from({ length: Math.ceil(durationMs / minuteMs) }, (_, index) => {
    const from = index * minuteMs;
    const to = Math.min(from + minuteMs, durationMs);
    const speechMs = segments.reduce(
      (sum, { startMs, endMs }) => sum + Math.max(0, Math.min(endMs, to) - Math.max(startMs, from)),
      0,
    );
    return { minute: index + 1, speechMs, silenceMs: to - from - speechMs };
  });
}

/** After the longest stretch of speech the emotional phase goes on for this long. */
const PHASE_TAIL_MS = 1000;

/**
 * The emotional phase of a clip by Keinert et al. (2025): the longest run of speech, pauses of up to `mergeGapMs`
 * included, plus one second, not beyond the recording's end. The first of several equally long ones; null without
 * speech.
 */
export function emotionalPhase(
  segments: readonly SpeechSegment[],
  durationMs: number,
  mergeGapMs: number,
): SpeechSegment | null {
  const runs: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of segments) {
    const last = runs.at(-1);
    if (last && startMs - last.endMs <= mergeGapMs) last.endMs = endMs;
    else runs.push({ startMs, endMs });
  }
  const [first, ...others] = runs;
  if (!first) return null;
  const longest = others.reduce(
    (best, run) => (run.endMs - run.startMs > best.endMs - best.startMs ? run : best),
    first,
  );
  return { startMs: longest.startMs, endMs: Math.min(longest.endMs + PHASE_TAIL_MS, durationMs) };
}
