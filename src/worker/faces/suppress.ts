import { type FaceBox, intersectionOverUnion } from "./face-box.ts";

/** Boxes that share more than this are taken for the same face. */
const SAME_FACE_OVERLAP = 0.3;

/** Non-maximum suppression: of boxes on the same face only the best one stays; best first. */
export function suppressOverlaps(boxes: readonly FaceBox[]): FaceBox[] {
  const kept: FaceBox[] = [];
  for (const box of boxes.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((other) => intersectionOverUnion(other, box) <= SAME_FACE_OVERLAP)) kept.push(box);
  }
  return kept;
}
