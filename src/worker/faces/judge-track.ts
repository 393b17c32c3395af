import { type FaceBox, intersectionOverUnion, squareAround } from "./face-box.ts";
import { judgeLife, noLifeSeen, withLook } from "./life.ts";
import type { LookSignature } from "./look-signature.ts";
import type { Track } from "./track.ts";
import type { WindowLooks } from "./window-looks.ts";

/** Looks between two of the mesh at a face that is no longer doubted. */
const PRESENCE_LOOKS = 3;
/** Less than this speaks against a face that is followed (true faces: first percentile 0.996); so many end it. */
const DOUBTFUL_PRESENCE = 0.5;
const MOST_DOUBTS = 3;

/** A place with what is looked at around it, and a face's box with the whole head, in box sizes. */
const LOOKED_AT = 1.2;
const HEAD = 1.6;

export type TrackJudgement =
  | { readonly verdict: "kept" | "not-confirmed"; readonly track: Track }
  | {
      readonly verdict: "still-picture";
      readonly track: Track;
      readonly place: FaceBox;
      readonly signature: LookSignature;
    };

/**
 * What speaks for and against a track whose face was seen in the window's last frame: the face flag and, until it has
 * proved to live, its looks.
 *
 * @param isFrozen nothing in the picture has changed since the last look: then a person looks like a photograph
 */
export async function judgeTrack<Frame>(
  followed: Track,
  box: FaceBox,
  looks: WindowLooks<Frame>,
  isFrozen: boolean,
): Promise<TrackJudgement> {
  const { picture, timeMs } = looks.last;
  const track = await withPresence(followed, async () => await looks.finder.presence(picture, box));
  if (track.doubts >= MOST_DOUBTS) return { verdict: "not-confirmed", track };
  if (track.life === null) return { verdict: "kept", track };
  const { place } = track.life;
  const signature = isCovered(track, place, looks) ? null : looks.finder.signature(picture, place);
  const life = isFrozen ? noLifeSeen(place) : withLook(track.life, timeMs, signature);
  const verdict = judgeLife(life, box);
  if (verdict === "still-picture" && signature !== null) {
    return { verdict, track: { ...track, life }, place, signature };
  }
  // While the face flag fails, change is no sign of a face.
  const isAlive = verdict === "alive" && track.doubts === 0;
  return { verdict: "kept", track: { ...track, life: isAlive ? null : life } };
}

/** True while somebody else's head is before the place or close to it: what changes there is that person. */
function isCovered<Frame>({ id }: Track, place: FaceBox, { following }: WindowLooks<Frame>): boolean {
  const around = grown(place, LOOKED_AT);
  return following.some(({ track, boxes }) => {
    const box = track.id === id ? null : boxes.at(-1);
    return box ? intersectionOverUnion(around, grown(box, HEAD)) > 0 : false;
  });
}

function grown(box: FaceBox, times: number): FaceBox {
  const { x, y, side } = squareAround(box, times);
  return { x, y, width: side, height: side, score: box.score };
}

async function withPresence(track: Track, lookAtIt: () => Promise<number>): Promise<Track> {
  const waited = track.looksSincePresence + 1;
  if (track.life === null && track.doubts === 0 && waited < PRESENCE_LOOKS) {
    return { ...track, looksSincePresence: waited };
  }
  const presence = await lookAtIt();
  const doubts = presence < DOUBTFUL_PRESENCE ? track.doubts + 1 : 0;
  return { ...track, presence, doubts, looksSincePresence: 0 };
}
