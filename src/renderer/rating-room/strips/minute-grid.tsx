import { memo, useMemo } from "react";
import { type RatingValue, ratingState } from "../../../shared/ceas/rating.ts";
import { EMOTION_MARKS } from "../../../shared/colors.ts";
import { ButtonSet } from "../button-set.tsx";
import { type Clock, useClock, useMinute } from "../clock/clock.ts";
import { type SavedRatings, shownValue } from "../form/save-queue.ts";
import { keepKeyboard } from "../quiet-button.tsx";
import { cellName, type GridCell, gridCells } from "./grid-geometry.ts";
import classes from "./minute-grid.module.css";
import { isWhole, type View } from "./view.ts";

interface MinuteGridProps {
  readonly clock: Clock;
  readonly ratings: SavedRatings;
  readonly view: View;
  readonly widthPx: number;
}

/** Narrower cells lose the emotion's letter, then the digit; shape and lightness still tell the state. */
const LETTER_FROM_PX = 17;
const DIGIT_FROM_PX = 8;

/** Every minute of the session, always all of them. A click moves the room to the minute's start. */
export function MinuteGrid({ clock, ratings, view, widthPx }: MinuteGridProps): React.JSX.Element {
  const minute = useMinute(clock);
  const minutes = useClock(clock, (state) => state.minutes);
  const durationMs = useClock(clock, (state) => state.durationMs);
  const cells = useMemo(() => gridCells(durationMs, minutes), [durationMs, minutes]);
  const go = useMemo(() => (to: number) => clock.goToMinute(to), [clock]);
  return (
    <ButtonSet className={classes.grid} label="Minutes of the session">
      {cells.map((cell) => (
        <Cell
          key={cell.minute}
          cell={cell}
          value={shownValue(ratings, cell.minute)}
          trouble={ratings.unsaved.get(cell.minute)?.trouble ? "not saved" : null}
          current={cell.minute === minute}
          cellPx={cell.width * widthPx}
          onGo={go}
        />
      ))}
      {!isWhole(view, durationMs) && (
        <div
          className={classes.window}
          style={{
            left: `${(view.startMs / durationMs) * 100}%`,
            width: `${((view.endMs - view.startMs) / durationMs) * 100}%`,
          }}
        />
      )}
    </ButtonSet>
  );
}

interface CellProps {
  readonly cell: GridCell;
  readonly value: RatingValue;
  readonly trouble: string | null;
  readonly current: boolean;
  readonly cellPx: number;
  readonly onGo: (minute: number) => void;
}

const Cell = memo(function Cell({
  cell,
  value,
  trouble,
  current,
  cellPx,
  onGo,
}: CellProps): React.JSX.Element {
  const state = ratingState(value);
  const name = cellName(cell.minute, value, trouble);
  const { arousal, emotion } = value;
  return (
    <button
      type="button"
      className={classes.cell}
      // One stop for Tab, at the minute at the clock; the keys for minutes move on from there.
      tabIndex={current ? 0 : -1}
      aria-label={name}
      aria-current={current ? "time" : undefined}
      title={name}
      data-state={state}
      data-trouble={trouble !== null || undefined}
      style={
        {
          left: `${cell.left * 100}%`,
          width: `${cell.width * 100}%`,
          ...(arousal !== null && {
            "--ground": `var(--mw-arousal-${arousal})`,
            "--ink": `var(--mw-arousal-${arousal}-ink)`,
          }),
        } as React.CSSProperties
      }
      onMouseDown={keepKeyboard}
      onClick={() => onGo(cell.minute)}
    >
      <span className={classes.face}>
        {cellPx >= DIGIT_FROM_PX && <span className={classes.digit}>{digitOf(value)}</span>}
        {cellPx >= LETTER_FROM_PX && emotion !== null && (
          <span
            className={classes.letter}
            style={{ "--tint": `var(--mw-${emotion})` } as React.CSSProperties}
          >
            {EMOTION_MARKS[emotion].letter}
          </span>
        )}
        {value.note !== "" && <span className={classes.noted} />}
      </span>
    </button>
  );
});

function digitOf(value: RatingValue): string {
  if (value.notRatable !== null) return "×";
  return value.arousal === null ? "·" : String(value.arousal);
}
