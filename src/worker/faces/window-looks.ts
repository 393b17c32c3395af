import type { AnalysisParameters } from "../../shared/worker-protocol.ts";
import { type FaceBox, intersectionOverUnion } from "./face-box.ts";
import type { Finder } from "./face-finder.ts";
import type { Looks, WaitingFrame } from "./follow.ts";
import { claim } from "./match.ts";
import { predict, type Track } from "./track.ts";
import { isAt, visiblePictures, type WallPicture } from "./wall-pictures.ts";

/** Side of the region around a known or suspected face, in face heights. */
export const REGION = 3;
/** Regions in which a missed face is looked for, wider step by step until it is given up. */
const WIDER_REGIONS = [4, 5, 6.5] as const;
/** A box that shares more than this with a track's is its face. */
const KNOWN_OVERLAP = 0.2;

/**
 * Whose face a track's is. "candidate": perhaps the client's; "open": somebody else's who has not proved to live yet;
 * "void": nobody's after all, in the frames before as well.
 */
export type Standing = "client" | "candidate" | "other" | "open" | "void";

/** A track in the window under way. */
export interface Following {
  track: Track;
  /** One entry a frame. */
  readonly boxes: readonly (FaceBox | null)[];
  lost: boolean;
  /** Set when the track ends in this window. */
  standing?: Standing;
}

/** Side of the region (in face heights) for a face that has been missed for a while. */
export function regionAfter(missedMs: number, lostAfterMs: number): number {
  const step = Math.floor((missedMs / Math.max(1, lostAfterMs)) * WIDER_REGIONS.length);
  return WIDER_REGIONS[Math.min(step, WIDER_REGIONS.length - 1)] ?? REGION;
}

/** Looks at the frames of a window for single faces, with all that are known in mind. */
export class WindowLooks<Frame> {
  readonly window: readonly WaitingFrame<Frame>[];
  readonly finder: Finder<Frame>;
  readonly #parameters: AnalysisParameters;
  readonly #tracksBefore: readonly Track[];
  /** Tracks that have been followed through this window, in order. */
  readonly following: Following[] = [];
  /** Faces beside a followed one in the last frame that nobody follows. */
  readonly strangers: FaceBox[] = [];
  pictures: readonly WallPicture[];

  constructor(
    window: readonly WaitingFrame<Frame>[],
    finder: Finder<Frame>,
    parameters: AnalysisParameters,
    tracks: readonly Track[],
    pictures: readonly WallPicture[],
  ) {
    this.window = window;
    this.finder = finder;
    this.#parameters = parameters;
    this.#tracksBefore = tracks;
    this.pictures = pictures;
  }

  frame(index: number): WaitingFrame<Frame> {
    const frame = this.window[index];
    if (frame === undefined) throw new RangeError(`The window has no frame ${index}.`);
    return frame;
  }

  get end(): number {
    return this.window.length - 1;
  }

  get last(): WaitingFrame<Frame> {
    return this.frame(this.end);
  }

  /** Looks for the face of a track; of a face that is no track yet, without an id. */
  of(id: number | null): Looks {
    const { lostAfterMs, minPresence } = this.#parameters;
    return {
      near: async (index, expected) => await this.#look(id, index, expected, REGION),
      again: async (index, last, missedMs) => {
        const glimpsed = await this.#look(id, index, last, regionAfter(missedMs, lostAfterMs));
        const found = glimpsed && (await this.#look(id, index, glimpsed, REGION));
        if (found === null) return null;
        const presence = await this.finder.presence(this.frame(index).picture, found);
        return presence >= minPresence ? found : null;
      },
    };
  }

  /** The face at a suspected place of the last frame, confirmed by a second look and the face flag. */
  async twice(candidate: FaceBox): Promise<{ box: FaceBox; presence: number } | null> {
    const box = await this.#look(null, this.end, candidate, REGION);
    if (box === null || this.isKnown(box)) return null;
    const presence = await this.finder.presence(this.last.picture, box);
    return presence >= this.#parameters.minPresence ? { box, presence } : null;
  }

  /** True where a track is followed in the last frame already, or a picture hangs. */
  isKnown(box: FaceBox): boolean {
    const isFollowed = this.following.some(
      ({ track, lost }) => !lost && intersectionOverUnion(track.box, box) > KNOWN_OVERLAP,
    );
    if (isFollowed) return true;
    const near = this.pictures.filter((one) => isAt(one.box, box));
    return visiblePictures(near, (place) => this.finder.signature(this.last.picture, place)).length > 0;
  }

  async #look(id: number | null, index: number, expected: FaceBox, side: number): Promise<FaceBox | null> {
    const found = await this.finder.around(this.frame(index).picture, expected, side);
    // Farther away a face would not lie wholly in the region.
    const { own, strangers } = claim(found, expected, this.#rivals(id, index), (side - 1) / 2);
    if (own !== null && index === this.end) this.strangers.push(...strangers);
    return own;
  }

  /** Where other known faces are or are expected in a frame, pictures on the wall included. */
  #rivals(id: number | null, index: number): FaceBox[] {
    const { picture, timeMs } = this.frame(index);
    const followed = this.following.flatMap(({ track, boxes }) =>
      track.id === id ? [] : (boxes[index] ?? []),
    );
    const waiting = this.#tracksBefore.filter(
      (track) =>
        track.id !== id &&
        track.missedSinceMs === null &&
        !this.following.some((one) => one.track.id === track.id),
    );
    return [
      ...followed,
      ...waiting.map((track) => predict(track, timeMs)),
      ...visiblePictures(this.pictures, (box) => this.finder.signature(picture, box)),
    ];
  }
}
