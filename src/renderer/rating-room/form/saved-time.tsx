import classes from "./rating-form.module.css";
import { timeOfDay } from "./rating-words.ts";
import type { SavedRatings } from "./save-queue.ts";

interface SavedTimeProps {
  readonly ratings: SavedRatings;
  readonly minute: number;
  /** True while letters of the note are not stored. */
  readonly noteUnsaved: boolean;
}

/** When this minute was stored: a time, or that it is not. */
export function SavedTime({ ratings, minute, noteUnsaved }: SavedTimeProps): React.JSX.Element {
  const stored = ratings.stored.get(minute);
  const failed = ratings.unsaved.get(minute)?.trouble;
  return (
    <span className={classes.saved} data-testid="minute-saved-at" data-failed={failed ? true : undefined}>
      {failed
        ? "not saved"
        : noteUnsaved
          ? "note not saved yet"
          : stored
            ? `saved ${timeOfDay(stored.recordedAt)}`
            : ""}
    </span>
  );
}
