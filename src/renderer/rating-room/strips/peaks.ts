import type { Peaks } from "../../../shared/contract/media.ts";
import { spanMs, type View } from "./view.ts";

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

/** The loudest peak of each of `columns` equal parts of the view; a part that is shorter than a peak shows that peak. */
export function peakColumns(
  peaks: Float32Array,
  durationMs: number,
  view: View,
  columns: number,
): Float32Array {
  const result = new Float32Array(Math.max(0, columns));
  const peaksPerMs = peaks.length / durationMs;
  const columnMs = spanMs(view) / columns;
  for (let column = 0; column < columns; column += 1) {
    const from = Math.floor((view.startMs + column * columnMs) * peaksPerMs);
    const to = Math.max(from + 1, Math.floor((view.startMs + (column + 1) * columnMs) * peaksPerMs));
    let loudest = 0;
    for (let index = from; index < to; index += 1) loudest = Math.max(loudest, peaks[index] ?? 0);
    result[column] = loudest;
  }
  return result;
}

export type DrawnPeaks = Float32Array | "no-audio";

/** Takes the contract's peaks apart. */
export async function readPeaks(peaks: Peaks, durationMs: number): Promise<DrawnPeaks> {
  if (peaks.state === "no-audio") return "no-audio";
  return drawnPeaks(new Uint8Array(await peaks.values.arrayBuffer()), peaks.peaksPerSecond, durationMs);
}
