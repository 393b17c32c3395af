import type { AnalysisParameters } from "../../shared/worker-protocol.ts";
import { between, edgeShift, type FaceBox } from "./face-box.ts";
import type { Finder } from "./face-finder.ts";

/** What is known about the face between two windows of frames. */
export interface FollowState {
  /** Where the face was last; null when it has to be searched. */
  readonly box: FaceBox | null;
  /** Time of the first frame without the face; null while it is followed. */
  readonly missedSinceMs: number | null;
  /** Frames since the whole picture was searched; null before the first search. */
  readonly framesSinceSearch: number | null;
}

export const NOTHING_KNOWN: FollowState = { box: null, missedSinceMs: null, framesSinceSearch: null };

/** A frame that waits for its box. */
export interface WaitingFrame<Frame> {
  readonly picture: Frame;
  readonly timeMs: number;
}

export interface Followed {
  /** One entry a frame; null where there is no face. */
  readonly boxes: (FaceBox | null)[];
  readonly state: FollowState;
}

/** Boxes whose edges moved by more than this (in face heights) between two looks are not joined by a line. */
const LARGE_SHIFT = 0.2;

/**
 * Gives each frame of a window (at most `detectionInterval` frames, in order) its face.
 *
 * While a face is followed, only the window's last frame is looked at, and boxes in between lie on the line between
 * two looks. Where the face moved far, frames in between are looked at too. When the last frame lacks the face, the
 * window is gone through frame by frame, so that its loss is exact to the frame. A lost face is looked for in every
 * frame near its last place until `lostAfterMs`, from then on in the whole picture every `searchInterval` frames;
 * found by such a search, it is followed back to the window's beginning, and not believed when it is in a single frame
 * only. Each face after a loss is confirmed anew.
 */
export async function followWindow<Frame>(
  window: readonly WaitingFrame<Frame>[],
  before: FollowState,
  finder: Finder<Frame>,
  parameters: AnalysisParameters,
): Promise<Followed> {
  const boxes: (FaceBox | null)[] = window.map(() => null);
  let state = before;
  let index = 0;
  while (index < window.length) {
    if (state.box === null) {
      state = await searchAtEnd(window, index, state, finder, parameters, boxes);
      index = window.length;
    } else if (state.missedSinceMs === null && (await followToEnd(window, index, state.box, finder, boxes))) {
      state = { ...state, box: boxes.at(-1) ?? state.box };
      index = window.length;
    } else {
      // The window's end lacks the face: every frame up to there is looked at.
      for (; index < window.length && state.box !== null; index++) {
        state = await lookOnce(window, index, state, finder, parameters, boxes);
      }
    }
  }
  return { boxes, state };
}

/** Fills the boxes from `start` to the window's end; false (and nothing filled) when the last frame lacks the face. */
async function followToEnd<Frame>(
  window: readonly WaitingFrame<Frame>[],
  start: number,
  box: FaceBox,
  finder: Finder<Frame>,
  boxes: (FaceBox | null)[],
): Promise<boolean> {
  const last = window.length - 1;
  const found = await look(window, last, box, finder);
  if (found === null) return false;
  boxes[last] = found;
  await fillBetween(window, start - 1, box, last, found, finder, boxes);
  return true;
}

/** Boxes of the frames between two known ones (their places excluded; `from` may be the frame before the window). */
async function fillBetween<Frame>(
  window: readonly WaitingFrame<Frame>[],
  from: number,
  fromBox: FaceBox,
  to: number,
  toBox: FaceBox,
  finder: Finder<Frame>,
  boxes: (FaceBox | null)[],
): Promise<void> {
  if (to - from < 2) return;
  if (edgeShift(fromBox, toBox) > LARGE_SHIFT) {
    const middle = (from + to) >> 1;
    const found = await look(window, middle, fromBox, finder);
    if (found !== null) {
      boxes[middle] = found;
      await fillBetween(window, from, fromBox, middle, found, finder, boxes);
      await fillBetween(window, middle, found, to, toBox, finder, boxes);
      return;
    }
  }
  for (let i = from + 1; i < to; i++) boxes[i] = between(fromBox, toBox, (i - from) / (to - from));
}

/** One frame of a face that is about to be lost or has been missed. */
async function lookOnce<Frame>(
  window: readonly WaitingFrame<Frame>[],
  index: number,
  state: FollowState,
  finder: Finder<Frame>,
  parameters: AnalysisParameters,
  boxes: (FaceBox | null)[],
): Promise<FollowState> {
  const { picture, timeMs } = frameAt(window, index);
  const { box, missedSinceMs } = state;
  if (box === null) return state;
  if (missedSinceMs !== null && timeMs - missedSinceMs >= parameters.lostAfterMs) return NOTHING_KNOWN;
  const found = missedSinceMs === null ? await finder.near(picture, box) : await finder.again(picture, box);
  boxes[index] = found;
  return found === null
    ? { ...state, missedSinceMs: missedSinceMs ?? timeMs }
    : { box: found, missedSinceMs: null, framesSinceSearch: null };
}

/** Searches the window's last frame when a search is due, and follows a found face back to `start`. */
async function searchAtEnd<Frame>(
  window: readonly WaitingFrame<Frame>[],
  start: number,
  state: FollowState,
  finder: Finder<Frame>,
  parameters: AnalysisParameters,
  boxes: (FaceBox | null)[],
): Promise<FollowState> {
  const last = window.length - 1;
  const waited = state.framesSinceSearch === null ? null : state.framesSinceSearch + window.length - start;
  if (waited !== null && waited < parameters.searchInterval) return { ...state, framesSinceSearch: waited };
  const found = await finder.anywhere(frameAt(window, last).picture);
  const sought = { ...NOTHING_KNOWN, framesSinceSearch: 0 };
  if (found === null) return sought;
  let box = found;
  for (let i = last - 1; i >= start; i--) {
    const earlier = await look(window, i, box, finder);
    if (earlier === null) {
      // Seen in one frame only: lettering and the like look like a face for a moment. A real one is found next time.
      if (i === last - 1) return sought;
      break;
    }
    boxes[i] = earlier;
    box = earlier;
  }
  boxes[last] = found;
  return { box: found, missedSinceMs: null, framesSinceSearch: null };
}

async function look<Frame>(
  window: readonly WaitingFrame<Frame>[],
  index: number,
  box: FaceBox,
  finder: Finder<Frame>,
): Promise<FaceBox | null> {
  return await finder.near(frameAt(window, index).picture, box);
}

function frameAt<Frame>(window: readonly WaitingFrame<Frame>[], index: number): WaitingFrame<Frame> {
  const frame = window[index];
  if (frame === undefined) throw new RangeError(`The window has no frame ${index}.`);
  return frame;
}
