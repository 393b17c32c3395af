import { describeFailure } from "../../app/failure.ts";
import type { DrawnPeaks } from "./peaks.ts";
import type { StripColors } from "./strip-colors.ts";
import classes from "./strips.module.css";
import type { Loaded } from "./use-strip-data.ts";
import type { View } from "./view.ts";
import { Waveform } from "./waveform.tsx";

interface AudioStripProps {
  /** Null while the video is not there to be read. */
  readonly peaks: Loaded<DrawnPeaks> | null;
  readonly view: View;
  readonly durationMs: number;
  readonly colors: StripColors;
}

/** The waveform, or why there is none. */
export function AudioStrip({ peaks, ...axis }: AudioStripProps): React.JSX.Element {
  return (
    <>
      <div className={classes.side}>Audio</div>
      <div className={classes.axis}>
        <Content peaks={peaks} {...axis} />
      </div>
      <div className={classes.side} />
    </>
  );
}

function Content({ peaks, view, durationMs, colors }: AudioStripProps): React.JSX.Element {
  if (peaks === null) return <p className={classes.nothing}>No waveform while the video is not there.</p>;
  if (peaks.error !== null) {
    const { what, remedy } = describeFailure(peaks.error);
    return (
      <p className={classes.nothing} role="status">
        No waveform: {what} {remedy}
      </p>
    );
  }
  if (peaks.data === "no-audio") {
    return (
      <p className={classes.nothing} data-testid="no-audio">
        No audio track in this recording.
      </p>
    );
  }
  if (peaks.data === undefined) return <p className={classes.nothing}>Reading the sound …</p>;
  return <Waveform peaks={peaks.data} durationMs={durationMs} view={view} colors={colors} />;
}
