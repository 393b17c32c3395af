/** The seven expressions of FER-2013, in the order in which Minutewise stores and prints them. */
export const EXPRESSIONS = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"] as const;
export type Expression = (typeof EXPRESSIONS)[number];

/**
 * The model whose values minutes and reports show unless another one is asked for: the FER-2013 network of
 * Steppan et al. (2023).
 */
export const DEFAULT_MODEL_ID = "fer2013-xception";

/**
 * Nonspecific arousal of Steppan et al. (2023): 1 - p(neutral), in [0, 1]. For probabilities that add up to 1
 * this is the sum of the six emotions.
 */
export function nonspecificArousal(neutral: number): number {
  return 1 - neutral;
}

/** The six expressions other than neutral, i.e. those that can be "the machine's strongest emotion". */
export const EMOTIONAL_EXPRESSIONS = EXPRESSIONS.filter((name) => name !== "neutral");

/** The expression with the highest mean in a minute, of all seven or of those named; ties go to the first in order. */
export function strongestExpression(
  means: Readonly<Record<Expression, number>>,
  among: readonly Expression[] = EXPRESSIONS,
): Expression {
  return among.reduce((best, name) => (means[name] > means[best] ? name : best));
}

/** Seven values in the order of {@link EXPRESSIONS}, by name. */
export function byExpression(values: ArrayLike<number>): Record<Expression, number> {
  const [angry, disgust, fear, happy, sad, surprise, neutral] = Array.from(values) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { angry, disgust, fear, happy, sad, surprise, neutral };
}
