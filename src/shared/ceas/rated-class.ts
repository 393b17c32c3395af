import { CEAS_EMOTIONS, type CeasEmotion, EMOTION_GATE } from "./codebook.ts";

/** "low" are minutes with arousal below the emotion gate: the paper's class "Neutral (CEAS < 3)". */
export const RATED_CLASSES = [...CEAS_EMOTIONS, "low"] as const;
export type RatedClass = (typeof RATED_CLASSES)[number];

/** The rater's class of a minute: "low" below the emotion gate, else the emotion; null where none was coded. */
export function ratedClass(row: {
  readonly arousal: number;
  readonly emotion: CeasEmotion | null;
}): RatedClass | null {
  return row.arousal < EMOTION_GATE ? "low" : row.emotion;
}
