import { inputSize, type ModelInput } from "../../shared/model-card.ts";
import type { Picture, Square } from "./picture.ts";
import { pixelKernel, pixelMemory } from "./pixel-kernel.ts";
import { allocatePixels } from "./pixel-memory.ts";
import { PlaneSampler } from "./plane-sampler.ts";
import { RESAMPLED_UNITS } from "./resample.ts";

/** Space that three channels take among the kernel's parameters, and all of these. */
const CHANNELS_BYTES = 36;
const PARAMETER_BYTES = 64;

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
  /** Pixels of a row as the kernel writes it: it takes four at a time. */
  readonly #pitch: number;
  /** Where the kernel writes the crop, and where it finds how channels are written and read; the latter comes first. */
  readonly #values: number;
  readonly #parameters: number;

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
    this.#pitch = Math.ceil(size / 4) * 4;
    this.#parameters = allocatePixels(pixelMemory, PARAMETER_BYTES + 4 * channels * this.#pitch * size);
    this.#values = this.#parameters + PARAMETER_BYTES;
    this.#describeChannels();
  }

  /** Number of values of one crop. */
  get length(): number {
    return this.size * this.size * (this.#chroma === null ? 1 : 3);
  }

  /** Writes the crop to `out` from `offset` on. */
  crop(picture: Picture, square: Square, out: Float32Array, offset: number): void {
    this.#luma.read(picture, picture.luma, square);
    if (this.#chroma === null) {
      this.#writeGrey(picture);
    } else {
      this.#chroma.u.read(picture, picture.chromaU, square);
      this.#chroma.v.read(picture, picture.chromaV, square);
      this.#writeColour(picture, this.#chroma.u, this.#chroma.v);
    }
    this.#copyRows(out, offset);
    if (this.#beyond === "black") this.#blacken(picture, square, out, offset);
  }

  /** Tells the kernel offset (in bytes), mean and factor of each channel. */
  #describeChannels(): void {
    const offsets = new Int32Array(pixelMemory.buffer, this.#parameters);
    const numbers = new Float32Array(pixelMemory.buffer, this.#parameters);
    for (const [place, { offset, mean, factor }] of this.#channels.entries()) {
      // Planes of the kernel have rows of its own pitch.
      offsets[3 * place] = 4 * (this.#step === 1 ? (offset / this.size) * this.#pitch : offset);
      numbers[3 * place + 1] = mean;
      numbers[3 * place + 2] = factor;
    }
  }

  /** Copies the kernel's rows without what it wrote beyond their ends. */
  #copyRows(out: Float32Array, offset: number): void {
    const { size, length } = this;
    const rowLength = size * this.#step;
    const pitch = this.#pitch * this.#step;
    const written = new Float32Array(pixelMemory.buffer, this.#values, (length / rowLength) * pitch);
    if (pitch === rowLength) {
      out.set(written, offset);
      return;
    }
    for (let row = 0; row * rowLength < length; row++) {
      out.set(written.subarray(row * pitch, row * pitch + rowLength), offset + row * rowLength);
    }
  }

  #writeGrey(picture: Picture): void {
    const { black, scale } = picture.colour;
    const { base, right, down } = this.#luma.turned(picture.rotation);
    pixelKernel.writeGrey(
      this.#luma.address + 4 * base,
      4 * right,
      4 * down,
      this.size,
      this.#pitch,
      scale / RESAMPLED_UNITS,
      -black * scale,
      this.#parameters,
      this.#values,
    );
  }

  #writeColour(picture: Picture, u: PlaneSampler, v: PlaneSampler): void {
    const { black, scale, redV, greenU, greenV, blueU } = picture.colour;
    const centre = 128 * RESAMPLED_UNITS;
    const perUnit = [redV, greenU, greenV, blueU].map((share) => share / RESAMPLED_UNITS);
    const colour = this.#parameters + CHANNELS_BYTES;
    new Float32Array(pixelMemory.buffer, colour).set([
      scale / RESAMPLED_UNITS,
      -black * scale,
      centre,
      ...perUnit,
    ]);
    const fine = this.#luma.turned(picture.rotation);
    const coarse = u.turned(picture.rotation);
    pixelKernel.writeColour(
      this.#luma.address + 4 * fine.base,
      4 * fine.right,
      4 * fine.down,
      u.address + 4 * coarse.base,
      v.address + 4 * coarse.base,
      4 * coarse.right,
      4 * coarse.down,
      this.size,
      this.#pitch,
      colour,
      this.#parameters,
      this.#values,
      4 * this.#step,
    );
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
