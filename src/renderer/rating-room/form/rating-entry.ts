import {
  type ArousalLevel,
  CEAS_BASEL_2023,
  type CeasEmotion,
  EMOTION_GATE,
  NOT_RATABLE_REASONS,
  type NotRatableReason,
} from "../../../shared/ceas/codebook.ts";
import { type RatingValue, ratingState, sameRating } from "../../../shared/ceas/rating.ts";

/**
 * How a minute is rated in two keys. The first key says how strong (1-7) or that the minute is not ratable (N);
 * the second completes it and the next minute follows:
 *
 * - arousal 3-7, then the letter of the emotion: `5 S`
 * - arousal 1-2, then Enter or the same digit again, as no emotion is coded there: `2 Enter`, `2 2`
 * - N, then the digit of the reason, or Enter for none: `N 2`
 *
 * So nothing moves on after one key, and a digit can be corrected until the second key. A minute that is complete
 * already keeps its emotion under a new digit (3-7) and is left by its letter, Enter or the same digit again.
 * What is entered is stored with each key, not only with the last.
 */
export type RatingInput =
  /** `typed` is false for a click, which always means arousal and never repeats. */
  | { readonly kind: "level"; readonly level: ArousalLevel; readonly typed: boolean }
  | { readonly kind: "emotion"; readonly emotion: CeasEmotion }
  | { readonly kind: "not-ratable" }
  | { readonly kind: "reason"; readonly reason: NotRatableReason }
  | { readonly kind: "confirm" }
  | { readonly kind: "clear" }
  | { readonly kind: "cancel" };

/** A minute whose first key was pressed. It ends with the second key, or when another minute is selected. */
export interface Entry {
  readonly minute: number;
  readonly awaits: "emotion" | "confirm" | "reason";
  /** The digit that was pressed; null after N. */
  readonly level: ArousalLevel | null;
}

export interface RatingStep {
  /** The minute's new value; the same object when nothing changed. */
  readonly value: RatingValue;
  readonly entry: Entry | null;
  /** True when the minute is finished and the next one follows. */
  readonly advance: boolean;
  /** Why the input was not taken; null when it was. */
  readonly refusal: string | null;
}

/** One input to the minute that is selected, whose rating is `value`. */
export function enter(
  minute: number,
  value: RatingValue,
  open: Entry | null,
  input: RatingInput,
): RatingStep {
  const entry = open?.minute === minute ? open : null;
  switch (input.kind) {
    case "level":
      return enterLevel(minute, value, entry, input.level, input.typed);
    case "emotion":
      return enterEmotion(value, entry, input.emotion);
    case "not-ratable":
      return enterNotRatable(minute, value, entry);
    case "reason":
      return finished(value, { arousal: null, emotion: null, notRatable: input.reason });
    case "confirm":
      return confirm(value, entry);
    case "clear":
      return changed(value, { arousal: null, emotion: null, notRatable: null }, null);
    case "cancel":
      return { value, entry: null, advance: false, refusal: null };
  }
}

type Coded = Omit<RatingValue, "note">;

function changed(value: RatingValue, coded: Coded, entry: Entry | null): RatingStep {
  const next = { ...coded, note: value.note };
  return { value: sameRating(value, next) ? value : next, entry, advance: false, refusal: null };
}

function finished(value: RatingValue, coded: Coded): RatingStep {
  return { ...changed(value, coded, null), advance: true };
}

function refused(value: RatingValue, entry: Entry | null, refusal: string): RatingStep {
  return { value, entry, advance: false, refusal };
}

function isComplete(value: RatingValue): boolean {
  const state = ratingState(value);
  return state === "rated" || state === "not-ratable";
}

function enterLevel(
  minute: number,
  value: RatingValue,
  entry: Entry | null,
  level: ArousalLevel,
  typed: boolean,
): RatingStep {
  if (typed && entry?.awaits === "reason") {
    const reason = NOT_RATABLE_REASONS[level - 1];
    return reason === undefined
      ? refused(
          value,
          entry,
          `A reason is 1 to ${NOT_RATABLE_REASONS.length}. N again takes "not ratable" back.`,
        )
      : finished(value, { arousal: null, emotion: null, notRatable: reason });
  }
  if (typed && entry?.level === level && isComplete(value)) return { ...confirm(value, entry), entry: null };
  const emotion = level >= EMOTION_GATE ? value.emotion : null;
  const awaits = level >= EMOTION_GATE && emotion === null ? "emotion" : "confirm";
  return changed(value, { arousal: level, emotion, notRatable: null }, { minute, awaits, level });
}

function enterEmotion(value: RatingValue, entry: Entry | null, emotion: CeasEmotion): RatingStep {
  if (value.notRatable !== null)
    return refused(value, entry, "Not ratable: no emotion. A digit rates it after all.");
  if (value.arousal === null) return refused(value, entry, "The arousal comes first: 1 to 7.");
  if (value.arousal < EMOTION_GATE) {
    return refused(
      value,
      entry,
      `No emotion is coded below arousal ${EMOTION_GATE}. Enter: the minute is complete.`,
    );
  }
  return finished(value, { arousal: value.arousal, emotion, notRatable: null });
}

function enterNotRatable(minute: number, value: RatingValue, entry: Entry | null): RatingStep {
  if (entry?.awaits === "reason")
    return changed(value, { arousal: null, emotion: null, notRatable: null }, null);
  const notRatable = value.notRatable ?? "unspecified";
  return changed(
    value,
    { arousal: null, emotion: null, notRatable },
    { minute, awaits: "reason", level: null },
  );
}

function confirm(value: RatingValue, entry: Entry | null): RatingStep {
  const state = ratingState(value);
  if (state === "unrated") return refused(value, entry, "Not rated yet: 1 to 7, or N.");
  if (state === "incomplete") {
    const letters = CEAS_BASEL_2023.emotions.map(({ key }) => key.toUpperCase()).join(" ");
    return refused(value, entry, `The emotion is missing: ${letters}.`);
  }
  return { value, entry: null, advance: true, refusal: null };
}

/** Where a minute stands in its session. */
export interface MinutePlace {
  readonly last: boolean;
  /** True when no minute of the session misses its rating. */
  readonly allRated: boolean;
}

/** What the form asks for next, in one line that always stands in the same place. */
export function nextKeyHint(value: RatingValue, entry: Entry | null, place: MinutePlace): string {
  if (entry?.awaits === "reason") return "No reason yet: 1–6, or Enter for none · N takes it back";
  if (entry?.awaits === "confirm") {
    const follows = place.last ? "done" : "next minute";
    return entry.level !== null && value.emotion !== null
      ? `Letter or Enter: ${follows}`
      : `Enter or ${entry.level} again: ${follows}`;
  }
  switch (ratingState(value)) {
    case "unrated":
      return "1–7 arousal · N not ratable";
    case "incomplete":
      return "Emotion by its letter";
    case "rated":
    case "not-ratable":
      if (!place.last) return "Complete · Enter: next minute";
      return place.allRated ? "All minutes are rated" : "Complete · last minute · O: next open minute";
  }
}
