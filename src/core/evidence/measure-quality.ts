import type { PixelBox } from "../../shared/contract/evidence.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { medianOf } from "./median.ts";
import { boxAt, type MinuteFrames } from "./minute-frames.ts";
import type { Gap, QualityFacts, Strongest, TrackStretch } from "./quality-facts.ts";

/** A face below this height (pixels) gives uncertain results, one below the second is not to be used. */
const UNCERTAIN_BELOW_PX = 60;
const TOO_SMALL_BELOW_PX = 40;

/** Stretches without a face are counted when they last longer. */
const LEAST_GAP_MS = 1000;

/** What the frames of a run tell about how well it saw the client; takes them minute by minute. */
export class QualityMeasure {
  readonly #heights: number[] = [];
  readonly #intervals: number[] = [];
  readonly #gaps: Gap[] = [];
  readonly #stretches: (TrackStretch & { lastMs: number; lastBox: PixelBox })[] = [];
  readonly #strongest = new Map<string, number[]>();
  #gapSinceMs: number | null = null;
  #lastTimeMs: number | null = null;

  /** @param readings seven probabilities a frame of each network */
  add(
    { timesMs, boxes, tracks }: MinuteFrames,
    readings: readonly { readonly modelId: string; readonly values: Float32Array }[],
  ): void {
    for (const [frame, timeMs] of timesMs.entries()) {
      if (this.#lastTimeMs !== null) this.#intervals.push(timeMs - this.#lastTimeMs);
      this.#lastTimeMs = timeMs;
      const box = boxAt(boxes, frame);
      if (box === null) {
        this.#gapSinceMs ??= timeMs;
        continue;
      }
      this.#closeGap(timeMs);
      this.#heights.push(box.height);
      this.#follow(tracks?.[frame] ?? 0, timeMs, box);
    }
    for (const { modelId, values } of readings) this.#countStrongest(modelId, values);
  }

  /** @returns the facts; the measure is not to be used afterwards */
  finish(): Pick<
    QualityFacts,
    "gaps" | "stretches" | "strongest" | "frameRate" | "uncertainShare" | "tooSmallShare"
  > & { medianFaceHeight: number | null } {
    const interval = medianOf(this.#intervals);
    if (this.#lastTimeMs !== null) this.#closeGap(this.#lastTimeMs + (interval ?? 0));
    return {
      gaps: this.#gaps,
      stretches: this.#stretches,
      strongest: [...this.#strongest].map(([modelId, counts]) => strongestOf(modelId, counts)),
      frameRate: interval !== null && interval > 0 ? 1000 / interval : null,
      medianFaceHeight: medianOf(this.#heights),
      uncertainShare: shareBelow(this.#heights, UNCERTAIN_BELOW_PX),
      tooSmallShare: shareBelow(this.#heights, TOO_SMALL_BELOW_PX),
    };
  }

  /** A gap ends with the first frame that shows a face again, or with the last frame. */
  #closeGap(timeMs: number): void {
    if (this.#gapSinceMs !== null && timeMs - this.#gapSinceMs > LEAST_GAP_MS)
      this.#gaps.push({ fromMs: this.#gapSinceMs, toMs: timeMs });
    this.#gapSinceMs = null;
  }

  #follow(track: number, timeMs: number, box: PixelBox): void {
    if (track === 0) return;
    const current = this.#stretches.at(-1);
    if (current?.track === track) {
      current.lastMs = timeMs;
      current.lastBox = box;
    } else {
      this.#stretches.push({ track, firstMs: timeMs, lastMs: timeMs, firstBox: box, lastBox: box });
    }
  }

  #countStrongest(modelId: string, values: Float32Array): void {
    const n = EXPRESSIONS.length;
    const counts = this.#strongest.get(modelId) ?? new Array<number>(n).fill(0);
    this.#strongest.set(modelId, counts);
    for (let at = 0; at < values.length; at += n) {
      if (Number.isNaN(values[at])) continue;
      let best = 0;
      for (let k = 1; k < n; k++) if ((values[at + k] as number) > (values[at + best] as number)) best = k;
      counts[best] = (counts[best] as number) + 1;
    }
  }
}

function strongestOf(modelId: string, counts: readonly number[]): Strongest {
  const frames = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...counts);
  const expression = EXPRESSIONS[counts.indexOf(most)] ?? "neutral";
  return { modelId, expression, share: frames > 0 ? most / frames : 0, frames };
}

function shareBelow(heights: readonly number[], limit: number): number {
  return heights.length === 0 ? 0 : heights.filter((height) => height < limit).length / heights.length;
}
