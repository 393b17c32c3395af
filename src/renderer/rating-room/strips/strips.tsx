import { useElementSize } from "@mantine/hooks";
import { useRef } from "react";
import type { Clock } from "../clock/clock.ts";
import type { SavedRatings } from "../form/save-queue.ts";
import { AudioStrip } from "./audio-strip.tsx";
import { ExpressionStrip, type ExpressionStripProps } from "./expression-strip.tsx";
import { MinuteGrid } from "./minute-grid.tsx";
import type { DrawnPeaks } from "./peaks.ts";
import { Playhead } from "./playhead.tsx";
import { SpeechStrip } from "./speech-strip.tsx";
import { useStripColors } from "./strip-colors.ts";
import classes from "./strips.module.css";
import { TimeRuler } from "./time-ruler.tsx";
import type { SpeechSearch } from "./use-speech.ts";
import type { Loaded } from "./use-strip-data.ts";
import { useStripPointer } from "./use-strip-pointer.ts";
import { shareOf, type View, wholeSession } from "./view.ts";
import { ZoomControls } from "./zoom-controls.tsx";

interface StripsProps {
  readonly clock: Clock;
  readonly ratings: SavedRatings;
  readonly durationMs: number;
  readonly view: View;
  readonly onView: (view: View) => void;
  /** Null while the video is not there to be read. */
  readonly peaks: Loaded<DrawnPeaks> | null;
  readonly speech: SpeechSearch | null;
  /** Null while the machine's traces are hidden or not there; `machine` then says which. */
  readonly traces: Pick<
    ExpressionStripProps,
    "minutes" | "series" | "modelId" | "onModel" | "excluded"
  > | null;
  /** Stands in the traces' place while there are none. */
  readonly machine: React.ReactNode;
}

/** Everything on the session's one time axis: the same left and right edge, one playhead through all of it. */
export function Strips(props: StripsProps): React.JSX.Element {
  const { clock, ratings, durationMs, view, onView, peaks, speech, traces, machine } = props;
  const { ref: measured, width: widthPx } = useElementSize();
  const pointed = useRef<HTMLDivElement>(null);
  const colors = useStripColors();
  const hoverMs = useStripPointer(pointed, {
    view,
    durationMs,
    onView,
    onSeek: (timeMs) => clock.seek(timeMs),
  });
  const axis = { view, widthPx, durationMs, colors };
  return (
    <section className={classes.strips} aria-label="Time strips">
      <div className={classes.zoomable}>
        <div className={classes.side}>
          <ZoomControls clock={clock} view={view} durationMs={durationMs} onView={onView} />
        </div>
        <div ref={measured} className={classes.axis}>
          <TimeRuler view={view} widthPx={widthPx} />
        </div>
        <div className={classes.side} />
        <AudioStrip peaks={peaks} view={view} durationMs={durationMs} colors={colors} />
        <SpeechStrip search={speech} view={view} />
        {traces !== null ? <ExpressionStrip {...traces} hoverMs={hoverMs} {...axis} /> : machine}
        <div ref={pointed} className={classes.pointer} data-testid="strip-pointer">
          {hoverMs !== null && (
            <div className={classes.hover} style={{ left: `${shareOf(view, hoverMs) * 100}%` }} />
          )}
          <Playhead clock={clock} view={view} />
        </div>
      </div>
      <div className={classes.whole}>
        <div className={classes.side}>Minutes</div>
        <div className={classes.axis}>
          <MinuteGrid clock={clock} ratings={ratings} view={view} widthPx={widthPx} />
          <Playhead clock={clock} view={wholeSession(durationMs)} />
        </div>
        <div className={classes.side} />
      </div>
    </section>
  );
}
