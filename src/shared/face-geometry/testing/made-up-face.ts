import { LEFT_POINTS, MIDDLE_POINTS, RIGHT_POINTS, type SidePoints } from "../landmark-summary.ts";
import { STABLE_PAIRS, STABLE_POINTS } from "../mean-face.ts";
import { MESH_POINTS, type Point, pointOf } from "../points.ts";
import { type HeadPose, rotate, rotationFor } from "../rotation.ts";

/** Where the points that measures use lie in a made-up upright face: x of the left side, y, z. */
const SIDE_PLACES: Readonly<Record<keyof SidePoints, Point>> = {
  eyeCorners: [0, 0, 0],
  upperLid: [0.5, -0.08, -0.05],
  lowerLid: [0.5, 0.05, -0.05],
  innerBrow: [0.25, -0.32, -0.2],
  outerBrow: [0.65, -0.26, -0.1],
  browEnds: [0.22, -0.3, -0.22],
  noseWing: [0.3, 0.6, -0.2],
  nasolabial: [0.38, 0.75, -0.2],
  cheek: [0.6, 0.55, -0.1],
  lipPeak: [0.1, 0.85, -0.45],
  lipCorner: [0.38, 1, -0.15],
  innerLipCorner: [0.33, 1, -0.2],
};

const MIDDLE_PLACES: Readonly<Record<keyof typeof MIDDLE_POINTS, Point>> = {
  noseBase: [0, 0.62, -0.45],
  upperLipTop: [0, 0.86, -0.46],
  upperLipInside: [0, 0.97, -0.4],
  lowerLipInside: [0, 0.99, -0.4],
  lowerLipBottom: [0, 1.14, -0.42],
  chinFront: [0, 1.5, -0.35],
  chinBottom: [0, 1.7, -0.15],
};

/** Pairs of points that are each other's mirror image, and points that are their own. */
export function mirrorPairs(): [number, number][] {
  const pairs: [number, number][] = STABLE_PAIRS.map(([left, right]) => [left, right]);
  for (const part of Object.keys(SIDE_PLACES) as (keyof SidePoints)[]) {
    const right = [RIGHT_POINTS[part]].flat();
    [LEFT_POINTS[part]].flat().forEach((left, i) => {
      pairs.push([left, right[i] ?? left]);
    });
  }
  return pairs;
}

/** A mesh whose stable points are the mean face's, upright; parts of the face can be moved. */
export function madeUpFace(
  moves: Partial<Record<keyof SidePoints | keyof typeof MIDDLE_POINTS, Point>> = {},
): Float64Array {
  const mesh = new Float64Array(3 * MESH_POINTS);
  const place = (index: number, [x, y, z]: Point, [dx, dy, dz]: Point = [0, 0, 0]): void => {
    mesh.set([x + dx, y + dy, z + dz], 3 * index);
  };
  for (const part of Object.keys(SIDE_PLACES) as (keyof SidePoints)[]) {
    if (part === "eyeCorners") continue;
    const [x, y, z] = SIDE_PLACES[part];
    const [dx, dy, dz] = moves[part] ?? [0, 0, 0];
    // Points of one part lie beside each other.
    [LEFT_POINTS[part]].flat().forEach((index, i) => {
      place(index, [x + 0.01 * i, y, z], [dx, dy, dz]);
    });
    [RIGHT_POINTS[part]].flat().forEach((index, i) => {
      place(index, [-x - 0.01 * i, y, z], [-dx, dy, dz]);
    });
  }
  for (const part of Object.keys(MIDDLE_PLACES) as (keyof typeof MIDDLE_PLACES)[]) {
    place(MIDDLE_POINTS[part], MIDDLE_PLACES[part], moves[part]);
  }
  for (const { index, place: at } of STABLE_POINTS) place(index, at);
  return mesh;
}

/** The mesh turned about the origin, then enlarged, then moved. */
export function posed(
  mesh: ArrayLike<number>,
  pose: HeadPose,
  scale = 1,
  by: Point = [0, 0, 0],
): Float64Array {
  const rotation = rotationFor(pose);
  const result = new Float64Array(mesh.length);
  for (let i = 0; i < MESH_POINTS; i++) {
    result.set(
      rotate(rotation, pointOf(mesh, i)).map((value, axis) => value * scale + (by[axis] ?? 0)),
      3 * i,
    );
  }
  return result;
}

/** The mesh as in a mirror: x the other way, each point in the place of its mirror image. */
export function mirrored(mesh: ArrayLike<number>): Float64Array {
  const partners = new Map(mirrorPairs().flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
  const result = new Float64Array(mesh.length);
  for (let i = 0; i < MESH_POINTS; i++) {
    const [x, y, z] = pointOf(mesh, partners.get(i) ?? i);
    result.set([-x, y, z], 3 * i);
  }
  return result;
}
