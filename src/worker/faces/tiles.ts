import type { Square } from "../picture/picture.ts";

/** Side of a tile in a picture of up to 720 lines; larger pictures get larger tiles, not more of them. */
const TILE_PX = 480;
const TILE_SHARE = 2 / 3;
/** Step from tile to tile as a share of its side, so that every face of up to a quarter tile lies in one whole. */
const STEP_SHARE = 3 / 4;

/**
 * Overlapping square tiles that cover a picture, in which smaller faces are found than in the whole (1280 x 720: 8
 * tiles). Empty when the picture is no larger than a tile.
 */
export function tilesOf(width: number, height: number): Square[] {
  const side = Math.max(TILE_PX, Math.round(Math.min(width, height) * TILE_SHARE));
  if (width <= side && height <= side) return [];
  const columns = startsAlong(width, side);
  return startsAlong(height, side).flatMap((y) => columns.map((x) => ({ x, y, side })));
}

function startsAlong(length: number, side: number): number[] {
  if (length <= side) return [(length - side) / 2];
  const count = Math.ceil((length - side) / (side * STEP_SHARE)) + 1;
  return Array.from({ length: count }, (_, i) => (i * (length - side)) / (count - 1));
}
