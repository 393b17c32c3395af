import { memo } from "react";
import { formatClock } from "../../../shared/time.ts";
import classes from "./sheet.module.css";
import type { SheetStill } from "./sheet-rows.ts";
import { StillPicture } from "./still-picture.tsx";

export interface StillSize {
  readonly width: number;
  readonly height: number;
}

interface StillCellProps {
  readonly entry: SheetStill;
  readonly source: string;
  readonly boxes: boolean;
  readonly size: StillSize;
  readonly gone: boolean;
  /** The one still that the Tab key reaches; arrows move on from there. */
  readonly reachable: boolean;
  readonly onGone: (frame: number) => void;
  readonly onOpen: (frame: number) => void;
  readonly onReach: (frame: number) => void;
}

/** What a still shows, in a few words. */
export function stillWords({ still, trackChanged }: SheetStill): string {
  if (still.track === null) return still.others.length > 0 ? "others" : "no face";
  return trackChanged ? `→ track ${still.track}` : `${still.track}`;
}

/** One picture of the sheet with its time; a press enlarges it. */
export const StillCell = memo(function StillCell(props: StillCellProps): React.JSX.Element {
  const { entry, source, boxes, size, gone, reachable, onGone, onOpen, onReach } = props;
  const { still, trackChanged } = entry;
  const time = formatClock(still.timeMs, { withMilliseconds: true }).slice(0, -2);
  const words = stillWords(entry);
  return (
    <button
      type="button"
      className={classes.still}
      style={{ width: size.width + 8 }}
      data-frame={still.frame}
      data-noface={still.track === null || undefined}
      data-changed={trackChanged || undefined}
      aria-label={`Still at ${time}, ${still.track === null ? `${words}, no client` : `track ${still.track}`}${trackChanged ? ", changed" : ""}`}
      tabIndex={reachable ? 0 : -1}
      onFocus={() => onReach(still.frame)}
      onClick={() => onOpen(still.frame)}
    >
      <StillPicture
        still={still}
        source={source}
        boxes={boxes}
        frame={size}
        gone={gone}
        onGone={() => onGone(still.frame)}
        alt=""
      />
      <span className={classes.caption} style={{ width: size.width }}>
        <span>{time}</span>
        {(still.track === null || trackChanged) && (
          <strong data-none={still.track === null || undefined}>{words}</strong>
        )}
      </span>
    </button>
  );
});
