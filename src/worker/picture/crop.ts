import type { ModelCard } from "../../shared/model-card.ts";
import { AxisTaps } from "./axis-taps.ts";
import type { Picture, Plane, Square } from "./picture.ts";
import { RESAMPLED_UNITS, resamplePlane } from "./resample.ts";

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
  readonly #luma: Int32Array;
  readonly #chromaU: Int32Array;
  readonly #chromaV: Int32Array;

  constructor(input: ModelCard["input"], beyond: Beyond) {
    const size = input.shape[2];
    this.size = size;
    this.#grey = input.colour === "grey";
    this.#means = input.normalisation.mean;
    this.#factor = 1 / input.normalisation.divisor;
    this.#beyond = beyond;
    this.#x = new AxisTaps(size);
    this.#y = new AxisTaps(size);
    this.#luma = new Int32Array(size * size);
    this.#chromaU = new Int32Array(this.#grey ? 0 : size * size);
    this.#chromaV = new Int32Array(this.#grey ? 0 : size * size);
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

  #resample(picture: Picture, plane: Plane, square: Square, out: Int32Array): void {
    const stored = toStored(picture, square);
    const { width, height } = plane;
    this.#x.set(stored.x * width, stored.width * width, width);
    this.#y.set(stored.y * height, stored.height * height, height);
    resamplePlane(plane.samples, plane.stride, this.#x, this.#y, out);
  }

  #writeGrey(picture: Picture, out: Float32Array, offset: number): void {
    const { size } = this;
    const luma = this.#luma;
    const factor = this.#factor;
    const scale = picture.colour.scale / RESAMPLED_UNITS;
    const shift = -picture.colour.black * picture.colour.scale;
    const mean = this.#means[0] ?? 0;
    const { base, right, down } = turn(picture.rotation, size);
    let target = offset;
    for (let j = 0; j < size; j++) {
      let from = base + j * down;
      for (let i = 0; i < size; i++) {
        out[target++] = (clip((luma[from] as number) * scale + shift) - mean) * factor;
        from += right;
      }
    }
  }

  #writeColour(picture: Picture, out: Float32Array, offset: number): void {
    const { size } = this;
    const luma = this.#luma;
    const chromaU = this.#chromaU;
    const chromaV = this.#chromaV;
    const factor = this.#factor;
    const { black, scale, redV, greenU, greenV, blueU } = picture.colour;
    const [meanR = 0, meanG = 0, meanB = 0] = this.#means;
    const lumaScale = scale / RESAMPLED_UNITS;
    const lumaShift = -black * scale;
    const centre = 128 * RESAMPLED_UNITS;
    const rv = redV / RESAMPLED_UNITS;
    const gu = greenU / RESAMPLED_UNITS;
    const gv = greenV / RESAMPLED_UNITS;
    const bu = blueU / RESAMPLED_UNITS;
    const { base, right, down } = turn(picture.rotation, size);
    const plane = size * size;
    let target = offset;
    for (let j = 0; j < size; j++) {
      let from = base + j * down;
      for (let i = 0; i < size; i++) {
        const y = (luma[from] as number) * lumaScale + lumaShift;
        const u = (chromaU[from] as number) - centre;
        const v = (chromaV[from] as number) - centre;
        out[target] = (clip(y + rv * v) - meanR) * factor;
        out[target + plane] = (clip(y + gu * u + gv * v) - meanG) * factor;
        out[target + 2 * plane] = (clip(y + bu * u) - meanB) * factor;
        target++;
        from += right;
      }
    }
  }

  /** Writes black where a pixel's centre lies beyond the picture. */
  #blacken(picture: Picture, square: Square, out: Float32Array, offset: number): void {
    const { size } = this;
    const step = square.side / size;
    // First pixel whose centre is not before an edge of the picture.
    const firstFrom = (edge: number): number => Math.min(size, Math.max(0, Math.ceil(edge / step - 0.5)));
    const left = firstFrom(-square.x);
    const right = firstFrom(picture.width - square.x);
    const top = firstFrom(-square.y);
    const bottom = firstFrom(picture.height - square.y);
    for (const [channel, mean] of this.#means.entries()) {
      const black = (0 - mean) * this.#factor;
      const plane = offset + channel * size * size;
      out.fill(black, plane, plane + top * size);
      out.fill(black, plane + bottom * size, plane + size * size);
      for (let j = top; j < bottom; j++) {
        out.fill(black, plane + j * size, plane + j * size + left);
        out.fill(black, plane + j * size + right, plane + (j + 1) * size);
      }
    }
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
