import { useEffect, useRef } from "react";
import type { MachineMinute } from "../../../shared/contract/traces.ts";
import { minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import type { Columns } from "./decimate.ts";
import type { StripColors } from "./strip-colors.ts";
import { shareOf, spanMs, type View } from "./view.ts";

interface CoverageRibbonProps {
  readonly minutes: readonly MachineMinute[];
  /** The visible frames, or null where minutes are shown. */
  readonly columns: Columns | null;
  readonly view: View;
  readonly durationMs: number;
  readonly widthPx: number;
  readonly colors: StripColors;
}

const HEIGHT = 12;

/** Share of frames with a face, as the height of a bar: a full ribbon is full coverage, a gap is no face. */
export function CoverageRibbon(props: CoverageRibbonProps): React.JSX.Element {
  const { minutes, columns, view, durationMs, widthPx, colors } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context || widthPx <= 0) return;
    const scale = window.devicePixelRatio;
    canvas.current.width = Math.round(widthPx * scale);
    canvas.current.height = Math.round(HEIGHT * scale);
    context.scale(scale, scale);
    context.fillStyle = colors.quiet;
    const bar = (startMs: number, endMs: number, share: number): void => {
      const left = shareOf(view, startMs) * widthPx;
      const width = shareOf(view, endMs) * widthPx - left;
      // Neighbours overlap a little, so that full coverage is one even ribbon.
      context.fillRect(left, HEIGHT * (1 - share), width + 0.4, HEIGHT * share);
    };
    if (columns === null) {
      for (const { minute, coverage } of minutes) {
        if (coverage !== null)
          bar(minuteStartMs(minute), minuteEndMs(minute, durationMs) - spanMs(view) / widthPx, coverage);
      }
      return;
    }
    for (const [index, timeMs] of columns.timesMs.entries()) {
      const nFrames = columns.nFrames[index] ?? 0;
      const startMs = timeMs - columns.columnMs / 2;
      const nextMs = columns.timesMs[index + 1] ?? timeMs + spanMs(view) / widthPx;
      if (nFrames > 0) bar(startMs, nextMs - columns.columnMs / 2, (columns.nFaces[index] ?? 0) / nFrames);
    }
  }, [minutes, columns, view, durationMs, widthPx, colors]);
  return (
    <canvas
      ref={canvas}
      style={{ display: "block", width: widthPx, height: HEIGHT }}
      role="img"
      aria-label="Coverage"
    />
  );
}
