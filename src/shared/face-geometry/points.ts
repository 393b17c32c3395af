/** x, y, z: x to the right of the picture, y down, z to the back, all in one unit. */
export type Point = readonly [x: number, y: number, z: number];

/** Number of points of the face mesh. */
export const MESH_POINTS = 468;

/** Point `index` of a mesh that is stored as x, y, z by turns. */
export function pointOf(mesh: ArrayLike<number>, index: number): Point {
  return [
    mesh[3 * index] ?? Number.NaN,
    mesh[3 * index + 1] ?? Number.NaN,
    mesh[3 * index + 2] ?? Number.NaN,
  ];
}

/** Mean of points; NaN without any. */
export function centroid(points: readonly Point[]): Point {
  const sum = [0, 0, 0] as [number, number, number];
  for (const [x, y, z] of points) {
    sum[0] += x;
    sum[1] += y;
    sum[2] += z;
  }
  const n = points.length;
  return [sum[0] / n, sum[1] / n, sum[2] / n];
}

export function subtract(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
