import { useState } from "react";
import {
  AROUSAL_LEVELS,
  type ArousalLevel,
  CEAS_BASEL_2023,
  EMOTION_GATE,
} from "../../../shared/ceas/codebook.ts";
import { NOTE_MAX_LENGTH, type RatingValue, UNRATED } from "../../../shared/ceas/rating.ts";
import { formatClock, isPartialMinute, minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { ButtonSet } from "../button-set.tsx";
import { type Clock, useClock, useMinute } from "../clock/clock.ts";
import { nextOpenMinute } from "../strips/grid-geometry.ts";
import { AnchorList } from "./anchor-list.tsx";
import { EntryStatus } from "./entry-status.tsx";
import { NotRatableChoice } from "./not-ratable-choice.tsx";
import { NoteField } from "./note-field.tsx";
import type { RatingDesk } from "./rating-desk.ts";
import { nextKeyHint } from "./rating-entry.ts";
import classes from "./rating-form.module.css";
import { RatingKey } from "./rating-key.tsx";
import { type SaveQueue, shownValue } from "./save-queue.ts";
import { SavedTime } from "./saved-time.tsx";
import { useDeskState, useRatings, useUnsavedNote } from "./use-desk.ts";

interface RatingFormProps {
  readonly clock: Clock;
  readonly desk: RatingDesk;
  readonly queue: SaveQueue;
  readonly noteRef: React.Ref<HTMLTextAreaElement>;
}

const NOTE_FULL = `The note is full: ${NOTE_MAX_LENGTH.toLocaleString("en-US")} characters at most.`;

/** The CEAS form of the minute at the clock. Everything has its place for good; only states change. */
export function RatingForm({ clock, desk, queue, noteRef }: RatingFormProps): React.JSX.Element {
  const minute = useMinute(clock);
  const ratings = useRatings(queue);
  const { entry, refusal, draft, writing } = useDeskState(desk);
  const unsavedNote = useUnsavedNote(desk, queue);
  const minutes = useClock(clock, (state) => state.minutes);
  const value = shownValue(ratings, minute);
  const open = entry?.minute === minute ? entry : null;
  const note = draft?.minute === minute ? draft.note : value.note;
  const place = {
    last: minute === minutes,
    allRated: nextOpenMinute(minutes, minutes, (each) => shownValue(ratings, each)) === null,
  };
  return (
    <section className={classes.form} aria-label={`Rating of minute ${minute}`} data-testid="rating-form">
      <MinuteTitle
        clock={clock}
        minute={minute}
        saved={<SavedTime ratings={ratings} minute={minute} noteUnsaved={unsavedNote === minute} />}
      />
      <ArousalKeys value={value} desk={desk} />
      <EmotionKeys value={value} desk={desk} />
      <NotRatableChoice value={value} awaited={open?.awaits === "reason"} desk={desk} />
      <NoteField minute={minute} stored={value.note} desk={desk} fieldRef={noteRef} />
      <EntryStatus
        hint={writing && note.length >= NOTE_MAX_LENGTH ? NOTE_FULL : nextKeyHint(value, open, place)}
        refusal={refusal?.minute === minute ? refusal.text : null}
        unsaved={ratings.unsaved.get(minute) ?? null}
        stored={ratings.stored.get(minute)?.value ?? UNRATED}
        trouble={ratings.trouble}
        onRetry={() => desk.storeMine(minute)}
        onDiscard={() => desk.keepStored(minute)}
      />
    </section>
  );
}

function MinuteTitle(props: {
  readonly clock: Clock;
  readonly minute: number;
  readonly saved: React.ReactNode;
}): React.JSX.Element {
  const { clock, minute, saved } = props;
  const durationMs = useClock(clock, (state) => state.durationMs);
  return (
    <header className={classes.title}>
      <h2>Minute {minute}</h2>
      <span className={classes.span}>
        {formatClock(minuteStartMs(minute))} – {formatClock(minuteEndMs(minute, durationMs))}
        {isPartialMinute(minute, durationMs) && " · cut short"}
      </span>
      {saved}
    </header>
  );
}

function ArousalKeys({
  value,
  desk,
}: {
  readonly value: RatingValue;
  readonly desk: RatingDesk;
}): React.JSX.Element {
  const [pointed, setPointed] = useState<ArousalLevel | null>(null);
  const shown = pointed ?? value.arousal;
  const anchor = CEAS_BASEL_2023.levels.find(({ level }) => level === shown)?.anchor;
  return (
    <div className={classes.arousal}>
      <div className={classes.caption}>
        <span>Arousal</span>
        <AnchorList selected={value.arousal} />
      </div>
      <ButtonSet className={classes.levels} label="Arousal" onPointerLeave={() => setPointed(null)}>
        {AROUSAL_LEVELS.map((level) => (
          <RatingKey
            key={level}
            name={`Arousal ${level}`}
            pressed={value.arousal === level}
            className={classes.level}
            onPointerEnter={() => setPointed(level)}
            onClick={() => desk.rate({ kind: "level", level, typed: false })}
          >
            {level}
          </RatingKey>
        ))}
      </ButtonSet>
      <p className={classes.anchor} data-pointed={pointed !== null && pointed !== value.arousal}>
        {anchor === undefined ? (
          <span className={classes.faint}>Voice, body and words together; 1 none to 7 full.</span>
        ) : (
          <>
            <b>{shown}</b> {anchor}
          </>
        )}
      </p>
    </div>
  );
}

function EmotionKeys({
  value,
  desk,
}: {
  readonly value: RatingValue;
  readonly desk: RatingDesk;
}): React.JSX.Element {
  const offered = value.arousal !== null && value.arousal >= EMOTION_GATE;
  return (
    <div className={classes.emotion}>
      <div className={classes.caption}>
        <span>Emotion</span>
        <span className={classes.faint}>from arousal {EMOTION_GATE} on</span>
      </div>
      <ButtonSet className={classes.emotions} label="Emotion">
        {CEAS_BASEL_2023.emotions.map(({ emotion, label, key }) => (
          <RatingKey
            key={emotion}
            name={`Emotion ${label}`}
            pressed={value.emotion === emotion}
            disabled={!offered}
            className={classes.emotionKey}
            style={{ "--tint": `var(--mw-${emotion})` }}
            onClick={() => desk.rate({ kind: "emotion", emotion })}
          >
            <kbd>{key.toUpperCase()}</kbd>
            {label.toLowerCase()}
          </RatingKey>
        ))}
      </ButtonSet>
    </div>
  );
}
