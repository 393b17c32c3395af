import { NOTE_MAX_LENGTH } from "../../../shared/ceas/rating.ts";
import { capsOf } from "../keys/keys.ts";
import type { RatingDesk } from "./rating-desk.ts";
import classes from "./rating-form.module.css";
import { useDeskState } from "./use-desk.ts";

interface NoteFieldProps {
  readonly minute: number;
  readonly stored: string;
  readonly desk: RatingDesk;
  readonly fieldRef: React.Ref<HTMLTextAreaElement>;
}

/** The minute's note; stored by itself a moment after the last key. Esc or Ctrl+Enter gives the keys back to the room. */
export function NoteField({ minute, stored, desk, fieldRef }: NoteFieldProps): React.JSX.Element {
  const { draft } = useDeskState(desk);
  const text = draft?.minute === minute ? draft.note : stored;
  return (
    <div className={classes.note}>
      <label htmlFor="minute-note" className={classes.noteCaption}>
        <kbd>{capsOf("note")}</kbd> note
      </label>
      <textarea
        id="minute-note"
        ref={fieldRef}
        aria-label={`Note on minute ${minute}`}
        className={classes.noteText}
        value={text}
        maxLength={NOTE_MAX_LENGTH}
        rows={2}
        onChange={(event) => desk.writeNote(event.currentTarget.value)}
        onFocus={() => desk.setWriting(true)}
        onBlur={() => desk.setWriting(false)}
      />
    </div>
  );
}
