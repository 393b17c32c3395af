import type { FrameObserver, ObservedFrame } from "../analysis/frame-observer.ts";
import type { MinuteRecord } from "../analysis/minute-record.ts";
import { regionJpeg } from "./region-jpeg.ts";

/** Longer side of a still in pixels: a face can be told, an hour of stills stays small. */
export const STILL_SIDE_PX = 320;

/**
 * Takes a still of the region that is looked at, every `interval` frames of the run: an interrupted run takes the
 * same frames when it is continued.
 */
export class StillCamera implements FrameObserver {
  readonly name = "stills";
  readonly #interval: number;

  /** @param interval frames from one still to the next, at least 1 */
  constructor(interval: number) {
    this.#interval = interval;
  }

  observe({ picture, timeMs, frameInRun, region }: ObservedFrame, record: MinuteRecord): void {
    if (frameInRun % this.#interval !== 0) return;
    if (region.width < 1 || region.height < 1) return;
    record.addStill({ frame: frameInRun, timeMs, region, ...regionJpeg(picture, region, STILL_SIDE_PX) });
  }

  /** A still shows what was looked at, whoever it was. */
  forget(): void {}

  state(): null {
    return null;
  }

  restore(): void {}
}
