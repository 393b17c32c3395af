import { dot, type Point } from "./points.ts";

/** Rows of a rotation matrix. */
export type Rotation = readonly [Point, Point, Point];

/** How the head is turned, in degrees. */
export interface HeadPose {
  /** Turned to the person's left (the right of a picture that is not mirrored): positive. -180..180. */
  readonly yaw: number;
  /** Looking up: positive. -90..90. */
  readonly pitch: number;
  /** Tilted to the person's left shoulder: positive. -180..180. */
  readonly roll: number;
}

const DEGREES = 180 / Math.PI;

/** The matrix times a vector. */
export function rotate(rotation: Rotation, point: Point): Point {
  return [dot(rotation[0], point), dot(rotation[1], point), dot(rotation[2], point)];
}

/** The inverse matrix times a vector. */
export function rotateBack(rotation: Rotation, [x, y, z]: Point): Point {
  const [a, b, c] = rotation;
  return [a[0] * x + b[0] * y + c[0] * z, a[1] * x + b[1] * y + c[1] * z, a[2] * x + b[2] * y + c[2] * z];
}

/** The rotation of a unit quaternion w, x, y, z. */
export function rotationOf([w, x, y, z]: readonly [number, number, number, number]): Rotation {
  return [
    [w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z],
  ];
}

/**
 * The angles of a rotation from an upright face that looks into the camera: the head turns (yaw), then nods (pitch),
 * then tilts (roll), each about the axis that the turns before it have carried along.
 */
export function headPoseOf(rotation: Rotation): HeadPose {
  const [[, , r02], [r10, r11, r12], [, , r22]] = rotation;
  return {
    yaw: Math.atan2(-r02, r22) * DEGREES,
    pitch: Math.asin(Math.min(1, Math.max(-1, r12))) * DEGREES,
    roll: Math.atan2(r10, r11) * DEGREES,
  };
}

/** The rotation that turns an upright face into a pose: inverse of `headPoseOf`. */
export function rotationFor({ yaw, pitch, roll }: HeadPose): Rotation {
  const [cy, sy] = [Math.cos(yaw / DEGREES), Math.sin(yaw / DEGREES)];
  const [cp, sp] = [Math.cos(pitch / DEGREES), Math.sin(pitch / DEGREES)];
  const [cr, sr] = [Math.cos(roll / DEGREES), Math.sin(roll / DEGREES)];
  return [
    [cy * cr + sy * sp * sr, -cy * sr + sy * sp * cr, -sy * cp],
    [cp * sr, cp * cr, sp],
    [sy * cr - cy * sp * sr, -sy * sr - cy * sp * cr, cy * cp],
  ];
}
