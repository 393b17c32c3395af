/** The part of the session that the zoomable strips show, in ms; within [0, durationMs]. */
export interface View {
  readonly startMs: number;
  readonly endMs: number;
}

/** Closest zoom: two seconds across the strip show single frames clearly. */
export const CLOSEST_MS = 2_000;

export function wholeSession(durationMs: number): View {
  return { startMs: 0, endMs: durationMs };
}

export function isWhole(view: View, durationMs: number): boolean {
  return view.startMs <= 0 && view.endMs >= durationMs;
}

export function spanMs(view: View): number {
  return view.endMs - view.startMs;
}

/** Moves a span of time into the session without changing its length, as far as the session is long enough. */
function fitted(startMs: number, lengthMs: number, durationMs: number): View {
  const length = Math.min(Math.max(lengthMs, Math.min(CLOSEST_MS, durationMs)), durationMs);
  const start = Math.min(Math.max(0, startMs), durationMs - length);
  return { startMs: start, endMs: start + length };
}

/** Shows a span of time, e.g. one minute. */
export function showSpan(startMs: number, endMs: number, durationMs: number): View {
  return fitted(startMs, endMs - startMs, durationMs);
}

/** Zooms by `factor` (> 1 shows more) and keeps the instant `anchorMs` where it is on the strip. */
export function zoomed(view: View, durationMs: number, anchorMs: number, factor: number): View {
  const anchor = Math.min(Math.max(view.startMs, anchorMs), view.endMs);
  const length = Math.min(Math.max(spanMs(view) * factor, Math.min(CLOSEST_MS, durationMs)), durationMs);
  const share = spanMs(view) > 0 ? (anchor - view.startMs) / spanMs(view) : 0;
  return fitted(anchor - share * length, length, durationMs);
}

export function panned(view: View, durationMs: number, deltaMs: number): View {
  return fitted(view.startMs + deltaMs, spanMs(view), durationMs);
}

/** The view with `timeMs` in it: unchanged if it is there already, else turned like a page so that time has room to run. */
export function following(view: View, durationMs: number, timeMs: number): View {
  if (timeMs >= view.startMs && timeMs < view.endMs) return view;
  return fitted(timeMs - spanMs(view) * 0.05, spanMs(view), durationMs);
}

/** Place of an instant as a share of the strip's width; outside [0, 1] when it is not in view. */
export function shareOf(view: View, timeMs: number): number {
  return spanMs(view) > 0 ? (timeMs - view.startMs) / spanMs(view) : 0;
}

/** The instant at a share of the strip's width. */
export function timeAtShare(view: View, share: number): number {
  return view.startMs + share * spanMs(view);
}

const TICK_STEPS_MS = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000,
  3_600_000,
];

/** Round instants for a time ruler, at least `minGapPx` apart. */
export function ticks(
  view: View,
  widthPx: number,
  minGapPx: number,
): { readonly stepMs: number; readonly timesMs: number[] } {
  const msPerPx = widthPx > 0 ? spanMs(view) / widthPx : Number.POSITIVE_INFINITY;
  const stepMs = TICK_STEPS_MS.find((step) => step >= msPerPx * minGapPx) ?? 3_600_000;
  const timesMs: number[] = [];
  for (let time = Math.ceil(view.startMs / stepMs) * stepMs; time <= view.endMs; time += stepMs)
    timesMs.push(time);
  return { stepMs, timesMs };
}
