import { AV_NOPTS_VALUE } from "node-av/constants";
import type { TaskControl } from "../task-control.ts";
import { createFrame, FrameReader } from "../video/frame-reader.ts";
import { measureDuration } from "../video/measure-duration.ts";
import { openMediaFile } from "../video/media-file.ts";
import { timeLineOf } from "../video/time-line.ts";
import { createSampleReader } from "./samples.ts";

/**
 * The waveform of a file's sound: per span of 1/peaksPerSecond s the largest absolute sample over all channels,
 * 0..255 for 0..full scale, from the time line's zero to the end of the video. Spans without sound are 0.
 *
 * @returns null when the file has no audio stream
 * @throws TaskFailure VIDEO_MISSING or UNSUPPORTED_MEDIA
 */
export async function readPeaks(
  path: string,
  peaksPerSecond: number,
  control: TaskControl,
): Promise<Uint8Array | null> {
  const durationMs = await videoDurationMs(path, control);
  const file = openMediaFile(path);
  const { audio } = file;
  if (audio === null) {
    file.close();
    return null;
  }
  const frame = createFrame();
  const reader = new FrameReader(file, audio, 1);
  try {
    const timeLine = timeLineOf(file.context, audio);
    const peaks = new Float64Array(Math.ceil((durationMs * peaksPerSecond) / 1000));
    let nextMs = 0;
    while (reader.next(frame)) {
      const timeStamp = frame.pts !== AV_NOPTS_VALUE ? frame.pts : frame.bestEffortTimestamp;
      const startMs = timeStamp === AV_NOPTS_VALUE ? nextMs : timeLine.toMs(timeStamp);
      addPeaks(peaks, createSampleReader(frame), frame.nbSamples, {
        startMs,
        sampleRate: frame.sampleRate,
        peaksPerSecond,
      });
      nextMs = startMs + (frame.nbSamples * 1000) / frame.sampleRate;
      if (control.dueToBreathe) await control.breathe();
    }
    return Uint8Array.from(peaks, (peak) => Math.min(255, Math.round(peak * 255)));
  } finally {
    frame.free();
    reader.close();
    file.close();
  }
}

async function videoDurationMs(path: string, control: TaskControl): Promise<number> {
  const file = openMediaFile(path);
  try {
    const { endMs } = await measureDuration(file, timeLineOf(file.context, file.video), control);
    return Math.max(0, endMs);
  } finally {
    file.close();
  }
}

/**
 * Raises each span's peak to the largest absolute sample that falls into it.
 *
 * @param magnitude largest absolute value over channels of sample i, 0..1
 */
export function addPeaks(
  peaks: Float64Array,
  magnitude: (sample: number) => number,
  count: number,
  timing: { readonly startMs: number; readonly sampleRate: number; readonly peaksPerSecond: number },
): void {
  const start = (timing.startMs * timing.peaksPerSecond) / 1000;
  const step = timing.peaksPerSecond / timing.sampleRate;
  for (let i = 0; i < count; i++) {
    const span = Math.floor(start + i * step);
    const value = magnitude(i);
    if (value > (peaks[span] ?? Number.POSITIVE_INFINITY)) peaks[span] = value;
  }
}
