import { type FaceBox, intersectionOverUnion } from "./face-box.ts";
import { type LookSignature, signatureDifference } from "./look-signature.ts";

/** A photograph on the wall that had been taken for a face. */
export interface WallPicture {
  readonly box: FaceBox;
  readonly signature: LookSignature;
}

const MOST_PICTURES = 16;
const SAME_PLACE_OVERLAP = 0.3;
/** A place that looks more different than this shows something else by now: somebody stands before the picture. */
const SAME_LOOK = 0.22;

/** Adds a picture; one at the same place is replaced. */
export function withPicture(pictures: readonly WallPicture[], picture: WallPicture): WallPicture[] {
  return [...pictures.filter(({ box }) => !isAt(box, picture.box)), picture].slice(-MOST_PICTURES);
}

export function isAt(place: FaceBox, box: FaceBox): boolean {
  return intersectionOverUnion(place, box) > SAME_PLACE_OVERLAP;
}

/**
 * The pictures that are to be seen at present.
 *
 * @param lookAt what a place looks like now; null where it is too dark
 */
export function visiblePictures(
  pictures: readonly WallPicture[],
  lookAt: (box: FaceBox) => LookSignature | null,
): FaceBox[] {
  return pictures.flatMap(({ box, signature }) => {
    const now = lookAt(box);
    return now !== null && signatureDifference(now, signature) < SAME_LOOK ? [box] : [];
  });
}
