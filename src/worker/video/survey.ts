import { AV_NOPTS_VALUE, AV_PKT_FLAG_DISCARD, AVDISCARD_ALL } from "node-av/constants";
import { Packet } from "node-av/lib";
import type { TaskControl } from "../task-control.ts";
import type { MediaFile } from "./media-file.ts";
import { TimeChain, type TimeJump } from "./time-chain.ts";
import type { TimeLine } from "./time-line.ts";

/** A stretch of a recording without a picture. */
export interface TimeGap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Between two pictures that are further apart something is missing, unless pictures come as rarely as that. */
const GAP_MS = 1000;
const GAP_INTERVALS = 3;

/** What the time stamps of a whole file are like. */
export interface Survey {
  /** End of the last picture in ms of the time line. */
  readonly endMs: number;
  readonly frames: number;
  /** Pictures that state no time. */
  readonly withoutTime: number;
  readonly jumps: readonly TimeJump[];
  readonly gaps: readonly TimeGap[];
}

/** Reads the time stamps of all pictures from where the file stands; nothing is decoded. */
export async function surveyTimes(
  file: MediaFile,
  timeLine: TimeLine,
  usualMs: number,
  control: TaskControl,
): Promise<Survey> {
  for (const stream of file.context.streams)
    if (stream.index !== file.video.index) stream.discard = AVDISCARD_ALL;
  const chain = new TimeChain();
  const packet = new Packet();
  packet.alloc();
  const times: number[] = [];
  let withoutTime = 0;
  let decodedEndMs = Number.NaN;
  let withoutPresentation = false;
  let delay: bigint | null = null;
  let last = { timeMs: Number.NEGATIVE_INFINITY, endMs: Number.NaN };
  while (file.context.readFrameSync(packet) >= 0) {
    // Packets before an edit list's start are decoded but not shown.
    if (packet.streamIndex === file.video.index && !packet.hasFlags(AV_PKT_FLAG_DISCARD)) {
      const lengthMs = Number(packet.duration) * timeLine.unitMs || usualMs;
      const { pts, dts } = packet;
      if (delay === null && pts !== AV_NOPTS_VALUE && dts !== AV_NOPTS_VALUE) delay = pts - dts;
      // Moved on by the first one's delay, decoding times are the same set of instants as presentation times.
      const decoded = dts === AV_NOPTS_VALUE ? dts : dts + (delay ?? 0n);
      const stated = timeLine.toMs(pts === AV_NOPTS_VALUE ? decoded : pts);
      const follows = times.length === 0 ? 0 : (times.at(-1) ?? 0) + usualMs;
      if (Number.isNaN(stated)) withoutTime += 1;
      const timeMs = Number.isNaN(stated) ? follows : chain.place(stated, usualMs);
      times.push(timeMs);
      if (timeMs > last.timeMs) last = { timeMs, endMs: timeMs + lengthMs };
      decodedEndMs = timeLine.toMs(decoded) + lengthMs;
      withoutPresentation ||= pts === AV_NOPTS_VALUE;
    }
    packet.unref();
    if (control.dueToBreathe) await control.breathe();
  }
  packet.free();
  const countsDecoded = withoutPresentation && chain.jumps.length === 0;
  return {
    endMs: countsDecoded && decodedEndMs > last.endMs ? decodedEndMs : last.endMs,
    frames: times.length,
    withoutTime,
    jumps: chain.jumps,
    gaps: gapsBetween(times, usualMs),
  };
}

/** The stretches of more than a second, and more than three usual intervals, between times in any order. */
export function gapsBetween(timesMs: readonly number[], usualMs: number): TimeGap[] {
  const least = Math.max(GAP_MS, GAP_INTERVALS * usualMs);
  const sorted = timesMs.toSorted((a, b) => a - b);
  return sorted.flatMap((toMs, index) => {
    const fromMs = sorted[index - 1] ?? toMs;
    return toMs - fromMs > least ? [{ fromMs, toMs }] : [];
  });
}
