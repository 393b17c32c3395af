import type { Peaks } from "../../../shared/contract/media.ts";

/**
 * Peaks as the waveform draws them: 0..1 of the session's loudest peak, as many as the session is long, so that
 * the waveform ends where the time axis ends. A sound track that is shorter than the picture ends in silence.
 */
export function drawnPeaks(stored: Uint8Array, peaksPerSecond: number, durationMs: number): Float32Array {
  const drawn = new Float32Array(Math.max(1, Math.round((durationMs / 1000) * peaksPerSecond)));
  let loudest = 0;
  for (const peak of stored) loudest = Math.max(loudest, peak);
  if (loudest === 0) return drawn;
  const count = Math.min(stored.length, drawn.length);
  for (let index = 0; index < count; index += 1) drawn[index] = (stored[index] ?? 0) / loudest;
  return drawn;
}

export type DrawnPeaks = Float32Array | "no-audio";

/** Takes the contract's peaks apart. */
export async function readPeaks(peaks: Peaks, durationMs: number): Promise<DrawnPeaks> {
  if (peaks.state === "no-audio") return "no-audio";
  return drawnPeaks(new Uint8Array(await peaks.values.arrayBuffer()), peaks.peaksPerSecond, durationMs);
}
