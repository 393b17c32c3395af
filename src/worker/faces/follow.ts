import { between, edgeShift, type FaceBox } from "./face-box.ts";
import { possibleShift } from "./track.ts";

/** A frame that waits for its faces. */
export interface WaitingFrame<Frame> {
  readonly picture: Frame;
  readonly timeMs: number;
}

/** Where a face was before a window of frames. */
export interface LastSeen {
  readonly box: FaceBox;
  readonly timeMs: number;
  /** Time of the first frame without the face; null while it is seen. */
  readonly missedSinceMs: number | null;
  /** Where it should be at an instant. */
  expectedAt(timeMs: number): FaceBox;
}

/** One face's looks at the frames of a window. */
export interface Looks {
  /** The face, expected at a box, in the region around it. */
  near(index: number, expected: FaceBox): Promise<FaceBox | null>;
  /** The face that has been missed for this long, in a region that is the wider the longer; confirmed. */
  again(index: number, last: FaceBox, missedMs: number): Promise<FaceBox | null>;
}

export interface Followed {
  /** One entry a frame; null where there is no face. */
  readonly boxes: (FaceBox | null)[];
  /** Time of the first frame without the face; null when the last frame has it. */
  readonly missedSinceMs: number | null;
  /** True when it has been missed for too long to be looked for near its place. */
  readonly lost: boolean;
}

/** Boxes whose edges moved by more than this (in face heights) between two looks are not joined by a line. */
const LARGE_SHIFT = 0.2;
/** Nor are they joined beyond this when the face is not to be seen in the middle. */
const UNSEEN_SHIFT = 0.5;

/**
 * Gives each frame of a window (in order) a face's box, exact to the frame.
 *
 * While the face is seen, only the window's last frame is looked at, and boxes in between lie on the line between two
 * looks. Where the face moved far, frames in between are looked at too. When the last frame lacks the face, or the face
 * would have jumped from one frame to the next, the window is gone through frame by frame, so that a loss is exact to
 * the frame. A missed face is looked for in every frame near its last place until `lostAfterMs`.
 */
export async function followWindow<Frame>(
  window: readonly WaitingFrame<Frame>[],
  last: LastSeen,
  looks: Looks,
  lostAfterMs: number,
): Promise<Followed> {
  const boxes: (FaceBox | null)[] = window.map(() => null);
  if (last.missedSinceMs === null) {
    if (await followToEnd(window, last, looks, boxes)) return { boxes, missedSinceMs: null, lost: false };
    boxes.fill(null);
  }
  let { box, timeMs: seenMs, missedSinceMs } = last;
  let expected = box;
  for (const [index, { timeMs }] of window.entries()) {
    if (missedSinceMs !== null && timeMs - missedSinceMs >= lostAfterMs) {
      return { boxes, missedSinceMs, lost: true };
    }
    const found =
      missedSinceMs === null
        ? await looks.near(index, expected)
        : await looks.again(index, box, timeMs - missedSinceMs);
    const reached = found !== null && edgeShift(box, found) <= possibleShift(timeMs - seenMs);
    if (reached) {
      boxes[index] = found;
      // In the next frame it has moved on as far again.
      expected =
        missedSinceMs === null ? { ...found, x: 2 * found.x - box.x, y: 2 * found.y - box.y } : found;
      [box, seenMs, missedSinceMs] = [found, timeMs, null];
    } else {
      missedSinceMs ??= timeMs;
    }
  }
  return { boxes, missedSinceMs, lost: false };
}

/** Fills the boxes of the whole window; false when the last frame lacks the face or a jump lies on the way. */
async function followToEnd<Frame>(
  window: readonly WaitingFrame<Frame>[],
  last: LastSeen,
  looks: Looks,
  boxes: (FaceBox | null)[],
): Promise<boolean> {
  const end = window.length - 1;
  const found = await looks.near(end, last.expectedAt(timeOf(window, end)));
  if (found === null) return false;
  boxes[end] = found;
  return await fillBetween(window, [-1, last.timeMs, last.box], end, found, looks, boxes);
}

/**
 * Boxes of the frames between two known ones (their places excluded; `from` may be the frame before the window); false
 * when the face would have jumped.
 */
async function fillBetween<Frame>(
  window: readonly WaitingFrame<Frame>[],
  start: readonly [index: number, timeMs: number, box: FaceBox],
  to: number,
  toBox: FaceBox,
  looks: Looks,
  boxes: (FaceBox | null)[],
): Promise<boolean> {
  const [from, fromMs, fromBox] = start;
  const shift = edgeShift(fromBox, toBox);
  if (to - from < 2) return shift <= possibleShift(timeOf(window, to) - fromMs);
  if (shift > LARGE_SHIFT) {
    const middle = (from + to) >> 1;
    const middleMs = timeOf(window, middle);
    const found = await looks.near(middle, between(fromBox, toBox, (middle - from) / (to - from)));
    if (found !== null) {
      boxes[middle] = found;
      return (
        (await fillBetween(window, start, middle, found, looks, boxes)) &&
        (await fillBetween(window, [middle, middleMs, found], to, toBox, looks, boxes))
      );
    }
    if (shift > UNSEEN_SHIFT) return false;
  }
  for (let i = from + 1; i < to; i++) boxes[i] = between(fromBox, toBox, (i - from) / (to - from));
  return true;
}

/**
 * Follows a face that was found in a window's last frame back towards the window's beginning. Null when the frame
 * before lacks it: lettering and the like look like a face for a moment; a real one is found next time.
 */
export async function followBack<Frame>(
  window: readonly WaitingFrame<Frame>[],
  found: FaceBox,
  looks: Looks,
): Promise<(FaceBox | null)[] | null> {
  const boxes: (FaceBox | null)[] = window.map(() => null);
  const end = window.length - 1;
  boxes[end] = found;
  let box = found;
  for (let i = end - 1; i >= 0; i--) {
    const earlier = await looks.near(i, box);
    if (
      earlier === null ||
      edgeShift(box, earlier) > possibleShift(timeOf(window, i + 1) - timeOf(window, i))
    ) {
      return i === end - 1 ? null : boxes;
    }
    boxes[i] = earlier;
    box = earlier;
  }
  return boxes;
}

function timeOf<Frame>(window: readonly WaitingFrame<Frame>[], index: number): number {
  const frame = window[index];
  if (frame === undefined) throw new RangeError(`The window has no frame ${index}.`);
  return frame.timeMs;
}
