import { EXPRESSIONS } from "../../src/shared/expression.ts";
import { inputSize, type ModelInput } from "../../src/shared/model-card.ts";
import type { ModelReference } from "../../src/shared/worker-protocol.ts";
import { FaceModel } from "../../src/worker/models/face-model.ts";
import { loadModel } from "../../src/worker/models/load-model.ts";
import { PICTURE_SIDE } from "./labelled-pictures.ts";

const BATCH = 32;

/** Seven probabilities a picture, in the order of EXPRESSIONS, of a network that sees each picture as its whole crop. */
export async function readExpressions(reference: ModelReference, pixels: Uint8Array): Promise<Float32Array> {
  const loaded = await loadModel(reference);
  const model = new FaceModel(loaded, BATCH);
  const side = inputSize(loaded.card.input).width;
  const count = pixels.length / PICTURE_SIDE ** 2;
  const values = new Float32Array(count * EXPRESSIONS.length);
  for (let first = 0; first < count; first += BATCH) {
    const faces = Math.min(BATCH, count - first);
    for (let place = 0; place < faces; place++) {
      const from = (first + place) * PICTURE_SIDE ** 2;
      const picture = enlarge(pixels.subarray(from, from + PICTURE_SIDE ** 2), PICTURE_SIDE, side);
      model.set(place, normalise(picture, loaded.card.input));
    }
    await model.run(faces, (place, label, value) => {
      values[(first + place) * EXPRESSIONS.length + label] = value;
    });
  }
  return values;
}

/** Bilinear enlargement of a square grey picture; pixels are areas, so that their centres lie at half pixels. */
export function enlarge(pixels: Uint8Array, from: number, to: number): Float32Array {
  const taps = Array.from({ length: to }, (_, i) => {
    const centre = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    const low = Math.floor(centre);
    return { low, high: Math.min(low + 1, from - 1), share: centre - low };
  });
  const result = new Float32Array(to * to);
  let at = 0;
  for (const down of taps) {
    for (const across of taps) {
      const pixel = (y: number, x: number): number => pixels[y * from + x] as number;
      const row = (y: number): number =>
        pixel(y, across.low) * (1 - across.share) + pixel(y, across.high) * across.share;
      result[at++] = row(down.low) * (1 - down.share) + row(down.high) * down.share;
    }
  }
  return result;
}

/** A grey picture as the network wants it: the same in every channel, normalised and laid out as the card says. */
function normalise(picture: Float32Array, input: ModelInput): Float32Array {
  const { channels } = inputSize(input);
  const { mean, divisor } = input.normalisation;
  const values = new Float32Array(picture.length * channels);
  for (let channel = 0; channel < channels; channel++) {
    const divide = typeof divisor === "number" ? divisor : (divisor[channel] ?? 1);
    const step = input.layout === "NCHW" ? 1 : channels;
    const offset = input.layout === "NCHW" ? channel * picture.length : channel;
    picture.forEach((grey, pixel) => {
      values[offset + pixel * step] = (grey - (mean[channel] ?? 0)) / divide;
    });
  }
  return values;
}
