import type { ModelCard } from "../../shared/model-card.ts";
import type { Picture, Square } from "./picture.ts";
import { PlaneSampler } from "./plane-sampler.ts";
import { RESAMPLED_UNITS } from "./resample.ts";

/** What lies beyond the picture: its edge pixels continue, or black. */
export type Beyond = "edge" | "black";

/**
 * Cuts squares of the displayed picture and writes them as a network's input: planes of size x size values,
 * (pixel - mean) / divisor. Holds its buffers, so that a crop allocates nothing.
 */
export class Cropper {
  readonly size: number;
  readonly #means: readonly number[];
  readonly #factor: number;
  readonly #beyond: Beyond;
  readonly #luma: PlaneSampler;
  /** Half as fine as the luma, as in most recordings; null for grey inputs. */
  readonly #chroma: { readonly u: PlaneSampler; readonly v: PlaneSampler } | null;

  constructor(input: ModelCard["input"], beyond: Beyond) {
    const size = input.shape[2];
    const halfSize = Math.ceil(size / 2);
    this.size = size;
    this.#means = input.normalisation.mean;
    this.#factor = 1 / input.normalisation.divisor;
    this.#beyond = beyond;
    this.#luma = new PlaneSampler(size);
    this.#chroma =
      input.colour === "grey" ? null : { u: new PlaneSampler(halfSize), v: new PlaneSampler(halfSize) };
  }

  /** Number of values of one crop. */
  get length(): number {
    return this.size * this.size * (this.#chroma === null ? 1 : 3);
  }

  /** Writes the crop to `out` from `offset` on. */
  crop(picture: Picture, square: Square, out: Float32Array, offset: number): void {
    this.#luma.read(picture, picture.luma, square);
    if (this.#chroma === null) {
      this.#writeGrey(picture, out, offset);
    } else {
      this.#chroma.u.read(picture, picture.chromaU, square);
      this.#chroma.v.read(picture, picture.chromaV, square);
      this.#writeColour(picture, this.#chroma.u, this.#chroma.v.values, out, offset);
    }
    if (this.#beyond === "black") this.#blacken(picture, square, out, offset);
  }

  #writeGrey(picture: Picture, out: Float32Array, offset: number): void {
    const { size } = this;
    const luma = this.#luma.values;
    const factor = this.#factor;
    const scale = picture.colour.scale / RESAMPLED_UNITS;
    const shift = -picture.colour.black * picture.colour.scale;
    const mean = this.#means[0] ?? 0;
    const { base, right, down } = this.#luma.turned(picture.rotation);
    let target = offset;
    for (let j = 0; j < size; j++) {
      let from = base + j * down;
      for (let i = 0; i < size; i++) {
        out[target++] = (clip((luma[from] as number) * scale + shift) - mean) * factor;
        from += right;
      }
    }
  }

  #writeColour(
    picture: Picture,
    uSampler: PlaneSampler,
    vs: Int32Array,
    out: Float32Array,
    offset: number,
  ): void {
    const { size } = this;
    const luma = this.#luma.values;
    const us = uSampler.values;
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
    const fine = this.#luma.turned(picture.rotation);
    const coarse = uSampler.turned(picture.rotation);
    const plane = size * size;
    let target = offset;
    for (let j = 0; j < size; j++) {
      let from = fine.base + j * fine.down;
      const chromaRow = coarse.base + (j >> 1) * coarse.down;
      for (let i = 0; i < size; i++) {
        const chroma = chromaRow + (i >> 1) * coarse.right;
        const y = (luma[from] as number) * lumaScale + lumaShift;
        const u = (us[chroma] as number) - centre;
        const v = (vs[chroma] as number) - centre;
        out[target] = (clip(y + rv * v) - meanR) * factor;
        out[target + plane] = (clip(y + gu * u + gv * v) - meanG) * factor;
        out[target + 2 * plane] = (clip(y + bu * u) - meanB) * factor;
        target++;
        from += fine.right;
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
  return value < 0 ? 0 : Math.min(value, 255);
}
