import { formatClock } from "../../../shared/time.ts";
import classes from "./strips.module.css";
import { shareOf, ticks, type View } from "./view.ts";

/** Times along the upper edge of the strips. */
export function TimeRuler({
  view,
  widthPx,
}: {
  readonly view: View;
  readonly widthPx: number;
}): React.JSX.Element {
  const { stepMs, timesMs } = ticks(view, widthPx, 64);
  return (
    <div className={classes.ruler} aria-hidden="true">
      {timesMs.map((timeMs) => (
        <span key={timeMs} className={classes.tick} style={{ left: `${shareOf(view, timeMs) * 100}%` }}>
          {formatClock(timeMs, { withMilliseconds: stepMs < 1000 }).replace(/00$/, stepMs < 1000 ? "" : "00")}
        </span>
      ))}
    </div>
  );
}
