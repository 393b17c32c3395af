import { type FaceBox, longerSide } from "./face-box.ts";
import type { LifeEvidence } from "./life.ts";

/** A face that is followed. Plain data: it is stored with each minute. */
export interface Track {
  readonly id: number;
  /** Where the face was last, and when. */
  readonly box: FaceBox;
  readonly timeMs: number;
  /** Movement of the centre in pixels a ms. */
  readonly velocity: { readonly x: number; readonly y: number };
  /** Time of the first frame without the face; null while it is seen. */
  readonly missedSinceMs: number | null;
  readonly bornMs: number;
  /** True once it is somebody else than the client. */
  readonly other: boolean;
  /** Null once the face has proved to live. */
  readonly life: LifeEvidence | null;
  /** Sum and number of the sizes seen: who is largest is decided by the mean. */
  readonly sizes: { readonly sum: number; readonly count: number };
  /** The mesh's presence output at its last look, how many looks ago that was, and low ones in a row. */
  readonly presence: number;
  readonly looksSincePresence: number;
  readonly doubts: number;
  /** Windows since the last look; only people who are not the client are left unlooked at. */
  readonly windowsSinceLook: number;
}

/** Longest time for which a movement is continued. */
const PREDICTED_MS = 500;
/** Furthest that a prediction moves a box, in its sizes. */
const PREDICTED_SHIFT = 0.5;

export function meanSize({ sizes }: Track): number {
  return sizes.count === 0 ? 0 : sizes.sum / sizes.count;
}

/** Where a track's face is expected: moved on with constant velocity. */
export function predict(track: Track, timeMs: number): FaceBox {
  const { box, velocity } = track;
  const elapsed = Math.min(PREDICTED_MS, Math.max(0, timeMs - track.timeMs));
  const limit = PREDICTED_SHIFT * longerSide(box);
  const clamp = (shift: number): number => Math.max(-limit, Math.min(limit, shift));
  return { ...box, x: box.x + clamp(velocity.x * elapsed), y: box.y + clamp(velocity.y * elapsed) };
}

/** The track after its face was seen at `box`. */
export function seenAt(track: Track, box: FaceBox, timeMs: number): Track {
  const elapsed = timeMs - track.timeMs;
  const moved = (to: number, toSize: number, from: number, fromSize: number): number =>
    elapsed > 0 ? (to + toSize / 2 - from - fromSize / 2) / elapsed : 0;
  const velocity =
    track.missedSinceMs === null
      ? {
          x: moved(box.x, box.width, track.box.x, track.box.width),
          y: moved(box.y, box.height, track.box.y, track.box.height),
        }
      : { x: 0, y: 0 };
  return {
    ...track,
    box,
    timeMs,
    velocity,
    missedSinceMs: null,
    sizes: { sum: track.sizes.sum + longerSide(box), count: track.sizes.count + 1 },
  };
}

/** How far (edge shift in sizes) a face can come in a time; a longer way is another face. */
export function possibleShift(elapsedMs: number): number {
  return 0.5 + 0.006 * elapsedMs;
}
