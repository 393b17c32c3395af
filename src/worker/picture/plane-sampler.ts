import type { PixelBox } from "../../shared/worker-protocol.ts";
import { AxisTaps } from "./axis-taps.ts";
import type { Picture, Plane, Square } from "./picture.ts";
import { pixelMemory } from "./pixel-kernel.ts";
import { allocatePixels } from "./pixel-memory.ts";
import { resampleTo } from "./resample.ts";

/** The kernel takes four values at a time, and reads so many pixels beyond the last row. */
const SLACK_ROWS = 3;

/** Resamples squares of one plane to size x size values, as the picture is stored; allocates nothing. */
export class PlaneSampler {
  readonly size: number;
  /** 256 times the samples, row by row. */
  readonly values: Int32Array;
  /** Where the values lie in the kernel's memory. */
  readonly address: number;
  readonly #x: AxisTaps;
  readonly #y: AxisTaps;

  constructor(size: number) {
    this.size = size;
    this.address = allocatePixels(pixelMemory, 4 * size * (size + SLACK_ROWS));
    this.values = new Int32Array(pixelMemory.buffer, this.address, size * size);
    this.#x = new AxisTaps(size);
    this.#y = new AxisTaps(size);
  }

  /** Reads a square of the displayed picture from one of its planes. */
  read(picture: Picture, plane: Plane, square: Square): void {
    const { x, y, side } = square;
    const stored = toStored(picture, { x, y, width: side, height: side });
    const { width, height } = plane;
    this.#x.set(stored.x * width, stored.width * width, width);
    this.#y.set(stored.y * height, stored.height * height, height);
    resampleTo(this.address, plane, this.#x, this.#y);
  }

  /** Where the displayed pixel (0, 0) lies in `values`, and the steps to its right and lower neighbours. */
  turned(rotation: Picture["rotation"]): { base: number; right: number; down: number } {
    const { size } = this;
    switch (rotation) {
      case 0:
        return { base: 0, right: 1, down: size };
      case 90:
        return { base: (size - 1) * size, right: -size, down: 1 };
      case 180:
        return { base: size * size - 1, right: -1, down: -size };
      case 270:
        return { base: size - 1, right: size, down: -1 };
    }
  }
}

/** A part of the displayed picture as a rectangle of the stored one, in shares of its width and height. */
export function toStored(
  picture: Pick<Picture, "width" | "height" | "rotation">,
  part: PixelBox,
): { x: number; y: number; width: number; height: number } {
  const x = part.x / picture.width;
  const y = part.y / picture.height;
  const width = part.width / picture.width;
  const height = part.height / picture.height;
  switch (picture.rotation) {
    case 0:
      return { x, y, width, height };
    case 90:
      return { x: y, y: 1 - x - width, width: height, height: width };
    case 180:
      return { x: 1 - x - width, y: 1 - y - height, width, height };
    case 270:
      return { x: 1 - y - height, y: x, width: height, height: width };
  }
}
