import type { ArousalLevel, CeasEmotion } from "./ceas/codebook.ts";
import type { Expression } from "./expression.ts";

/** A colour on a light and on a dark ground. */
export interface Tint {
  readonly light: string;
  readonly dark: string;
}

/** How an emotion is drawn: never by colour alone, so a letter and a label go with it. */
export interface EmotionMark extends Tint {
  readonly letter: string;
  readonly label: string;
}

/** What the raters see and say, and the machine's two further curves. */
export const EMOTION_MARKS: Readonly<Record<CeasEmotion | "neutral" | "nonspecific", EmotionMark>> = {
  anger: { light: "#C2410C", dark: "#FB8C4F", letter: "A", label: "Anger" },
  disgust: { light: "#7A6A00", dark: "#C9B83B", letter: "D", label: "Disgust" },
  fear: { light: "#6D3FB0", dark: "#B794F4", letter: "F", label: "Fear" },
  joy: { light: "#B77900", dark: "#F5B82E", letter: "J", label: "Joy" },
  sadness: { light: "#0B67A8", dark: "#5CB3F0", letter: "S", label: "Sadness" },
  surprise: { light: "#B83280", dark: "#F08CC0", letter: "U", label: "Surprise" },
  love: { light: "#0F7B5F", dark: "#3CC9A0", letter: "L", label: "Love" },
  neutral: { light: "#6B7280", dark: "#9AA3AF", letter: "N", label: "Neutral" },
  nonspecific: { light: "#111827", dark: "#F3F4F6", letter: "1−N", label: "Nonspecific arousal" },
};

/** What the machine sees, under the model's own names; the colours are those of the emotions. */
export const EXPRESSION_MARKS: Readonly<Record<Expression, EmotionMark>> = {
  angry: { ...EMOTION_MARKS.anger, label: "Angry" },
  disgust: { ...EMOTION_MARKS.disgust, label: "Disgust" },
  fear: { ...EMOTION_MARKS.fear, label: "Fear" },
  happy: { ...EMOTION_MARKS.joy, letter: "H", label: "Happy" },
  sad: { ...EMOTION_MARKS.sadness, label: "Sad" },
  surprise: { ...EMOTION_MARKS.surprise, label: "Surprise" },
  neutral: EMOTION_MARKS.neutral,
};

/** Ground of a cell that shows CEAS arousal: one hue from pale (1) to deep (7); the digit stands on it in `ink`. */
export interface ArousalTint {
  readonly light: { readonly ground: string; readonly ink: string };
  readonly dark: { readonly ground: string; readonly ink: string };
}

export const AROUSAL_TINTS: Readonly<Record<ArousalLevel, ArousalTint>> = {
  1: { light: { ground: "#EEF3F6", ink: "#14212B" }, dark: { ground: "#1E2A32", ink: "#E8F0F4" } },
  2: { light: { ground: "#D6E4EC", ink: "#14212B" }, dark: { ground: "#213945", ink: "#E8F0F4" } },
  3: { light: { ground: "#B6D0DE", ink: "#101C25" }, dark: { ground: "#24495A", ink: "#F0F6F9" } },
  4: { light: { ground: "#8FB8CD", ink: "#0B161E" }, dark: { ground: "#285B71", ink: "#FFFFFF" } },
  5: { light: { ground: "#2F6E90", ink: "#FFFFFF" }, dark: { ground: "#7FB6D0", ink: "#08131A" } },
  6: { light: { ground: "#1E567A", ink: "#FFFFFF" }, dark: { ground: "#A5CFE2", ink: "#08131A" } },
  7: { light: { ground: "#0F3C5C", ink: "#FFFFFF" }, dark: { ground: "#D0E8F3", ink: "#08131A" } },
};
