import { minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { shareOf, type View } from "../../rating-room/strips/view.ts";
import axis from "./axis.module.css";

interface AxisMarksProps {
  readonly view: View;
  readonly durationMs: number;
  /** The picked minute; null without one. */
  readonly minute: number | null;
  /** The instant under the pointer; null while it is elsewhere. */
  readonly hoverMs: number | null;
}

/** The picked minute and the instant under the pointer, through all lanes of an axis. */
export function AxisMarks({ view, durationMs, minute, hoverMs }: AxisMarksProps): React.JSX.Element {
  return (
    <>
      {minute !== null && (
        <div
          className={axis.picked}
          style={{
            left: `${shareOf(view, minuteStartMs(minute)) * 100}%`,
            right: `${(1 - shareOf(view, minuteEndMs(minute, durationMs))) * 100}%`,
          }}
        />
      )}
      {hoverMs !== null && (
        <div className={axis.hover} style={{ left: `${shareOf(view, hoverMs) * 100}%` }} />
      )}
    </>
  );
}
