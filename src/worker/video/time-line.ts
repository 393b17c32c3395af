import { AV_NOPTS_VALUE } from "node-av/constants";
import type { FormatContext, Stream } from "node-av/lib";

/** Converts time stamps of one stream to milliseconds of the file's time line and back. */
export interface TimeLine {
  /** Milliseconds per unit of the stream's time base. */
  readonly unitMs: number;
  /** Milliseconds of an instant, counted from the file's start; NaN for "no time stamp". */
  toMs(timeStamp: bigint): number;
  /** The last time stamp at or before an instant. */
  toTimeStamp(timeMs: number): bigint;
}

/**
 * The time line whose zero is the container's start time: what a browser's player calls `currentTime` 0. That is
 * not always the first video frame.
 */
export function timeLineOf(context: FormatContext, stream: Stream): TimeLine {
  return createTimeLine(stream.timeBase, stream.startTime, context.startTime);
}

/**
 * @param streamStart in units of the time base
 * @param containerStart in microseconds
 */
export function createTimeLine(
  timeBase: { readonly num: number; readonly den: number },
  streamStart: bigint,
  containerStart: bigint,
): TimeLine {
  const unitMs = (timeBase.num * 1000) / timeBase.den;
  const originUnits = originInUnits(unitMs, streamStart, containerStart);
  return {
    unitMs,
    // One rounding only: (n * num * 1000) / den is exact wherever the result is.
    toMs: (timeStamp) =>
      timeStamp === AV_NOPTS_VALUE
        ? Number.NaN
        : ((Number(timeStamp) - originUnits) * timeBase.num * 1000) / timeBase.den,
    toTimeStamp: (timeMs) => BigInt(Math.floor(timeMs / unitMs + originUnits)),
  };
}

function originInUnits(unitMs: number, streamStart: bigint, containerStart: bigint): number {
  const streamUnits = streamStart === AV_NOPTS_VALUE ? 0 : Number(streamStart);
  if (containerStart === AV_NOPTS_VALUE) return streamUnits;
  const containerUnits = Number(containerStart) / 1000 / unitMs;
  // The container's start is rounded to microseconds; where the video starts it, the stream has it exactly.
  return Math.abs(containerUnits - streamUnits) * unitMs <= 0.001 ? streamUnits : containerUnits;
}
