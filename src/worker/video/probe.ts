import { AVFMT_NOTIMESTAMPS } from "node-av/constants";
import { avGetCodecName, type Stream } from "node-av/lib";
import type { Probe } from "../../shared/contract/media.ts";
import type { TaskControl } from "../task-control.ts";
import { unsupported } from "../task-failure.ts";
import { displayedSize, displayOf } from "./display.ts";
import { type MeasuredDuration, measureDuration } from "./measure-duration.ts";
import { type MediaFile, openMediaFile } from "./media-file.ts";
import { isVariableFrameRate, meanFrameRate, type PacketTimes } from "./packet-times.ts";
import { endNotices, sizeNotices, timeNotices } from "./probe-notices.ts";
import { traitsOf } from "./probe-traits.ts";
import { readPacketTimes } from "./read-packets.ts";
import { sampleFirst, sampleWithin } from "./sample-pictures.ts";
import { FAR_MS } from "./time-chain.ts";
import { timeLineOf } from "./time-line.ts";
import { usualIntervalMs } from "./usual-interval.ts";

/** Packets whose time stamps tell whether the frame rate is constant: a minute and more of most recordings. */
const PACKETS_FOR_RATE = 3000;

/**
 * What a video file holds. Its first frame is decoded, so that a file that passes can be played and analysed at
 * least from its beginning, and a few more in between.
 *
 * @throws TaskFailure VIDEO_MISSING or UNSUPPORTED_MEDIA
 */
export async function probeVideo(path: string, control: TaskControl): Promise<Probe> {
  // Each look at the file is an opening of its own, from its start.
  const first = sampleFirst(path);
  const opening = await readOpening(path, control);
  const file = openMediaFile(path);
  try {
    const { video, audio, context } = file;
    const timeLine = timeLineOf(context, video);
    const duration = await measureDuration(file, timeLine, control);
    if (!(duration.endMs > 0)) throw unsupported("This file states no times for its pictures.");
    const within = await sampleWithin(path, duration.endMs, control);
    const display = displayOf(video);
    const frameRate = frameRateOf(video, duration, opening.timesMs);
    const missing = opening.count - opening.timesMs.length;
    const facts = {
      durationMs: Math.round(duration.endMs),
      ...displayedSize(display, first.width, first.height),
      container: context.iformat?.name ?? "unknown",
      videoCodec: avGetCodecName(video.codecpar.codecId) ?? "unknown",
      pixelFormat: first.pixelFormat,
      frameRate,
      variableFrameRate: isVariableFrameRate(untilJump(opening.timesMs), timeLine.unitMs, missing),
      rotation: display.rotation,
      interlaced: [first, ...within].some(({ interlaced }) => interlaced),
      pixelAspect: display.scaleX / display.scaleY,
      audio: audio && audioOf(audio),
      expectedFrames: framesOf(video, duration.frames) ?? Math.round((duration.endMs * frameRate) / 1000),
    };
    const notices = noticesOf(duration, [first, ...within]);
    if (((context.iformat?.flags ?? 0) & AVFMT_NOTIMESTAMPS) !== 0) notices.push(withoutTimes(frameRate));
    return { ...facts, traits: traitsOf(facts), notices };
  } finally {
    file.close();
  }
}

function noticesOf(duration: MeasuredDuration, pictures: Parameters<typeof sizeNotices>[0]): string[] {
  return [
    ...endNotices(duration.statedMs, duration.endMs),
    ...(duration.survey ? timeNotices(duration.survey) : []),
    ...sizeNotices(pictures),
  ];
}

function withoutTimes(frameRate: number): string {
  return `Files of this kind hold no times: ${frameRate.toFixed(2)} pictures a second are taken to follow each other.`;
}

/** The times before time stamps start anew for the first time. */
function untilJump(timesMs: readonly number[]): readonly number[] {
  const jump = timesMs.findIndex((time, index) => time < (timesMs[index - 1] ?? time) - FAR_MS);
  return jump < 0 ? timesMs : timesMs.slice(0, jump);
}

async function readOpening(path: string, control: TaskControl): Promise<PacketTimes> {
  const file: MediaFile = openMediaFile(path);
  try {
    return await readPacketTimes(file, timeLineOf(file.context, file.video), PACKETS_FOR_RATE, control);
  } finally {
    file.close();
  }
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

function frameRateOf(video: Stream, duration: MeasuredDuration, timesMs: readonly number[]): number {
  const frames = framesOf(video, duration.frames);
  const candidates = [
    frames === null ? Number.NaN : (frames * 1000) / duration.endMs,
    1000 / usualIntervalMs(video),
    meanFrameRate(timesMs),
  ];
  const found = candidates.find((rate) => rate > 0 && Number.isFinite(rate));
  if (found === undefined) throw unsupported("This file states no times for its pictures.");
  return found;
}
