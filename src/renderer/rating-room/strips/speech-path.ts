import type { View } from "./view.ts";

/** SVG path of the stretches in view, in ms across and 0..1 down. */
export function speechPath(
  segments: readonly { readonly startMs: number; readonly endMs: number }[],
  view: View,
): string {
  return segments
    .filter(({ startMs, endMs }) => endMs > view.startMs && startMs < view.endMs)
    .map(({ startMs, endMs }) => `M${startMs} 0H${endMs}V1H${startMs}Z`)
    .join("");
}
