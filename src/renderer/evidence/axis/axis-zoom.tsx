import { minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { ButtonSet } from "../../rating-room/button-set.tsx";
import { QuietButton } from "../../rating-room/quiet-button.tsx";
import { isWhole, showSpan, type View, wholeSession, zoomed } from "../../rating-room/strips/view.ts";
import classes from "./axis.module.css";

interface AxisZoomProps {
  readonly view: View;
  readonly durationMs: number;
  /** The minute that was picked on the session's axis. */
  readonly minute: number | null;
  readonly onView: (view: View) => void;
}

const STEP = 1.6;

/** Zoom of all strips at once: around the picked minute, or around the middle of what is in view. */
export function AxisZoom({ view, durationMs, minute, onView }: AxisZoomProps): React.JSX.Element {
  const middle = (view.startMs + view.endMs) / 2;
  const anchor = minute === null ? middle : (minuteStartMs(minute) + minuteEndMs(minute, durationMs)) / 2;
  const whole = isWhole(view, durationMs);
  return (
    <ButtonSet className={classes.zoom} label="Zoom">
      <QuietButton
        label="Zoom in"
        title="Zoom in (Ctrl and the wheel)"
        onClick={() => onView(zoomed(view, durationMs, anchor, 1 / STEP))}
      >
        +
      </QuietButton>
      <QuietButton
        label="Zoom out"
        disabled={whole}
        onClick={() => onView(zoomed(view, durationMs, anchor, STEP))}
      >
        −
      </QuietButton>
      <QuietButton
        label={whole ? "Zoom to the picked minute" : "Show the whole session"}
        title={whole ? "The picked minute" : "The whole session"}
        disabled={whole && minute === null}
        onClick={() =>
          onView(
            whole && minute !== null
              ? showSpan(minuteStartMs(minute), minuteEndMs(minute, durationMs), durationMs)
              : wholeSession(durationMs),
          )
        }
      >
        {whole ? "min" : "all"}
      </QuietButton>
    </ButtonSet>
  );
}
