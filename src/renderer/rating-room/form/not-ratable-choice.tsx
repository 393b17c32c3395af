import { CEAS_BASEL_2023, type NotRatableReason } from "../../../shared/ceas/codebook.ts";
import type { RatingValue } from "../../../shared/ceas/rating.ts";
import { ButtonSet } from "../button-set.tsx";
import type { RatingDesk } from "./rating-desk.ts";
import classes from "./rating-form.module.css";
import { RatingKey } from "./rating-key.tsx";
import { reasonWords } from "./rating-words.ts";

interface NotRatableChoiceProps {
  readonly value: RatingValue;
  /** True after N: the next digit is a reason. */
  readonly awaited: boolean;
  readonly desk: RatingDesk;
}

/** Short enough for the form; the names of the keys are longer. */
const SHORT: Readonly<Record<NotRatableReason, string>> = {
  "off-camera": "off camera",
  inaudible: "inaudible",
  "silent-throughout": "silent",
  break: "break",
  technical: "technical",
  unspecified: reasonWords("unspecified"),
};

/** N, and the reasons: their digits count only after N. */
export function NotRatableChoice({ value, awaited, desk }: NotRatableChoiceProps): React.JSX.Element {
  return (
    <div className={classes.notRatable} data-awaited={awaited}>
      <RatingKey
        name="Not ratable"
        pressed={value.notRatable !== null}
        className={classes.notRatableKey}
        onClick={() => desk.rate({ kind: "not-ratable" })}
      >
        <kbd>N</kbd>
        <span>not ratable</span>
      </RatingKey>
      <ButtonSet className={classes.reasons} label="Not ratable because">
        {CEAS_BASEL_2023.notRatableReasons.map(({ reason, label }, index) => (
          <RatingKey
            key={reason}
            name={`Not ratable: ${reason === "unspecified" ? reasonWords(reason) : label}`}
            // While the reason is awaited none has been chosen, though the minute is stored already.
            pressed={value.notRatable === reason && !(awaited && reason === "unspecified")}
            className={classes.reason}
            onClick={() => desk.rate({ kind: "reason", reason })}
          >
            <kbd>{index + 1}</kbd>
            <span>{SHORT[reason]}</span>
          </RatingKey>
        ))}
      </ButtonSet>
    </div>
  );
}
