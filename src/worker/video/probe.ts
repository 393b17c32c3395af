import { AV_FRAME_FLAG_INTERLACED } from "node-av/constants";
import { avGetCodecName, avGetPixFmtName, type Frame, type Stream } from "node-av/lib";
import type { Probe } from "../../shared/contract/media.ts";
import type { TaskControl } from "../task-control.ts";
import { unsupported } from "../task-failure.ts";
import { displayedSize, displayOf } from "./display.ts";
import { createFrame, FrameReader } from "./frame-reader.ts";
import { measureDuration } from "./measure-duration.ts";
import { openMediaFile } from "./media-file.ts";
import { isVariableFrameRate, meanFrameRate } from "./packet-times.ts";
import { probeNotices } from "./probe-notices.ts";
import { readPacketTimes } from "./read-packets.ts";
import { timeLineOf } from "./time-line.ts";

/** Packets whose time stamps tell whether the frame rate is constant: a minute and more of most recordings. */
const PACKETS_FOR_RATE = 3000;

/**
 * What a video file holds. Its first frame is decoded, so that a file that passes can be played and analysed at
 * least from its beginning.
 *
 * @throws TaskFailure VIDEO_MISSING or UNSUPPORTED_MEDIA
 */
export async function probeVideo(path: string, control: TaskControl): Promise<Probe> {
  // The packets are read with one opening of the file and decoded with another, each from its start.
  const first = decodeFirstFrame(path);
  const file = openMediaFile(path);
  try {
    const { video, audio, context } = file;
    const timeLine = timeLineOf(context, video);
    const opening = await readPacketTimes(file, timeLine, PACKETS_FOR_RATE, control);
    const duration = await measureDuration(file, timeLine, control);
    if (!(duration.endMs > 0)) throw unsupported("This file states no times for its pictures.");
    const frameRate = frameRateOf(video, duration, opening.timesMs);
    const size = displayedSize(displayOf(video), first.width, first.height);
    return {
      durationMs: Math.round(duration.endMs),
      ...size,
      container: context.iformat?.name ?? "unknown",
      videoCodec: avGetCodecName(video.codecpar.codecId) ?? "unknown",
      pixelFormat: first.pixelFormat,
      frameRate,
      variableFrameRate: isVariableFrameRate(opening.timesMs, timeLine.unitMs),
      rotation: displayOf(video).rotation,
      audio: audio && audioOf(audio),
      interlaced: first.interlaced,
      pixelAspect: displayOf(video).scaleX / displayOf(video).scaleY,
      notices: probeNotices(duration.statedMs, duration.endMs),
      expectedFrames: framesOf(video, duration.frames) ?? Math.round((duration.endMs * frameRate) / 1000),
    };
  } finally {
    file.close();
  }
}

function decodeFirstFrame(path: string): {
  width: number;
  height: number;
  pixelFormat: string;
  interlaced: boolean;
} {
  const file = openMediaFile(path);
  const frame = createFrame();
  let reader: FrameReader | null = null;
  try {
    reader = new FrameReader(file, file.video, 1);
    if (!reader.next(frame))
      throw unsupported("Not one picture of this video can be decoded.", "Copy it again.");
    const { width, height } = frame;
    const interlaced = frame.hasFlags(AV_FRAME_FLAG_INTERLACED);
    return { width, height, pixelFormat: pixelFormatOf(frame), interlaced };
  } finally {
    frame.free();
    reader?.close();
    file.close();
  }
}

function pixelFormatOf(frame: Frame): string {
  return avGetPixFmtName(frame.format as Parameters<typeof avGetPixFmtName>[0]) ?? "unknown";
}

function audioOf(stream: Stream): Probe["audio"] {
  const { codecpar } = stream;
  if (codecpar.sampleRate <= 0 || codecpar.channels <= 0) return null;
  return {
    codec: avGetCodecName(codecpar.codecId) ?? "unknown",
    sampleRate: codecpar.sampleRate,
    channels: codecpar.channels,
  };
}

function framesOf(video: Stream, counted: number | null): number | null {
  if (counted !== null) return counted;
  return video.nbFrames > 0n ? Number(video.nbFrames) : null;
}

function frameRateOf(
  video: Stream,
  duration: { readonly endMs: number; readonly frames: number | null },
  timesMs: readonly number[],
): number {
  const frames = framesOf(video, duration.frames);
  const candidates = [
    frames === null ? Number.NaN : (frames * 1000) / duration.endMs,
    video.avgFrameRate.num / video.avgFrameRate.den,
    meanFrameRate(timesMs),
  ];
  const found = candidates.find((rate) => rate > 0 && Number.isFinite(rate));
  if (found === undefined) throw unsupported("This file states no times for its pictures.");
  return found;
}
