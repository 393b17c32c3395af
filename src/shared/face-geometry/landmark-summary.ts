import { LANDMARK_MEASURE_COUNT, type MeasureName, placeOf } from "./landmark-measures.ts";
import { STABLE_POINTS } from "./mean-face.ts";
import { centroid, MESH_POINTS, type Point, pointOf } from "./points.ts";
import { headPoseOf } from "./rotation.ts";
import { fitSimilarity, toSource } from "./similarity-fit.ts";

/** Points of the mesh on one side of the face. */
export interface SidePoints {
  readonly eyeCorners: readonly [inner: number, outer: number];
  /** Upper and lower lid in pairs, from the outer to the inner corner. */
  readonly upperLid: readonly [number, number, number];
  readonly lowerLid: readonly [number, number, number];
  readonly innerBrow: readonly number[];
  readonly outerBrow: readonly number[];
  readonly browEnds: readonly number[];
  readonly noseWing: readonly number[];
  readonly nasolabial: readonly number[];
  readonly cheek: readonly number[];
  readonly lipPeak: number;
  readonly lipCorner: number;
  readonly innerLipCorner: number;
}

/** The person's own right, i.e. the left of a picture that is not mirrored. */
export const RIGHT_POINTS: SidePoints = {
  eyeCorners: [133, 33],
  upperLid: [160, 159, 158],
  lowerLid: [144, 145, 153],
  innerBrow: [107, 66, 55, 65],
  outerBrow: [70, 63, 46, 53],
  browEnds: [107, 55],
  noseWing: [129, 49, 64],
  nasolabial: [203, 206],
  cheek: [50, 101, 36, 205],
  lipPeak: 37,
  lipCorner: 61,
  innerLipCorner: 78,
};

export const LEFT_POINTS: SidePoints = {
  eyeCorners: [362, 263],
  upperLid: [387, 386, 385],
  lowerLid: [373, 374, 380],
  innerBrow: [336, 296, 285, 295],
  outerBrow: [300, 293, 276, 283],
  browEnds: [336, 285],
  noseWing: [358, 279, 294],
  nasolabial: [423, 426],
  cheek: [280, 330, 266, 425],
  lipPeak: 267,
  lipCorner: 291,
  innerLipCorner: 308,
};

/** Points in the middle of the face. */
export const MIDDLE_POINTS = {
  noseBase: 2,
  upperLipTop: 0,
  upperLipInside: 13,
  lowerLipInside: 14,
  lowerLipBottom: 17,
  chinFront: 199,
  chinBottom: 152,
} as const;

/**
 * Head pose, openings and pose-corrected distances of a face.
 *
 * @param mesh 468 times x, y, z (x right, y down, z to the back in the same unit; any scale and place)
 * @returns the values of LANDMARK_MEASURES in their order; null when the mesh is no face (missing values, no extent)
 */
export function summariseLandmarks(mesh: ArrayLike<number>): Float32Array | null {
  if (mesh.length !== 3 * MESH_POINTS) return null;
  const fit = fitSimilarity(
    STABLE_POINTS.map(({ place }) => place),
    STABLE_POINTS.map(({ index }) => pointOf(mesh, index)),
  );
  if (fit === null) return null;
  const at = (index: number): Point => toSource(fit, pointOf(mesh, index));
  const values = new Float32Array(LANDMARK_MEASURE_COUNT);
  const set = (name: MeasureName, value: number): void => {
    values[placeOf(name)] = value;
  };
  const pose = headPoseOf(fit.rotation);
  set("yaw", pose.yaw);
  set("pitch", pose.pitch);
  set("roll", pose.roll);
  set("fitError", fit.error);
  measureSide("Left", LEFT_POINTS, at, set);
  measureSide("Right", RIGHT_POINTS, at, set);
  measureMiddle(at, set);
  return values.every(Number.isFinite) ? values : null;
}

type Place = (index: number) => Point;
type Set = (name: MeasureName, value: number) => void;

function measureSide(side: "Left" | "Right", points: SidePoints, at: Place, set: Set): void {
  const mean = (indices: readonly number[]): Point => centroid(indices.map(at));
  const [inner, outer] = points.eyeCorners;
  const eyeHeight = heightOf(mean(points.eyeCorners));
  const above = (indices: readonly number[]): number => heightOf(mean(indices)) - eyeHeight;
  const [upperOuter, , upperInner] = points.upperLid;
  const [lowerOuter, , lowerInner] = points.lowerLid;
  set(
    `eyeOpening${side}`,
    (flatDistance(at(upperOuter), at(lowerOuter)) + flatDistance(at(upperInner), at(lowerInner))) /
      (2 * flatDistance(at(inner), at(outer))),
  );
  set(`innerBrow${side}`, above(points.innerBrow));
  set(`outerBrow${side}`, above(points.outerBrow));
  set(`upperLid${side}`, above(points.upperLid));
  set(`lowerLid${side}`, above(points.lowerLid));
  set(`noseWing${side}`, heightOf(mean(points.noseWing)) - heightOf(at(inner)));
  set(`nasolabial${side}`, above(points.nasolabial));
  set(`cheek${side}`, above(points.cheek));
  const corner = at(points.lipCorner);
  const base = at(MIDDLE_POINTS.noseBase);
  set(`lipCornerHeight${side}`, heightOf(corner) - heightOf(base));
  set(`lipCornerOut${side}`, side === "Left" ? corner[0] : -corner[0]);
  set(`lipCornerDepth${side}`, corner[2] - base[2]);
}

function measureMiddle(at: Place, set: Set): void {
  const base = at(MIDDLE_POINTS.noseBase);
  const fromBase = (point: Point): number => heightOf(point) - heightOf(base);
  const [top, bottom] = [at(MIDDLE_POINTS.upperLipTop), at(MIDDLE_POINTS.lowerLipBottom)];
  const [insideTop, insideBottom] = [at(MIDDLE_POINTS.upperLipInside), at(MIDDLE_POINTS.lowerLipInside)];
  const innerCorners = flatDistance(at(LEFT_POINTS.innerLipCorner), at(RIGHT_POINTS.innerLipCorner));
  set("mouthOpening", flatDistance(insideTop, insideBottom) / innerCorners);
  set("browDistance", centroid(LEFT_POINTS.browEnds.map(at))[0] - centroid(RIGHT_POINTS.browEnds.map(at))[0]);
  set("upperLip", fromBase(centroid([top, at(LEFT_POINTS.lipPeak), at(RIGHT_POINTS.lipPeak)])));
  set("mouthWidth", flatDistance(at(LEFT_POINTS.lipCorner), at(RIGHT_POINTS.lipCorner)));
  set("lipsAperture", flatDistance(insideTop, insideBottom));
  set("upperLipThickness", heightOf(top) - heightOf(insideTop));
  set("lowerLipThickness", heightOf(insideBottom) - heightOf(bottom));
  set("lowerLip", fromBase(bottom));
  set("lipProtrusion", base[2] - (top[2] + bottom[2]) / 2);
  set("chinBoss", fromBase(at(MIDDLE_POINTS.chinFront)));
  set("jaw", fromBase(at(MIDDLE_POINTS.chinBottom)));
}

/** Height in the upright face: y points down. */
function heightOf([, y]: Point): number {
  return -y;
}

/** Distance as seen from the front: the mesh's depth is its least certain direction. */
function flatDistance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
