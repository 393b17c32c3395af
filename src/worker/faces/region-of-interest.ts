import type { PixelBox } from "../../shared/worker-protocol.ts";
import type { Square } from "../picture/picture.ts";

/** The part of a square that lies within a picture, in whole pixels. */
export function partOfPicture(
  square: Square,
  picture: { readonly width: number; readonly height: number },
): PixelBox {
  const x = Math.max(0, Math.floor(square.x));
  const y = Math.max(0, Math.floor(square.y));
  return {
    x,
    y,
    width: Math.max(0, Math.min(Math.round(picture.width), Math.ceil(square.x + square.side)) - x),
    height: Math.max(0, Math.min(Math.round(picture.height), Math.ceil(square.y + square.side)) - y),
  };
}
