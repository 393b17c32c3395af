import { AV_NOPTS_VALUE } from "node-av/constants";
import type { TaskControl } from "../task-control.ts";
import type { MediaFile } from "./media-file.ts";
import { meanFrameRate, type PacketTimes } from "./packet-times.ts";
import { readPacketTimes, readPacketTimesFrom } from "./read-packets.ts";
import { type Survey, surveyTimes } from "./survey.ts";
import type { TimeLine } from "./time-line.ts";
import { usualIntervalMs } from "./usual-interval.ts";

/** A header is believed when the packets at the file's end lie this close to it. */
const BELIEVABLE_MS = 1000;

/** So much of the end is read. */
const TAIL_MS = 2000;

/** Files up to this size are read through, however long a disk takes for larger ones. */
const SURVEYED_BYTES = 512 * 1024 * 1024;

export interface MeasuredDuration {
  /** End of the last frame in ms of the time line. */
  readonly endMs: number;
  /** What the header states, in ms; null where it states none. */
  readonly statedMs: number | null;
  /** Number of video packets where the whole file had to be read, otherwise null. */
  readonly frames: number | null;
  /** What the time stamps of the whole file are like; null for a file that is too large to be read through. */
  readonly survey: Survey | null;
}

/**
 * The end of the last video frame. The header alone is not believed: a file that was cut off states its old
 * length, a live recording states none, parts that were put together start anew. The packets at its end are read, or
 * all of them where that finds none or the file is small. The file must stand at its start.
 */
export async function measureDuration(
  file: MediaFile,
  timeLine: TimeLine,
  control: TaskControl,
): Promise<MeasuredDuration> {
  const statedMs = statedEndMs(file, timeLine);
  const usualMs = usualIntervalMs(file.video);
  if (file.sizeBytes <= SURVEYED_BYTES) {
    const survey = await surveyTimes(file, timeLine, usualMs, control);
    const endMs = Number.isNaN(survey.endMs) ? (statedMs ?? Number.NaN) : survey.endMs;
    return { endMs, statedMs: countedFromStart(statedMs, endMs, file), frames: survey.frames, survey };
  }
  if (statedMs !== null) {
    const tail = await readPacketTimesFrom(file, timeLine, Math.max(0, statedMs - TAIL_MS), control);
    if (tail !== null && Math.abs(tail.endMs - statedMs) <= BELIEVABLE_MS) {
      return { endMs: withLastFrame(tail, usualMs), statedMs, frames: null, survey: null };
    }
  }
  const all = await readFromStart(file, timeLine, control);
  const endMs = Number.isNaN(all.endMs) ? (statedMs ?? Number.NaN) : withLastFrame(all, usualMs);
  return { endMs, statedMs, frames: all.count, survey: null };
}

async function readFromStart(
  file: MediaFile,
  timeLine: TimeLine,
  control: TaskControl,
): Promise<PacketTimes> {
  return (
    (await readPacketTimesFrom(file, timeLine, 0, control)) ??
    (await readPacketTimes(file, timeLine, Number.POSITIVE_INFINITY, control))
  );
}

/** Some files state when they end instead of how long they last: the same unless they start late. */
function countedFromStart(statedMs: number | null, endMs: number, { context }: MediaFile): number | null {
  if (statedMs === null || context.startTime === AV_NOPTS_VALUE) return statedMs;
  const lastsMs = statedMs - Number(context.startTime) / 1000;
  return Math.abs(lastsMs - endMs) <= BELIEVABLE_MS ? lastsMs : statedMs;
}

function statedEndMs(file: MediaFile, timeLine: TimeLine): number | null {
  const { startTime, duration } = file.video;
  if (duration !== AV_NOPTS_VALUE && duration > 0n) {
    return timeLine.toMs((startTime === AV_NOPTS_VALUE ? 0n : startTime) + duration);
  }
  const whole = file.context.duration;
  return whole !== AV_NOPTS_VALUE && whole > 0n ? Number(whole) / 1000 : null;
}

/** Packets that state no duration end with their time stamp: the last frame is then given the mean interval. */
function withLastFrame({ endMs, timesMs }: PacketTimes, usualMs: number): number {
  const latest = timesMs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (endMs > latest) return endMs;
  const rate = meanFrameRate(timesMs);
  return endMs + (Number.isNaN(rate) ? usualMs : 1000 / rate);
}
