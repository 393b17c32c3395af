import { CEAS_EMOTIONS } from "../../../../shared/ceas/codebook.ts";
import { EXPRESSION_OF_EMOTION } from "../../../../shared/ceas/expression-mapping.ts";
import type { RatedClass } from "../../../../shared/ceas/rated-class.ts";
import { EMOTION_MARKS, type EmotionMark } from "../../../../shared/colors.ts";
import type { Expression } from "../../../../shared/expression.ts";

/** A label of the article's table 1: one of the seven emotions, or "neutral" for arousal below 3. */
export interface LabelName {
  /** Part of keys and column names. */
  readonly key: keyof typeof EMOTION_MARKS;
  readonly rated: RatedClass;
  readonly title: string;
  /** Title within a sentence. */
  readonly word: string;
  readonly mark: EmotionMark;
  /** What the machine calls it; null: nothing. */
  readonly expression: Expression | null;
}

/** In the order of the article's table. */
export const LABELS: readonly LabelName[] = [
  ...CEAS_EMOTIONS.map(
    (emotion): LabelName => ({
      key: emotion,
      rated: emotion,
      title: EMOTION_MARKS[emotion].label,
      word: EMOTION_MARKS[emotion].label.toLowerCase(),
      mark: EMOTION_MARKS[emotion],
      expression: EXPRESSION_OF_EMOTION[emotion],
    }),
  ),
  {
    key: "neutral",
    rated: "low",
    title: "Neutral (CEAS < 3)",
    word: "neutral",
    mark: EMOTION_MARKS.neutral,
    expression: "neutral",
  },
];
