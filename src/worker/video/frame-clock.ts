import { AV_NOPTS_VALUE } from "node-av/constants";
import type { TimeLine } from "./time-line.ts";

/** What a frame says about its time, in units of its stream. */
export interface FrameStamps {
  readonly pts: bigint;
  readonly bestEffortTimestamp: bigint;
  readonly duration: bigint;
}

/** Presentation times of frames in ms of the time line. */
export class FrameClock {
  readonly #timeLine: TimeLine;
  readonly #usualMs: number;
  #nextMs = 0;
  /** True once a frame without a time stamp has been met. */
  derived = false;

  /** @param usualMs interval between frames where nothing states one */
  constructor(timeLine: TimeLine, usualMs: number) {
    this.#timeLine = timeLine;
    this.#usualMs = usualMs;
  }

  /** The frame's time; one without a time stamp follows the frame before it. */
  timeOf(frame: FrameStamps): number {
    const stamp = frame.bestEffortTimestamp !== AV_NOPTS_VALUE ? frame.bestEffortTimestamp : frame.pts;
    const stated = this.#timeLine.toMs(stamp);
    if (Number.isNaN(stated)) this.derived = true;
    const timeMs = Number.isNaN(stated) ? this.#nextMs : stated;
    this.#nextMs = timeMs + (Number(frame.duration) * this.#timeLine.unitMs || this.#usualMs);
    return timeMs;
  }
}
