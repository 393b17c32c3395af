import { useState } from "react";
import { formatClock } from "../../../shared/time.ts";
import { ButtonSet } from "../button-set.tsx";
import type { Clock } from "../clock/clock.ts";
import { useClock } from "../clock/clock.ts";
import { MINUTE_ENDS, type MinuteEnd, SPEEDS, type Speed } from "../clock/clock-rules.ts";
import { capsOf } from "../keys/keys.ts";
import { QuietButton } from "../quiet-button.tsx";
import classes from "./player-controls.module.css";

interface PlayerControlsProps {
  readonly clock: Clock;
  /** False where there is no picture: the clock can be moved but does not play. */
  readonly playable: boolean;
  readonly onMinuteEnd: (minuteEnd: MinuteEnd) => void;
  readonly goToRef: React.Ref<HTMLInputElement>;
}

const MINUTE_END_LABELS: Readonly<Record<MinuteEnd, { readonly label: string; readonly title: string }>> = {
  stop: { label: "⇥ stop at end", title: "Stop at the end of a minute that misses its rating" },
  loop: { label: "⟲ loop minute", title: `Loop the minute (${capsOf("loop")})` },
  on: { label: "→ play on", title: "Play on into the next minute" },
};

/** Frame steps, play, what happens at the minute's end, speed, time and the jump to a minute. */
export function PlayerControls({
  clock,
  playable,
  onMinuteEnd,
  goToRef,
}: PlayerControlsProps): React.JSX.Element {
  const playing = useClock(clock, (state) => state.playing);
  const minuteEnd = useClock(clock, (state) => state.minuteEnd);
  return (
    <div className={classes.row} role="toolbar" aria-label="Player">
      <div className={classes.set}>
        <QuietButton
          label="One frame back"
          title={`One frame back (${capsOf("frame-back")})`}
          disabled={!playable}
          onClick={() => clock.stepFrame(-1)}
        >
          ◂ frame
        </QuietButton>
        <QuietButton
          label={playing ? "Pause" : "Play"}
          title={`${playing ? "Pause" : "Play"} (${capsOf("play")})`}
          className={classes.play}
          disabled={!playable}
          onClick={() => clock.togglePlay()}
        >
          <PlayShape playing={playing} />
        </QuietButton>
        <QuietButton
          label="One frame on"
          title={`One frame on (${capsOf("frame-forward")})`}
          disabled={!playable}
          onClick={() => clock.stepFrame(1)}
        >
          frame ▸
        </QuietButton>
      </div>
      <ButtonSet className={classes.set} label="At the end of a minute">
        {MINUTE_ENDS.map((end) => (
          <QuietButton
            key={end}
            label={MINUTE_END_LABELS[end].title}
            title={MINUTE_END_LABELS[end].title}
            pressed={minuteEnd === end}
            disabled={!playable}
            onClick={() => onMinuteEnd(end)}
          >
            {MINUTE_END_LABELS[end].label}
          </QuietButton>
        ))}
      </ButtonSet>
      <SpeedChoice clock={clock} playable={playable} />
      <Readout clock={clock} />
      <GoTo clock={clock} inputRef={goToRef} />
    </div>
  );
}

function PlayShape({ playing }: { readonly playing: boolean }): React.JSX.Element {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="currentColor">
      {playing ? <path d="M3 2h4v12H3zM9 2h4v12H9z" /> : <path d="M4 2l10 6-10 6z" />}
    </svg>
  );
}

function SpeedChoice({
  clock,
  playable,
}: {
  readonly clock: Clock;
  readonly playable: boolean;
}): React.JSX.Element {
  const speed = useClock(clock, (state) => state.speed);
  return (
    <div className={classes.set}>
      <QuietButton
        label="Slower"
        title={`Slower (${capsOf("slower")})`}
        disabled={!playable || speed === SPEEDS[0]}
        onClick={() => clock.changeSpeed(-1)}
      >
        −
      </QuietButton>
      <QuietButton
        label={`Speed ${speed}: set to normal`}
        title={`Normal speed (${capsOf("normal-speed")})`}
        className={classes.speed}
        pressed={speed !== 1}
        disabled={!playable}
        onClick={() => clock.setSpeed(1)}
      >
        {speedText(speed)}
      </QuietButton>
      <QuietButton
        label="Faster"
        title={`Faster (${capsOf("faster")})`}
        disabled={!playable || speed === SPEEDS.at(-1)}
        onClick={() => clock.changeSpeed(1)}
      >
        +
      </QuietButton>
    </div>
  );
}

function speedText(speed: Speed): string {
  return `${Number.isInteger(speed * 10) ? speed.toFixed(1) : speed}×`;
}

function Readout({ clock }: { readonly clock: Clock }): React.JSX.Element {
  const time = useClock(clock, (state) => formatClock(state.timeMs, { withMilliseconds: true }));
  return (
    <output className={classes.time} aria-label="Time" aria-live="off" data-testid="clock">
      {time}
    </output>
  );
}

function GoTo({
  clock,
  inputRef,
}: {
  readonly clock: Clock;
  readonly inputRef: React.Ref<HTMLInputElement>;
}): React.JSX.Element {
  const minutes = useClock(clock, (state) => state.minutes);
  const [text, setText] = useState("");
  return (
    <form
      className={classes.goTo}
      onSubmit={(event) => {
        event.preventDefault();
        const minute = Number.parseInt(text, 10);
        if (Number.isSafeInteger(minute)) clock.goToMinute(minute);
        setText("");
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }}
    >
      <label>
        <span>minute</span>
        <input
          ref={inputRef}
          className={classes.goToInput}
          inputMode="numeric"
          aria-label={`Go to minute, 1 to ${minutes}`}
          title={`Go to minute (${capsOf("go-to-minute")}), Enter`}
          value={text}
          placeholder={`1–${minutes}`}
          onChange={(event) => setText(event.currentTarget.value.replace(/\D/g, "").slice(0, 4))}
        />
      </label>
    </form>
  );
}
