import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { type ModelCard, modelCardSchema } from "../../src/shared/model-card.ts";
import type { ImageBatch } from "./tensorflow-original.ts";

/** The folder of the committed models. */
export const modelFolder = join(import.meta.dirname, "../../resources/models");

/** A committed model as the product runs it. */
export interface ConvertedModel {
  readonly card: ModelCard;
  /** @param pixels values of 0 to 255, which are normalised as the card says */
  run(pixels: ImageBatch): Promise<Readonly<Record<string, Tensor>>>;
}

export async function openConverted(cardFile: string): Promise<ConvertedModel> {
  const card = modelCardSchema.parse(JSON.parse(readFileSync(join(modelFolder, cardFile), "utf8")));
  const session = await InferenceSession.create(join(modelFolder, card.file), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
  });
  return {
    card,
    run: (pixels) => {
      const [batch, height, width, channels] = pixels.shape;
      const planes = channelsFirst(normalised(pixels, card));
      return session.run({
        [card.input.name]: new Tensor("float32", planes, [batch, channels, height, width]),
      });
    },
  };
}

/** The pixels as the network wants them: (pixel - mean) / divisor, computed as the card says. */
export function normalised({ values, shape }: ImageBatch, { input }: ModelCard): ImageBatch {
  const { mean, divisor } = input.normalisation;
  return {
    shape,
    values: values.map((pixel, index) => {
      const channel = index % mean.length;
      const divide = typeof divisor === "number" ? divisor : (divisor[channel] ?? 1);
      return (pixel - (mean[channel] ?? 0)) / divide;
    }),
  };
}

function channelsFirst({ values, shape: [, height, width, channels] }: ImageBatch): Float32Array {
  const plane = height * width;
  const result = new Float32Array(values.length);
  values.forEach((value, index) => {
    const channel = index % channels;
    const pixel = Math.floor(index / channels);
    const picture = Math.floor(pixel / plane);
    result[(picture * channels + channel) * plane + (pixel % plane)] = value;
  });
  return result;
}
