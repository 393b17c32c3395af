import { inputSize, type ModelInput } from "../../shared/model-card.ts";
import type { Picture, Square } from "./picture.ts";
import { PlaneSampler } from "./plane-sampler.ts";
import { RESAMPLED_UNITS } from "./resample.ts";

/** What lies beyond the picture: its edge pixels continue, or black. */
export type Beyond = "edge" | "black";

/** Where the value of a colour lies in a network's input: (pixel - mean) * factor at offset + step * pixel. */
interface Channel {
  readonly offset: number;
  readonly mean: number;
  readonly factor: number;
}

/**
 * Cuts squares of the displayed picture and writes them as a network's input of size x size pixels,
 * (pixel - mean) / divisor. Holds its buffers, so that a crop allocates nothing.
 */
export class Cropper {
  readonly size: number;
  /** In the order red, green, blue; of a grey input the first one. */
  readonly #channels: readonly [Channel, Channel, Channel];
  /** From one pixel's value to that of its right neighbour. */
  readonly #step: number;
  readonly #beyond: Beyond;
  readonly #luma: PlaneSampler;
  /** Half as fine as the luma, as in most recordings; null for grey inputs. */
  readonly #chroma: { readonly u: PlaneSampler; readonly v: PlaneSampler } | null;

  constructor(input: ModelInput, beyond: Beyond) {
    const { channels, width: size } = inputSize(input);
    const halfSize = Math.ceil(size / 2);
    this.size = size;
    this.#step = input.layout === "NCHW" ? 1 : channels;
    this.#channels = channelsOf(input, size);
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
    const [{ mean, factor }] = this.#channels;
    const scale = picture.colour.scale / RESAMPLED_UNITS;
    const shift = -picture.colour.black * picture.colour.scale;
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
    const [red, green, blue] = this.#channels;
    const step = this.#step;
    const { black, scale, redV, greenU, greenV, blueU } = picture.colour;
    const lumaScale = scale / RESAMPLED_UNITS;
    const lumaShift = -black * scale;
    const centre = 128 * RESAMPLED_UNITS;
    const rv = redV / RESAMPLED_UNITS;
    const gu = greenU / RESAMPLED_UNITS;
    const gv = greenV / RESAMPLED_UNITS;
    const bu = blueU / RESAMPLED_UNITS;
    const fine = this.#luma.turned(picture.rotation);
    const coarse = uSampler.turned(picture.rotation);
    let target = offset;
    for (let j = 0; j < size; j++) {
      let from = fine.base + j * fine.down;
      const chromaRow = coarse.base + (j >> 1) * coarse.down;
      for (let i = 0; i < size; i++) {
        const chroma = chromaRow + (i >> 1) * coarse.right;
        const y = (luma[from] as number) * lumaScale + lumaShift;
        const u = (us[chroma] as number) - centre;
        const v = (vs[chroma] as number) - centre;
        out[target + red.offset] = (clip(y + rv * v) - red.mean) * red.factor;
        out[target + green.offset] = (clip(y + gu * u + gv * v) - green.mean) * green.factor;
        out[target + blue.offset] = (clip(y + bu * u) - blue.mean) * blue.factor;
        target += step;
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
    const colours = this.#chroma === null ? this.#channels.slice(0, 1) : this.#channels;
    for (let j = 0; j < size; j++) {
      for (let i = 0; i < size; i++) {
        if (j >= top && j < bottom && i >= left && i < right) {
          // The rest of this row's pixels up to the right edge show the picture.
          i = right - 1;
          continue;
        }
        const at = offset + (j * size + i) * this.#step;
        for (const { offset: channel, mean, factor } of colours) out[at + channel] = (0 - mean) * factor;
      }
    }
  }
}

function channelsOf(
  { layout, colour, normalisation: { mean, divisor } }: ModelInput,
  size: number,
): [Channel, Channel, Channel] {
  const apart = layout === "NCHW" ? size * size : 1;
  const channel = (place: number): Channel => ({
    offset: place * apart,
    mean: mean[place] ?? 0,
    factor: 1 / (typeof divisor === "number" ? divisor : (divisor[place] ?? 1)),
  });
  return colour === "bgr" ? [channel(2), channel(1), channel(0)] : [channel(0), channel(1), channel(2)];
}

function clip(value: number): number {
  return value < 0 ? 0 : Math.min(value, 255);
}
