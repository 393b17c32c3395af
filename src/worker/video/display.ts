import { AV_PKT_DATA_DISPLAYMATRIX } from "node-av/constants";
import type { Stream } from "node-av/lib";

export type Rotation = 0 | 90 | 180 | 270;

/** How stored pictures are shown: stretched to square pixels, then turned. */
export interface Display {
  /** Clockwise. */
  readonly rotation: Rotation;
  /** Displayed pixels per stored pixel, along the stored rows and columns. */
  readonly scaleX: number;
  readonly scaleY: number;
}

export function displayOf(stream: Stream): Display {
  const matrix = stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  const ofStream = stream.sampleAspectRatio;
  const aspect = ofStream.num > 0 ? ofStream : stream.codecpar.sampleAspectRatio;
  return { rotation: matrix ? rotationOf(matrix) : 0, ...stretch(aspect) };
}

/** Players enlarge the shorter direction, so that no stored detail is lost. */
export function stretch(aspect: { readonly num: number; readonly den: number }): {
  scaleX: number;
  scaleY: number;
} {
  const ratio = aspect.num > 0 && aspect.den > 0 ? aspect.num / aspect.den : 1;
  return ratio >= 1 ? { scaleX: ratio, scaleY: 1 } : { scaleX: 1, scaleY: 1 / ratio };
}

/**
 * The clockwise quarter turn of a display matrix: 9 little-endian 32-bit numbers, rows (a b u) (c d v) (x y w),
 * a to d with 16 fractional bits. Mirroring is not looked at.
 */
export function rotationOf(matrix: Buffer): Rotation {
  if (matrix.length < 36) return 0;
  const a = matrix.readInt32LE(0);
  const b = matrix.readInt32LE(4);
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[quarter] ?? 0;
}

/** Size in whole pixels as displayed. */
export function displayedSize(
  display: Display,
  width: number,
  height: number,
): { width: number; height: number } {
  const across = Math.round(width * display.scaleX);
  const down = Math.round(height * display.scaleY);
  return display.rotation % 180 === 0 ? { width: across, height: down } : { width: down, height: across };
}
