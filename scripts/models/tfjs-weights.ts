import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

/** A weight of a TensorFlow.js model, dequantised. `shape` is in TensorFlow's order (convolutions: height, width, in, out). */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

export type Weights = ReadonlyMap<string, Weight>;

const quantizationSchema = z.union([
  z.object({ dtype: z.literal("float16") }),
  z.object({ dtype: z.literal("uint8"), scale: z.number(), min: z.number() }),
]);

const entrySchema = z.object({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.enum(["float32", "int32"]),
  quantization: quantizationSchema.optional(),
});

/** The weights part of a TensorFlow.js model: groups of entries, each stored one after the other in its files. */
export const weightsManifestSchema = z.array(
  z.object({ paths: z.array(z.string()), weights: z.array(entrySchema) }),
);

export type WeightsManifest = z.infer<typeof weightsManifestSchema>;
type WeightEntry = z.infer<typeof entrySchema>;

/**
 * Reads all weights of a manifest.
 *
 * @param manifestPath the file that the manifest came from; the binary files stand beside it
 * @throws when a binary file is longer or shorter than its manifest says
 */
export function readWeights(manifest: WeightsManifest, manifestPath: string): Weights {
  const weights = new Map<string, Weight>();
  for (const group of manifest) {
    const bytes = Buffer.concat(group.paths.map((path) => readFileSync(join(dirname(manifestPath), path))));
    let offset = 0;
    for (const entry of group.weights) {
      const length = entry.shape.reduce((product, size) => product * size, 1) * bytesPerValue(entry);
      if (offset + length > bytes.length) {
        throw new Error(`${manifestPath}: the binary file ends before ${entry.name} does`);
      }
      weights.set(entry.name, {
        shape: entry.shape,
        values: decode(entry, bytes.subarray(offset, offset + length)),
      });
      offset += length;
    }
    if (offset !== bytes.length) {
      throw new Error(
        `${manifestPath}: ${bytes.length - offset} bytes of the binary file belong to no weight`,
      );
    }
  }
  return weights;
}

/** @throws when there is no float weight of that name */
export function floatWeight(
  weights: Weights,
  name: string,
): { shape: readonly number[]; values: Float32Array } {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`There is no weight named ${name}`);
  if (!(weight.values instanceof Float32Array)) throw new Error(`The weight ${name} is not of type float`);
  return { shape: weight.shape, values: weight.values };
}

/** @throws when there is no integer weight of that name */
export function integerWeight(weights: Weights, name: string): readonly number[] {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`There is no weight named ${name}`);
  if (!(weight.values instanceof Int32Array)) throw new Error(`The weight ${name} is not of type integer`);
  return [...weight.values];
}

function bytesPerValue(entry: WeightEntry): number {
  switch (entry.quantization?.dtype) {
    case "float16":
      return 2;
    case "uint8":
      return 1;
    default:
      return 4;
  }
}

function decode(entry: WeightEntry, bytes: Buffer): Float32Array | Int32Array {
  // A copy, because views of wider types need an aligned start.
  const { buffer } = new Uint8Array(bytes);
  const { quantization } = entry;
  if (quantization === undefined)
    return entry.dtype === "int32" ? new Int32Array(buffer) : new Float32Array(buffer);
  if (quantization.dtype === "float16") return Float32Array.from(new Uint16Array(buffer), halfToNumber);
  const { scale, min } = quantization;
  return Float32Array.from(new Uint8Array(buffer), (value) => value * scale + min);
}

/** The value of an IEEE 754 half-precision number given as its 16 bits. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024);
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}
