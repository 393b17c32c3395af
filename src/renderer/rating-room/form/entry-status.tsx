import type { RatingValue } from "../../../shared/ceas/rating.ts";
import { QuietButton } from "../quiet-button.tsx";
import classes from "./rating-form.module.css";
import { ratingWords } from "./rating-words.ts";
import type { SaveTrouble, UnsavedMinute } from "./save-queue.ts";

interface EntryStatusProps {
  /** What the form asks for next. */
  readonly hint: string;
  readonly refusal: string | null;
  readonly unsaved: UnsavedMinute | null;
  readonly stored: RatingValue;
  /** Why undo, redo or reloading did not work. */
  readonly trouble: SaveTrouble | null;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

/** One place for what the form asks for next, why a key was not taken, and what could not be stored. */
export function EntryStatus(props: EntryStatusProps): React.JSX.Element {
  const { hint, refusal, unsaved, stored, trouble, onRetry, onDiscard } = props;
  if (unsaved?.trouble?.kind === "conflict") {
    return (
      <div className={classes.status} data-tone="bad" role="alert" data-testid="entry-status">
        <p>
          <b>Not saved: another window has stored this minute.</b> There it is {ratingWords(stored)}
          {stored.note !== unsaved.value.note && " with another note"}; yours is {ratingWords(unsaved.value)}.{" "}
          {refusal}
        </p>
        <div>
          <QuietButton label="Store mine instead" onClick={onRetry}>
            Store mine instead <kbd className={classes.choiceKey}>Enter</kbd>
          </QuietButton>
          <QuietButton label="Keep what is stored" onClick={onDiscard}>
            Keep what is stored <kbd className={classes.choiceKey}>Esc</kbd>
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
      <p>{refusal ?? hint}</p>
    </div>
  );
}
