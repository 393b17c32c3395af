import { centreDistance, type FaceBox, intersectionOverUnion, longerSide } from "./face-box.ts";

/** Sizes of the same face in two looks differ by no more than this factor. */
const SIZE_RATIO = 1.8;
/** A rival's face lies no farther from where it is expected (in its sizes). */
const RIVAL_REACH = 1;

/** By which factor the larger of two boxes is larger. */
export function sizeRatio(a: FaceBox, b: FaceBox): number {
  const ratio = longerSide(a) / longerSide(b);
  return Math.max(ratio, 1 / ratio);
}

/** How badly a box fits an expected one: distance of the centres in its sizes plus the logarithm of the size ratio. */
export function fitCost(expected: FaceBox, found: FaceBox): number {
  return centreDistance(expected, found) + Math.log(sizeRatio(expected, found));
}

export interface Claimed {
  readonly own: FaceBox | null;
  /** Faces that belong neither to the wanted track nor to a rival. */
  readonly strangers: FaceBox[];
}

/**
 * Which of the found faces is the expected one, when others are expected as well: the best fitting pair of expected and
 * found is joined first, so that a neighbour's face is never taken while the neighbour fits it better.
 *
 * @param reach largest distance of the centres in sizes of the expected box
 */
export function claim(
  found: readonly FaceBox[],
  expected: FaceBox,
  rivals: readonly FaceBox[],
  reach: number,
): Claimed {
  const pairs = [expected, ...rivals].flatMap((box, owner) =>
    found.flatMap((face) =>
      centreDistance(box, face) <= (owner === 0 ? reach : RIVAL_REACH) && sizeRatio(box, face) <= SIZE_RATIO
        ? [{ owner, face, cost: fitCost(box, face) }]
        : [],
    ),
  );
  pairs.sort((a, b) => a.cost - b.cost);
  const takenFaces = new Set<FaceBox>();
  const servedOwners = new Set<number>();
  let own: FaceBox | null = null;
  for (const { owner, face } of pairs) {
    if (servedOwners.has(owner) || takenFaces.has(face)) continue;
    servedOwners.add(owner);
    takenFaces.add(face);
    if (owner === 0) own = face;
  }
  const known = [expected, ...rivals];
  const strangers = found.filter(
    (face) => !takenFaces.has(face) && known.every((box) => intersectionOverUnion(box, face) === 0),
  );
  return { own, strangers };
}
