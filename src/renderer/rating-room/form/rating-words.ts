import type { NotRatableReason } from "../../../shared/ceas/codebook.ts";
import type { RatingValue } from "../../../shared/ceas/rating.ts";

/** Why a minute is not ratable, the same words wherever the room says it. */
export function reasonWords(reason: NotRatableReason): string {
  return reason === "unspecified" ? "no reason given" : reason.replaceAll("-", " ");
}

/** A rating in a few words: "5, sadness", "not ratable", "unrated". */
export function ratingWords(value: RatingValue): string {
  if (value.notRatable !== null) return "not ratable";
  if (value.arousal === null) return value.note === "" ? "unrated" : "a note";
  return value.emotion === null ? String(value.arousal) : `${value.arousal}, ${value.emotion}`;
}

/** Local time of day to the second, "12:04:31". */
export function timeOfDay(iso: string): string {
  const date = new Date(iso);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
