import { type RatingState, type RatingValue, ratingState } from "../../../shared/ceas/rating.ts";
import { isPartialMinute, minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { reasonWords } from "../form/rating-words.ts";

/** One minute on the session's whole time axis; `left` and `width` are shares of it. */
export interface GridCell {
  readonly minute: number;
  readonly left: number;
  readonly width: number;
  readonly partial: boolean;
}

/** The cells of a session, true to time: a last minute that is cut short is narrower. */
export function gridCells(durationMs: number, minutes: number): GridCell[] {
  return Array.from({ length: durationMs > 0 ? minutes : 0 }, (_, index) => {
    const minute = index + 1;
    const startMs = minuteStartMs(minute);
    return {
      minute,
      left: startMs / durationMs,
      width: (minuteEndMs(minute, durationMs) - startMs) / durationMs,
      partial: isPartialMinute(minute, durationMs),
    };
  });
}

const STATE_WORDS: Readonly<Record<RatingState, string>> = {
  unrated: "unrated",
  incomplete: "incomplete",
  rated: "rated",
  "not-ratable": "not ratable",
};

/** Name of a cell for those who do not see it: "Minute 3, rated, arousal 4, joy". */
export function cellName(minute: number, value: RatingValue, trouble: string | null): string {
  const parts = [`Minute ${minute}`, STATE_WORDS[ratingState(value)]];
  if (value.arousal !== null) parts.push(`arousal ${value.arousal}`);
  if (value.emotion !== null) parts.push(value.emotion);
  if (value.notRatable !== null) parts.push(reasonWords(value.notRatable));
  if (value.note !== "") parts.push("note");
  if (trouble !== null) parts.push(trouble);
  return parts.join(", ");
}

/** The first minute after `from` that misses its rating, searched round the end of the session; null when none does. */
export function nextOpenMinute(
  minutes: number,
  from: number,
  ratingOf: (minute: number) => RatingValue,
): number | null {
  for (let offset = 1; offset <= minutes; offset += 1) {
    const minute = ((from - 1 + offset) % minutes) + 1;
    const state = ratingState(ratingOf(minute));
    if (state === "unrated" || state === "incomplete") return minute;
  }
  return null;
}
