import * as z from "zod";
import { AROUSAL_LEVELS, CEAS_EMOTIONS, EMOTION_GATE, NOT_RATABLE_REASONS } from "./codebook.ts";

export const arousalSchema = z.literal(AROUSAL_LEVELS);
export const ceasEmotionSchema = z.enum(CEAS_EMOTIONS);
export const notRatableReasonSchema = z.enum(NOT_RATABLE_REASONS);

/** Longest note, in UTF-16 units. */
export const NOTE_MAX_LENGTH = 2_000;

/**
 * What a rater has said about one minute. Everything null and an empty note is a minute that was set back to
 * unrated. Three rules hold: a minute that is not ratable has neither arousal nor emotion; an emotion is only
 * coded at arousal 3 and above; an emotion needs an arousal.
 */
export const ratingValueSchema = z
  .strictObject({
    arousal: arousalSchema.nullable(),
    emotion: ceasEmotionSchema.nullable(),
    notRatable: notRatableReasonSchema.nullable(),
    note: z.string().max(NOTE_MAX_LENGTH),
  })
  .superRefine((value, context) => {
    for (const problem of ratingProblems(value)) {
      context.addIssue({ code: "custom", message: problem });
    }
  });
export type RatingValue = z.infer<typeof ratingValueSchema>;

export const UNRATED: RatingValue = { arousal: null, emotion: null, notRatable: null, note: "" };

/** The rules that a rating value breaks, in words; empty for a value that may be stored. */
export function ratingProblems(value: {
  arousal: number | null;
  emotion: string | null;
  notRatable: string | null;
}): string[] {
  const problems: string[] = [];
  if (value.notRatable !== null && (value.arousal !== null || value.emotion !== null)) {
    problems.push("A minute that is not ratable has neither arousal nor emotion.");
  }
  if (value.emotion !== null && value.arousal === null) {
    problems.push("An emotion needs an arousal rating.");
  }
  if (value.emotion !== null && value.arousal !== null && value.arousal < EMOTION_GATE) {
    problems.push(
      `No emotion is coded at arousal ${value.arousal}: the codebook asks for it from ${EMOTION_GATE} on.`,
    );
  }
  return problems;
}

export const RATING_STATES = ["unrated", "incomplete", "rated", "not-ratable"] as const;
export type RatingState = (typeof RATING_STATES)[number];

/** The state of a minute. Arousal at the gate or above without an emotion is incomplete; a note alone rates nothing. */
export function ratingState(value: RatingValue): RatingState {
  if (value.notRatable !== null) return "not-ratable";
  if (value.arousal === null) return "unrated";
  return value.arousal >= EMOTION_GATE && value.emotion === null ? "incomplete" : "rated";
}

/** True when the two values say the same. */
export function sameRating(a: RatingValue, b: RatingValue): boolean {
  return (
    a.arousal === b.arousal && a.emotion === b.emotion && a.notRatable === b.notRatable && a.note === b.note
  );
}
