/** Where one step of a frame leads. */
export interface FrameStep {
  /** Presentation time of the frame, ms. */
  readonly clockMs: number;
  /** Instant to seek to: the middle of the frame's interval, so that rounding cannot show its neighbour. */
  readonly seekMs: number;
  /** False when `clockMs` is only expected and the clock takes the time of the frame that really appears. */
  readonly exact: boolean;
}

/** Rounding of presentation times to whole ms between file, core and page. */
const TOLERANCE_MS = 0.75;

/** Index of the frame that is shown at an instant: the last one that began; -1 before the first. */
export function frameIndexAt(times: Float64Array, atMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Number.POSITIVE_INFINITY) <= atMs + TOLERANCE_MS) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The frame `direction` frames away from the instant `atMs`. With the recording's frame times it is exact at any
 * frame rate, constant or not; without them the mean rate of the probe is stepped and the frame that appears
 * corrects the clock.
 */
export function stepFrame(
  recording: { readonly times: Float64Array | null; readonly frameRate: number; readonly durationMs: number },
  atMs: number,
  direction: -1 | 1,
): FrameStep {
  const { times, frameRate, durationMs } = recording;
  const frameMs = 1000 / frameRate;
  if (times !== null && times.length > 0) {
    const index = Math.min(Math.max(0, frameIndexAt(times, atMs) + direction), times.length - 1);
    const clockMs = times[index] ?? 0;
    const nextMs = times[index + 1] ?? Math.max(durationMs, clockMs + frameMs);
    return { clockMs, seekMs: (clockMs + nextMs) / 2, exact: true };
  }
  const clockMs = Math.min(Math.max(0, atMs + direction * frameMs), Math.max(0, durationMs - frameMs));
  return { clockMs, seekMs: clockMs + frameMs / 2, exact: false };
}

/** Instant to seek to so that the frame shown at `atMs` is on screen, whatever the rounding of its time. */
export function seekTarget(times: Float64Array | null, atMs: number, durationMs: number): number {
  if (times !== null) {
    const index = frameIndexAt(times, atMs);
    const startMs = times[index];
    const nextMs = times[index + 1] ?? durationMs;
    if (startMs !== undefined && nextMs > startMs) return (startMs + nextMs) / 2;
  }
  // A frame that begins exactly here is stored in another time base: half a ms later it has begun for certain.
  return Math.min(atMs + 0.5, Math.max(0, durationMs - 0.5));
}
