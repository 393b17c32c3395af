import type { PixelBox } from "../../shared/worker-protocol.ts";
import { AxisTaps } from "../picture/axis-taps.ts";
import type { Picture, Plane } from "../picture/picture.ts";
import { toStored } from "../picture/plane-sampler.ts";
import { resamplePlane } from "../picture/resample.ts";

/** A resampled part of one plane as it is displayed: 256 times the samples. */
export interface SampledRegion {
  readonly values: Int32Array;
  /** Where the displayed pixel (0, 0) lies in `values`, and the steps to its right and lower neighbours. */
  readonly base: number;
  readonly right: number;
  readonly down: number;
}

/** Reads a part of the displayed picture from one of its planes, as `width` times `height` displayed pixels. */
export function sampleRegion(
  picture: Picture,
  plane: Plane,
  region: PixelBox,
  width: number,
  height: number,
): SampledRegion {
  const upright = picture.rotation % 180 === 0;
  const across = upright ? width : height;
  const rows = upright ? height : width;
  const stored = toStored(picture, region);
  const x = new AxisTaps(across);
  const y = new AxisTaps(rows);
  x.set(stored.x * plane.width, stored.width * plane.width, plane.width);
  y.set(stored.y * plane.height, stored.height * plane.height, plane.height);
  const values = new Int32Array(across * rows);
  resamplePlane(plane, x, y, values);
  return { values, ...turned(picture.rotation, across, rows) };
}

function turned(rotation: Picture["rotation"], across: number, rows: number): Omit<SampledRegion, "values"> {
  switch (rotation) {
    case 0:
      return { base: 0, right: 1, down: across };
    case 90:
      return { base: (rows - 1) * across, right: -across, down: 1 };
    case 180:
      return { base: across * rows - 1, right: -1, down: -across };
    case 270:
      return { base: across - 1, right: across, down: -1 };
  }
}
