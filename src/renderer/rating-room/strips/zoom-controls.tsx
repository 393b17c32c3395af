import { minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { ButtonSet } from "../button-set.tsx";
import type { Clock } from "../clock/clock.ts";
import { capsOf } from "../keys/keys.ts";
import { QuietButton } from "../quiet-button.tsx";
import classes from "./strips.module.css";
import { isWhole, showSpan, type View, wholeSession, zoomed } from "./view.ts";

interface ZoomControlsProps {
  readonly clock: Clock;
  readonly view: View;
  readonly durationMs: number;
  readonly onView: (view: View) => void;
}

/** One step of the zoom keys and buttons. */
export const ZOOM_STEP = 1.6;

/** The whole session, or when that is shown the minute at the clock with a little around it. */
export function minuteOrWhole(clock: Clock, view: View, durationMs: number): View {
  if (!isWhole(view, durationMs)) return wholeSession(durationMs);
  const minute = clock.minute();
  const marginMs = 2_000;
  return showSpan(minuteStartMs(minute) - marginMs, minuteEndMs(minute, durationMs) + marginMs, durationMs);
}

/** Zoom of all strips at once, around the playhead. */
export function ZoomControls({ clock, view, durationMs, onView }: ZoomControlsProps): React.JSX.Element {
  const whole = isWhole(view, durationMs);
  return (
    <ButtonSet className={classes.zoom} label="Zoom">
      <QuietButton
        label="Zoom in"
        title={`Zoom in (${capsOf("zoom-in")}, or Ctrl and the wheel)`}
        onClick={() => onView(zoomed(view, durationMs, clock.state().timeMs, 1 / ZOOM_STEP))}
      >
        +
      </QuietButton>
      <QuietButton
        label="Zoom out"
        title={`Zoom out (${capsOf("zoom-out")})`}
        disabled={whole}
        onClick={() => onView(zoomed(view, durationMs, clock.state().timeMs, ZOOM_STEP))}
      >
        −
      </QuietButton>
      <QuietButton
        label={whole ? "Zoom to this minute" : "Show the whole session"}
        title={`${whole ? "This minute" : "Whole session"} (${capsOf("zoom-minute")})`}
        onClick={() => onView(minuteOrWhole(clock, view, durationMs))}
      >
        {whole ? "min" : "all"}
      </QuietButton>
    </ButtonSet>
  );
}
