import type { Picture, Square } from "../picture/picture.ts";

/** A face in pixels of the displayed picture, with the detector's score (0..1). */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
}

/** The longer side of a box: what crops and regions are measured by. */
export function longerSide(box: FaceBox): number {
  return Math.max(box.width, box.height);
}

/** Square around a box: side as a multiple of its longer side, moved up by a share of its height. */
export function squareAround(box: FaceBox, side: number, shiftUp = 0): Square {
  const length = side * longerSide(box);
  return {
    x: box.x + box.width / 2 - length / 2,
    y: box.y + box.height / 2 - shiftUp * box.height - length / 2,
    side: length,
  };
}

/** Smallest square that holds the whole picture, centred. */
export function wholePicture(picture: Picture): Square {
  const side = Math.max(picture.width, picture.height);
  return { x: (picture.width - side) / 2, y: (picture.height - side) / 2, side };
}

/** Shared area as a share of the area that either box covers. */
export function intersectionOverUnion(a: FaceBox, b: FaceBox): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (across <= 0 || down <= 0) return 0;
  const shared = across * down;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Distance of the centres in units of the first box's longer side. */
export function centreDistance(a: FaceBox, b: FaceBox): number {
  const dx = a.x + a.width / 2 - (b.x + b.width / 2);
  const dy = a.y + a.height / 2 - (b.y + b.height / 2);
  return Math.hypot(dx, dy) / longerSide(a);
}

/**
 * How far a box has moved or grown: the largest displacement of an edge in units of the first box's longer side.
 */
export function edgeShift(a: FaceBox, b: FaceBox): number {
  const shift = Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );
  return shift / longerSide(a);
}

/** Box on the straight way from `a` (share 0) to `b` (share 1); the score likewise. */
export function between(a: FaceBox, b: FaceBox, share: number): FaceBox {
  const mix = (from: number, to: number): number => from + (to - from) * share;
  return {
    x: mix(a.x, b.x),
    y: mix(a.y, b.y),
    width: mix(a.width, b.width),
    height: mix(a.height, b.height),
    score: mix(a.score, b.score),
  };
}
