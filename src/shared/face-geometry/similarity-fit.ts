import { centroid, dot, type Point, subtract } from "./points.ts";
import { type Rotation, rotate, rotateBack, rotationOf } from "./rotation.ts";

/** target = centre of the target + scale x rotation x (source - centre of the source), in the least-squares sense. */
export interface SimilarityFit {
  readonly rotation: Rotation;
  readonly scale: number;
  readonly sourceCentre: Point;
  readonly targetCentre: Point;
  /** Root mean square distance of the targets from the fit, in the source's unit. */
  readonly error: number;
}

/**
 * The rotation, scale and translation that carry points nearest to others (Horn 1987, closed form with unit
 * quaternions; no reflection).
 *
 * @returns null when values are missing or all points lie in one place
 */
export function fitSimilarity(source: readonly Point[], target: readonly Point[]): SimilarityFit | null {
  const sourceCentre = centroid(source);
  const targetCentre = centroid(target);
  const from = source.map((point) => subtract(point, sourceCentre));
  const to = target.map((point) => subtract(point, targetCentre));
  const sum = (i: 0 | 1 | 2, j: 0 | 1 | 2): number =>
    from.reduce((total, point, k) => total + point[i] * (to[k]?.[j] ?? Number.NaN), 0);
  const [xx, xy, xz] = [sum(0, 0), sum(0, 1), sum(0, 2)];
  const [yx, yy, yz] = [sum(1, 0), sum(1, 1), sum(1, 2)];
  const [zx, zy, zz] = [sum(2, 0), sum(2, 1), sum(2, 2)];
  const quaternion = principalVector([
    [xx + yy + zz, yz - zy, zx - xz, xy - yx],
    [yz - zy, xx - yy - zz, xy + yx, zx + xz],
    [zx - xz, xy + yx, yy - xx - zz, yz + zy],
    [xy - yx, zx + xz, yz + zy, zz - xx - yy],
  ]);
  if (quaternion === null) return null;
  const rotation = rotationOf(quaternion);
  const spread = from.reduce((total, point) => total + dot(point, point), 0);
  const along = from.reduce((total, point, k) => total + dot(rotate(rotation, point), to[k] ?? point), 0);
  const scale = along / spread;
  if (!(scale > 0)) return null;
  const fit = { rotation, scale, sourceCentre, targetCentre };
  const squares = source.reduce((total, point, k) => {
    const rest = subtract(toSource(fit, target[k] ?? point), point);
    return total + dot(rest, rest);
  }, 0);
  return { ...fit, error: Math.sqrt(squares / source.length) };
}

/** Carries a point of the target back to the source's place, size and orientation. */
export function toSource(fit: Omit<SimilarityFit, "error">, point: Point): Point {
  const [x, y, z] = rotateBack(fit.rotation, subtract(point, fit.targetCentre));
  const [cx, cy, cz] = fit.sourceCentre;
  return [x / fit.scale + cx, y / fit.scale + cy, z / fit.scale + cz];
}

const MAX_SWEEPS = 30;

/** The eigenvector of the largest eigenvalue of a symmetric matrix (Jacobi's method); null when values are missing. */
function principalVector(matrix: number[][]): [number, number, number, number] | null {
  const size = matrix.length;
  const vectors = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)));
  const at = (rows: readonly number[][], i: number, j: number): number => rows[i]?.[j] ?? Number.NaN;
  if (matrix.some((row) => row.some((value) => !Number.isFinite(value)))) return null;
  const turn = (rows: number[][], p: number, q: number, c: number, s: number, byColumn: boolean): void => {
    for (let k = 0; k < size; k++) {
      const [pRow, pColumn, qRow, qColumn] = byColumn ? [k, p, k, q] : [p, k, q, k];
      const [a, b] = [at(rows, pRow, pColumn), at(rows, qRow, qColumn)];
      (rows[pRow] as number[])[pColumn] = c * a - s * b;
      (rows[qRow] as number[])[qColumn] = s * a + c * b;
    }
  };
  const negligible = matrix.reduce((sum, _, i) => sum + Math.abs(at(matrix, i, i)), 0) * Number.EPSILON;
  let turned = true;
  for (let sweep = 0; turned && sweep < MAX_SWEEPS; sweep++) {
    turned = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = at(matrix, p, q);
        if (Math.abs(off) <= negligible) continue;
        turned = true;
        const theta = (at(matrix, q, q) - at(matrix, p, p)) / (2 * off);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        turn(matrix, p, q, c, t * c, true);
        turn(matrix, p, q, c, t * c, false);
        turn(vectors, p, q, c, t * c, true);
      }
    }
  }
  const best = matrix.reduce((found, _, i) => (at(matrix, i, i) > at(matrix, found, found) ? i : found), 0);
  const [w, x, y, z] = vectors.map((row) => row[best] ?? Number.NaN);
  return [w ?? Number.NaN, x ?? Number.NaN, y ?? Number.NaN, z ?? Number.NaN];
}
