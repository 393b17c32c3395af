import { EMOTION_GATE } from "../../../shared/ceas/codebook.ts";
import {
  CLASS_SCALE,
  categoryStatistics,
  gateOf,
  type NamedStatistics,
  openCategoryStatistics,
  pairStatistics,
} from "./named-statistics.ts";

/** Arousal of 3 or more, or not: where the coding of emotions begins. */
export const GATE_SCALE = { q: 2, codesOf: gateOf(EMOTION_GATE) };

/** All coefficients of the emotion section, for resampling. */
export function emotionStatistics(raters: readonly string[]): NamedStatistics[] {
  return [
    { name: "category", scale: CLASS_SCALE },
    { name: "gate", scale: GATE_SCALE },
  ].flatMap(({ name, scale }) => [
    ...openCategoryStatistics(name, scale),
    categoryStatistics(name, raters.length, scale),
    pairStatistics(name, raters, { ...scale, weights: ["identity"] }),
  ]);
}
