import type { RatingValue } from "../../../shared/ceas/rating.ts";
import { QuietButton } from "../quiet-button.tsx";
import { type Entry, nextKeyHint } from "./rating-entry.ts";
import classes from "./rating-form.module.css";
import { ratingWords } from "./rating-words.ts";
import type { SaveTrouble, UnsavedMinute } from "./save-queue.ts";

interface EntryStatusProps {
  readonly value: RatingValue;
  readonly entry: Entry | null;
  readonly refusal: string | null;
  readonly unsaved: UnsavedMinute | null;
  /** Why undo, redo or reloading did not work. */
  readonly trouble: SaveTrouble | null;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

/** One place for what the form asks for next, why a key was not taken, and what could not be stored. */
export function EntryStatus(props: EntryStatusProps): React.JSX.Element {
  const { value, entry, refusal, unsaved, trouble, onRetry, onDiscard } = props;
  if (unsaved?.trouble?.kind === "conflict") {
    return (
      <div className={classes.status} data-tone="bad" role="alert" data-testid="entry-status">
        <p>
          <b>Not saved: {unsaved.trouble.what}</b> The form shows what is stored there; your entry was{" "}
          {ratingWords(unsaved.value)}.
        </p>
        <div>
          <QuietButton label="Store my entry instead" onClick={onRetry}>
            Store my entry instead
          </QuietButton>
          <QuietButton label="Keep what is stored" onClick={onDiscard}>
            Keep what is stored
          </QuietButton>
        </div>
      </div>
    );
  }
  if (unsaved?.trouble) {
    return (
      <div className={classes.status} data-tone="bad" role="alert" data-testid="entry-status">
        <p>
          <b>This minute is not saved.</b> {unsaved.trouble.what} {unsaved.trouble.remedy}
        </p>
        <div>
          <QuietButton label="Save again" onClick={onRetry}>
            Save again
          </QuietButton>
          <QuietButton label="Give the entry up" onClick={onDiscard}>
            Give the entry up
          </QuietButton>
        </div>
      </div>
    );
  }
  if (trouble) {
    return (
      <div className={classes.status} data-tone="bad" role="alert" data-testid="entry-status">
        <p>
          <b>{trouble.what}</b> {trouble.remedy}
        </p>
      </div>
    );
  }
  return (
    <div
      className={classes.status}
      data-tone={refusal === null ? "hint" : "refused"}
      aria-live="polite"
      data-testid="entry-status"
    >
      <p>{refusal ?? nextKeyHint(value, entry)}</p>
    </div>
  );
}
