import type { Picture } from "../picture/picture.ts";

/** Every so manieth pixel in both directions is read. */
const STEP = 8;

/** A number that stays the same while the picture does not change at all (FNV-1a over a grid of grey values). */
export function pictureChecksum({ luma }: Picture): number {
  const { samples, stride, width, height } = luma;
  let sum = 0x811c9dc5;
  for (let y = 0; y < height; y += STEP) {
    for (let x = 0; x < width; x += STEP) {
      sum = Math.imul(sum ^ (samples[y * stride + x] as number), 0x01000193);
    }
  }
  return sum >>> 0;
}
