/** Times in a copy are stored in 1/90 ms: no frame of any usual rate is off by more than 0.006 ms. */
export const PROXY_UNITS_PER_MS = 90;

/** Longer and shorter side of a copy at most: 1920 x 1080, or 1080 x 1920 upright. */
const LONGER_SIDE = 1920;
const SHORTER_SIDE = 1080;

/** Size of the copy of a picture, in pixels as displayed: the same, or as large as allowed; even, as 4:2:0 needs. */
export function proxySize(displayed: { readonly width: number; readonly height: number }): {
  width: number;
  height: number;
} {
  const { width, height } = displayed;
  const shrink = Math.min(1, LONGER_SIDE / Math.max(width, height), SHORTER_SIDE / Math.min(width, height));
  return { width: even(width * shrink), height: even(height * shrink) };
}

function even(length: number): number {
  return Math.max(2, 2 * Math.round(length / 2));
}
