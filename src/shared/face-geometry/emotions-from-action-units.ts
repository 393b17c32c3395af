import { type ActionUnit, AUS } from "./action-unit-table.ts";

/** Emotions that Mineur et al. (2024) read from action units. */
export const ACTION_UNIT_EMOTIONS = [
  "anger",
  "contempt",
  "disgust",
  "fear",
  "happiness",
  "sadness",
  "surprise",
] as const;
export type ActionUnitEmotion = (typeof ACTION_UNIT_EMOTIONS)[number];

/** The action units of each emotion as stated by Mineur et al. (2024). */
export const EMOTION_ACTION_UNITS: Readonly<Record<ActionUnitEmotion, readonly ActionUnit[]>> = {
  anger: [4, 5, 7, 23],
  contempt: [6, 12, 14],
  disgust: [6, 9, 11, 15, 17],
  fear: [1, 2, 4, 5, 7, 11, 20, 25, 26],
  happiness: [6, 12, 25],
  sadness: [1, 4, 15],
  surprise: [1, 2, 5, 25, 26],
};

/**
 * How far each emotion's action units are shown: the mean of their values, 0..1. The paper names the units and gives
 * no formula; the mean is the plainest one. The values are no probabilities: the emotions share units, do not add up
 * to 1, and one with many units seldom reaches a high mean. None says what a person feels.
 *
 * @param values 20 values in the order of AUS, from any source
 * @returns null where a value is missing
 */
export function emotionsFromActionUnits(
  values: ArrayLike<number> | null,
): Record<ActionUnitEmotion, number> | null {
  if (values === null) return null;
  const mean = (units: readonly ActionUnit[]): number =>
    units.reduce((sum, au) => sum + (values[AUS.indexOf(au)] ?? Number.NaN), 0) / units.length;
  const means: Record<ActionUnitEmotion, number> = {
    anger: mean(EMOTION_ACTION_UNITS.anger),
    contempt: mean(EMOTION_ACTION_UNITS.contempt),
    disgust: mean(EMOTION_ACTION_UNITS.disgust),
    fear: mean(EMOTION_ACTION_UNITS.fear),
    happiness: mean(EMOTION_ACTION_UNITS.happiness),
    sadness: mean(EMOTION_ACTION_UNITS.sadness),
    surprise: mean(EMOTION_ACTION_UNITS.surprise),
  };
  return Object.values(means).every(Number.isFinite) ? means : null;
}
