import type { PixelBox } from "../../shared/worker-protocol.ts";
import type { FaceBox } from "../faces/face-box.ts";
import type { Picture } from "../picture/picture.ts";
import type { MinuteRecord } from "./minute-record.ts";

/** A frame with what is known about the client's face in it. */
export interface ObservedFrame {
  /** Valid until the observer returns. */
  readonly picture: Picture;
  readonly timeMs: number;
  /** Number of the frame within the run, from 0; frames of earlier, interrupted parts of the run count. */
  readonly frameInRun: number;
  readonly indexInMinute: number;
  /**
   * The client's face; null where there is none. While several people might be the client, the likeliest of them: see
   * {@link FrameObserver.forget}.
   */
  readonly box: FaceBox | null;
  /** Track of `box`; 0 without a face. */
  readonly track: number;
  /** Part of the displayed picture that was looked at, in its pixels; the whole picture while no face is known. */
  readonly region: PixelBox;
}

/** Reads more from the frames of a run than the face's place: stills, landmarks. */
export interface FrameObserver {
  /** Key of its state among those of other observers. */
  readonly name: string;
  /** Called for each frame in order; the record has the frame already. */
  observe(frame: ObservedFrame, record: MinuteRecord): Promise<void> | void;
  /**
   * The face that was shown as this track in these frames of the minute was not the client's: what was read from it is
   * void. The record leaves out such readings of the mesh by itself.
   */
  forget(track: number, framesOfMinute: readonly number[]): void;
  /** What the next minute needs, as plain JSON: an interrupted run must continue as if it had never stopped. */
  state(): unknown;
  /** Takes back what {@link state} gave; never called in a run from the start. */
  restore(state: unknown): void;
}
