import type { PixelBox, Quality } from "../../shared/contract/evidence.ts";
import type { Expression } from "../../shared/expression.ts";

/** A stretch of frames without the client's face. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A stretch in which the client's face is on one track. */
export interface TrackStretch {
  readonly track: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly firstBox: PixelBox;
  readonly lastBox: PixelBox;
}

/** How often one expression was the strongest over all frames with a result. */
export interface Strongest {
  readonly modelId: string;
  readonly expression: Expression;
  /** 0..1 */
  readonly share: number;
  readonly frames: number;
}

/** What the warnings are told from. */
export interface QualityFacts
  extends Pick<
    Quality,
    | "durationMs"
    | "fromMs"
    | "toMs"
    | "nFrames"
    | "nFaces"
    | "coverage"
    | "uncertainShare"
    | "tooSmallShare"
    | "turnedShare"
    | "minutes"
  > {
  /** Gaps longer than a second, in order of time. */
  readonly gaps: readonly Gap[];
  /** The client's tracks in order of time. */
  readonly stretches: readonly TrackStretch[];
  /** Pictures that were taken for a face and given up. */
  readonly droppedPictures: readonly { readonly timeMs: number; readonly box: PixelBox }[];
  readonly strongest: readonly Strongest[];
  /** Frames a second in the median; null with fewer than two frames. */
  readonly frameRate: number | null;
  readonly notices: readonly string[];
}
