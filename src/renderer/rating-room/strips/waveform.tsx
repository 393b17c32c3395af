import { useEffect, useRef } from "react";
import WaveSurfer, { type WaveSurferOptions } from "wavesurfer.js";
import { peakColumns } from "./peaks.ts";
import type { StripColors } from "./strip-colors.ts";
import classes from "./strips.module.css";
import type { View } from "./view.ts";

interface WaveformProps {
  readonly peaks: Float32Array;
  readonly durationMs: number;
  readonly view: View;
  readonly colors: StripColors;
}

const HEIGHT = 44;

type DrawWaveform = NonNullable<WaveSurferOptions["renderFunction"]>;

/**
 * Draws the visible part only, one bar a pixel. The library's own zoom builds the waveform of the whole session at
 * the zoomed width: for fifty minutes that takes hundreds of ms a step.
 */
function drawVisible(peaks: Float32Array, durationMs: number, view: View, color: string): DrawWaveform {
  return (_channels, context) => {
    const { width, height } = context.canvas;
    const middle = height / 2;
    context.fillStyle = color;
    for (const [x, peak] of peakColumns(peaks, durationMs, view, width).entries()) {
      const half = Math.max(0.5, peak * middle);
      context.fillRect(x, middle - half, 1, 2 * half);
    }
  };
}

/** The session's sound, from the peaks that the core computed; the page never decodes audio. */
export function Waveform({ peaks, durationMs, view, colors }: WaveformProps): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const surfer = useRef<WaveSurfer | null>(null);
  const draw = drawVisible(peaks, durationMs, view, colors.wave);
  const latest = useRef(draw);
  latest.current = draw;

  useEffect(() => {
    if (place.current === null) return;
    const wave = WaveSurfer.create({
      container: place.current,
      height: HEIGHT,
      peaks: [peaks],
      duration: durationMs / 1000,
      cursorWidth: 0,
      interact: false,
      hideScrollbar: true,
      renderFunction: (channels, context) => latest.current(channels, context),
    });
    surfer.current = wave;
    return () => {
      surfer.current = null;
      wave.destroy();
    };
  }, [peaks, durationMs]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture is drawn from these by `latest`
  useEffect(() => surfer.current?.setOptions({ progressColor: colors.wave }), [view, colors]);

  return <div ref={place} className={classes.wave} role="img" aria-label="Waveform of the recording" />;
}
