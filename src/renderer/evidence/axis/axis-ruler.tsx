import { formatClock } from "../../../shared/time.ts";
import { shareOf, ticks, type View } from "../../rating-room/strips/view.ts";
import classes from "./axis.module.css";

/** "1:02:03.4" */
const WIDEST_TIME_PX = 56;

/** Times along the upper edge of an axis. */
export function AxisRuler(props: { readonly view: View; readonly widthPx: number }): React.JSX.Element {
  const { view, widthPx } = props;
  const { stepMs, timesMs } = ticks(view, widthPx, 64);
  return (
    <div className={classes.ruler} aria-hidden="true">
      {timesMs.map((timeMs) => {
        const share = shareOf(view, timeMs);
        // A time at the very end would stand outside.
        if ((1 - share) * widthPx < WIDEST_TIME_PX) return null;
        return (
          <span key={timeMs} className={classes.tick} style={{ left: `${share * 100}%` }}>
            {formatClock(timeMs, { withMilliseconds: stepMs < 1_000 }).replace(/(\.\d)00$/, "$1")}
          </span>
        );
      })}
    </div>
  );
}
