import { EXPRESSIONS } from "./expression.ts";

/** A probability below this counts as this, so that its logarithm exists. */
const LEAST_PROBABILITY = 1e-12;

/**
 * One way to read expressions from the networks' outputs: a network as it is, calibrated, or several blended.
 * p(k) is proportional to the product over the parts of p_part(k)^(weight / temperature).
 */
export interface Reading {
  /** Names the reading wherever a model is named; a network's own reading has the network's id. */
  readonly id: string;
  readonly name: string;
  readonly parts: readonly { readonly modelId: string; readonly weight: number }[];
  /** Above 1: less confident than the networks are; 1: as they are. */
  readonly temperature: number;
}

/** Blend of the two shipped networks' log-probabilities; the weights were chosen on natural faces. */
const BLEND_PARTS = [
  { modelId: "fer2013-xception", weight: 0.3 },
  { modelId: "face-api-expression", weight: 0.7 },
] as const;

/** Fitted on FER-2013 PublicTest (3,589 pictures) by the least mean negative log-likelihood: `npm run accuracy`. */
const BLEND_TEMPERATURE = 4.22;

/** What of a model card a reading depends on. */
export interface ReadableModel {
  readonly id: string;
  readonly name: string;
  readonly calibration?: { readonly temperature: number } | undefined;
}

/** Every reading that these networks allow, in the order in which they are offered. */
export function readingsOf(models: readonly ReadableModel[]): Reading[] {
  const readings = models.flatMap(({ id, name, calibration }): Reading[] => {
    const parts = [{ modelId: id, weight: 1 }];
    const raw = { id, name, parts, temperature: 1 };
    if (!calibration) return [raw];
    const { temperature } = calibration;
    return [raw, { id: `${id}-calibrated`, name: `${name}, calibrated`, parts, temperature }];
  });
  const known = new Set(models.map(({ id }) => id));
  if (BLEND_PARTS.every(({ modelId }) => known.has(modelId))) {
    const blend = { parts: BLEND_PARTS, name: "Blend of both networks" };
    readings.push(
      { ...blend, id: "blend", temperature: 1 },
      { ...blend, id: "blend-calibrated", name: `${blend.name}, calibrated`, temperature: BLEND_TEMPERATURE },
    );
  }
  return readings;
}

/** True for a network's own output, whose frames are stored. */
export function isRawReading({ parts, temperature }: Reading): boolean {
  return parts.length === 1 && temperature === 1;
}

/**
 * Seven probabilities a frame of a reading.
 *
 * @param valuesOf seven probabilities a frame of each part, NaN where a part has none
 * @returns NaN in every frame that a part lacks
 * @throws RangeError when the parts do not have the same number of frames
 */
export function readFrames(
  reading: Reading,
  valuesOf: (modelId: string) => Float32Array,
): Float32Array<ArrayBufferLike> {
  const parts = reading.parts.map(({ modelId, weight }) => ({
    values: valuesOf(modelId),
    power: weight / reading.temperature,
  }));
  const [first] = parts;
  if (!first || parts.some(({ values }) => values.length !== first.values.length))
    throw new RangeError("The parts of a reading have different numbers of frames.");
  if (isRawReading(reading)) return first.values;
  const n = EXPRESSIONS.length;
  const combined = new Float32Array(first.values.length);
  const products = new Float64Array(n);
  for (let at = 0; at < combined.length; at += n) {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      let logarithm = 0;
      for (const { values, power } of parts) {
        logarithm += power * Math.log(Math.max(values[at + k] as number, LEAST_PROBABILITY));
      }
      products[k] = Math.exp(logarithm);
      sum += products[k] as number;
    }
    for (let k = 0; k < n; k++) combined[at + k] = (products[k] as number) / sum;
  }
  return combined;
}
