import { AV_NOPTS_VALUE } from "node-av/constants";
import { TimeChain, type TimeJump } from "./time-chain.ts";
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
  readonly #chain = new TimeChain();
  #nextMs = 0;
  #withoutTime = false;

  /** @param usualMs interval between frames where nothing states one */
  constructor(timeLine: TimeLine, usualMs: number) {
    this.#timeLine = timeLine;
    this.#usualMs = usualMs;
  }

  /** True once a time did not follow from the frame's own time stamp alone but from the frames before it. */
  get derived(): boolean {
    return this.#withoutTime || this.#chain.jumps.length > 0;
  }

  /** Places at which the time stamps jumped back so far. */
  get jumps(): readonly TimeJump[] {
    return this.#chain.jumps;
  }

  /** The frame's time; one without a time stamp follows the frame before it, as does a part that starts anew. */
  timeOf(frame: FrameStamps): number {
    const stamp = frame.bestEffortTimestamp !== AV_NOPTS_VALUE ? frame.bestEffortTimestamp : frame.pts;
    const stated = this.#timeLine.toMs(stamp);
    const lengthMs = Number(frame.duration) * this.#timeLine.unitMs || this.#usualMs;
    if (Number.isNaN(stated)) this.#withoutTime = true;
    const timeMs = Number.isNaN(stated) ? this.#nextMs : this.#chain.place(stated, lengthMs);
    this.#nextMs = timeMs + lengthMs;
    return timeMs;
  }
}
