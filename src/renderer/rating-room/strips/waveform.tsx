import { useEffect, useRef } from "react";
import WaveSurfer from "wavesurfer.js";
import type { StripColors } from "./strip-colors.ts";
import classes from "./strips.module.css";
import { isWhole, spanMs, type View } from "./view.ts";

interface WaveformProps {
  readonly peaks: Float32Array;
  readonly durationMs: number;
  readonly view: View;
  readonly widthPx: number;
  readonly colors: StripColors;
}

const HEIGHT = 44;

/** The session's sound, from the peaks that the core computed; the page never decodes audio. */
export function Waveform({ peaks, durationMs, view, widthPx, colors }: WaveformProps): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const surfer = useRef<WaveSurfer | null>(null);
  const latest = useRef({ view, widthPx });
  latest.current = { view, widthPx };

  useEffect(() => {
    if (place.current === null) return;
    const wave = WaveSurfer.create({
      container: place.current,
      height: HEIGHT,
      peaks: [peaks],
      duration: durationMs / 1000,
      waveColor: colors.wave,
      progressColor: colors.wave,
      cursorWidth: 0,
      interact: false,
      autoScroll: false,
      hideScrollbar: true,
    });
    surfer.current = wave;
    const ready = wave.on("ready", () =>
      showView(wave, latest.current.view, durationMs, latest.current.widthPx),
    );
    return () => {
      ready();
      surfer.current = null;
      wave.destroy();
    };
  }, [peaks, durationMs, colors]);

  useEffect(() => {
    const wave = surfer.current;
    if (wave?.getDecodedData()) showView(wave, view, durationMs, widthPx);
  }, [view, durationMs, widthPx]);

  return <div ref={place} className={classes.wave} role="img" aria-label="Waveform of the recording" />;
}

function showView(wave: WaveSurfer, view: View, durationMs: number, widthPx: number): void {
  const pxPerSecond = isWhole(view, durationMs) ? 0 : (widthPx * 1000) / spanMs(view);
  if (wave.options.minPxPerSec !== pxPerSecond) wave.zoom(pxPerSecond);
  wave.setScrollTime(view.startMs / 1000);
}
