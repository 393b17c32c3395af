import type { ModelCard } from "../../shared/model-card.ts";
import { AxisTaps } from "./axis-taps.ts";
import type { Picture, Plane, Square } from "./picture.ts";
import { resamplePlane } from "./resample.ts";

/** What lies beyond the picture: its edge pixels continue, or black. */
export type Beyond = "edge" | "black";

/**
 * Cuts squares of the displayed picture and writes them as a network's input: planes of size x size values,
 * (pixel - mean) / divisor. Holds its buffers, so that a crop allocates nothing.
 */
export class Cropper {
  readonly size: number;
  readonly #grey: boolean;
  readonly #means: readonly number[];
  readonly #factor: number;
  readonly #beyond: Beyond;
  readonly #x: AxisTaps;
  readonly #y: AxisTaps;
  readonly #luma: Float32Array;
  readonly #chromaU: Float32Array;
  readonly #chromaV: Float32Array;

  constructor(input: ModelCard["input"], beyond: Beyond) {
    const size = input.shape[2];
    this.size = size;
    this.#grey = input.colour === "grey";
    this.#means = input.normalisation.mean;
    this.#factor = 1 / input.normalisation.divisor;
    this.#beyond = beyond;
    this.#x = new AxisTaps(size);
    this.#y = new AxisTaps(size);
    this.#luma = new Float32Array(size * size);
    this.#chromaU = new Float32Array(this.#grey ? 0 : size * size);
    this.#chromaV = new Float32Array(this.#grey ? 0 : size * size);
  }

  /** Number of values of one crop. */
  get length(): number {
    return this.size * this.size * (this.#grey ? 1 : 3);
  }

  /** Writes the crop to `out` from `offset` on. */
  crop(picture: Picture, square: Square, out: Float32Array, offset: number): void {
    this.#resample(picture, picture.luma, square, this.#luma);
    if (this.#grey) {
      this.#writeGrey(picture, out, offset);
    } else {
      this.#resample(picture, picture.chromaU, square, this.#chromaU);
      this.#resample(picture, picture.chromaV, square, this.#chromaV);
      this.#writeColour(picture, out, offset);
    }
    if (this.#beyond === "black") this.#blacken(picture, square, out, offset);
  }

  #resample(picture: Picture, plane: Plane, square: Square, out: Float32Array): void {
    const stored = toStored(picture, square);
    const { width, height } = plane;
    this.#x.set(stored.x * width, stored.width * width, width);
    this.#y.set(stored.y * height, stored.height * height, height);
    resamplePlane(plane.samples, plane.stride, this.#x, this.#y, out);
  }

  #writeGrey(picture: Picture, out: Float32Array, offset: number): void {
    const { size } = this;
    const { black, scale } = picture.colour;
    const mean = this.#means[0] ?? 0;
    const { base, right, down } = turn(picture.rotation, size);
    let target = offset;
    for (let j = 0; j < size; j++) {
      let from = base + j * down;
      for (let i = 0; i < size; i++, from += right) {
        const value = ((this.#luma[from] as number) - black) * scale;
        out[target++] = (clip(value) - mean) * this.#factor;
      }
    }
  }

  #writeColour(picture: Picture, out: Float32Array, offset: number): void {
    const { size } = this;
    const { black, scale, redV, greenU, greenV, blueU } = picture.colour;
    const [meanR = 0, meanG = 0, meanB = 0] = this.#means;
    const { base, right, down } = turn(picture.rotation, size);
    const plane = size * size;
    let target = offset;
    for (let j = 0; j < size; j++) {
      let from = base + j * down;
      for (let i = 0; i < size; i++, from += right) {
        const luma = ((this.#luma[from] as number) - black) * scale;
        const u = (this.#chromaU[from] as number) - 128;
        const v = (this.#chromaV[from] as number) - 128;
        out[target] = (clip(luma + redV * v) - meanR) * this.#factor;
        out[target + plane] = (clip(luma + greenU * u + greenV * v) - meanG) * this.#factor;
        out[target + 2 * plane] = (clip(luma + blueU * u) - meanB) * this.#factor;
        target++;
      }
    }
  }

  /** Writes black where a pixel's centre lies beyond the picture. */
  #blacken(picture: Picture, square: Square, out: Float32Array, offset: number): void {
    const { size } = this;
    const step = square.side / size;
    const inside = (position: number, limit: number): boolean => position >= 0 && position < limit;
    const whole =
      square.x >= 0 &&
      square.y >= 0 &&
      square.x + square.side <= picture.width &&
      square.y + square.side <= picture.height;
    if (whole) return;
    this.#means.forEach((mean, channel) => {
      const black = -mean * this.#factor;
      for (let j = 0; j < size; j++) {
        const row = offset + (channel * size + j) * size;
        const rowInside = inside(square.y + (j + 0.5) * step, picture.height);
        for (let i = 0; i < size; i++) {
          if (!rowInside || !inside(square.x + (i + 0.5) * step, picture.width)) out[row + i] = black;
        }
      }
    });
  }
}

function clip(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** A square of the displayed picture as a rectangle of the stored one, in shares of its width and height. */
export function toStored(
  picture: Picture,
  square: Square,
): { x: number; y: number; width: number; height: number } {
  const x = square.x / picture.width;
  const y = square.y / picture.height;
  const width = square.side / picture.width;
  const height = square.side / picture.height;
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

/** Where in a stored square the displayed pixel (0, 0) lies, and the steps to its right and lower neighbours. */
function turn(rotation: Picture["rotation"], size: number): { base: number; right: number; down: number } {
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
