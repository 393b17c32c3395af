import { z } from "zod";
import { inputSize, type ModelInput } from "../../shared/model-card.ts";

/** Values of an output that are kept, evenly spread over it. */
const KEPT_VALUES = 64;

/**
 * What a model gave on the CPU for pictures that {@link selfTestInput} makes up: some values of every output. Stands in
 * `self-test/` beside the model, under its name.
 */
export const selfTestVectorsSchema = z.strictObject({
  modelId: z.string(),
  /** Of the ONNX file that gave the values. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /**
   * Largest difference that passes: of values up to 1 as it is, of larger ones as a share of them. The same holds for
   * every execution provider.
   */
  tolerance: z.number().positive(),
  cases: z
    .array(
      z.strictObject({
        seed: z.int().positive(),
        outputs: z.record(z.string(), z.array(z.number()).min(1)),
      }),
    )
    .min(1),
});
export type SelfTestVectors = z.infer<typeof selfTestVectorsSchema>;

/**
 * A made-up picture as a network's input: slow waves with noise, the same on every computer. No picture of a person. Of
 * low contrast, since strong patterns saturate the expression networks' probabilities.
 */
export function selfTestInput(input: ModelInput, seed: number): Float32Array {
  const { channels, height, width } = inputSize(input);
  const { mean, divisor } = input.normalisation;
  const values = new Float32Array(channels * height * width);
  let state = seed;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++) {
        // Xorshift (Marsaglia 2003), 32 bits.
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        const wave = Math.abs(((x * (3 + seed) + y * 5 + channel * 40) % 382) - 191);
        const pixel = 100 + wave / 4 + ((state >>> 0) % 16);
        const divide = typeof divisor === "number" ? divisor : (divisor[channel] ?? 1);
        const at =
          input.layout === "NCHW" ? (channel * height + y) * width + x : (y * width + x) * channels + channel;
        values[at] = (pixel - (mean[channel] ?? 0)) / divide;
      }
    }
  }
  return values;
}

/** The values of an output that are kept. */
export function keptValues(values: Float32Array): number[] {
  const count = Math.min(KEPT_VALUES, values.length);
  return Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)] as number);
}

/**
 * Largest difference of computed from kept values, of values up to 1 as it is, of larger ones as a share of them;
 * infinite where their number differs or a value is none.
 */
export function largestDifference(computed: readonly number[], kept: readonly number[]): number {
  if (computed.length !== kept.length) return Number.POSITIVE_INFINITY;
  return kept.reduce((largest, expected, i) => {
    const difference = Math.abs((computed[i] as number) - expected) / Math.max(1, Math.abs(expected));
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
  }, 0);
}
