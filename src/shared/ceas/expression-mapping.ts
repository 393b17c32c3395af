import type { EMOTIONAL_EXPRESSIONS, Expression } from "../expression.ts";
import type { CeasEmotion } from "./codebook.ts";

/**
 * The machine's name for what a rater calls an emotion, as Steppan et al. (2023) set the two side by side. Love has
 * no counterpart among the expressions of FER-2013.
 */
export const EXPRESSION_OF_EMOTION = {
  anger: "angry",
  disgust: "disgust",
  fear: "fear",
  joy: "happy",
  sadness: "sad",
  surprise: "surprise",
  love: null,
} as const satisfies Record<CeasEmotion, (typeof EMOTIONAL_EXPRESSIONS)[number] | null>;

/** The counterpart of a minute below the emotion gate. */
export const EXPRESSION_OF_LOW_AROUSAL: Expression = "neutral";
