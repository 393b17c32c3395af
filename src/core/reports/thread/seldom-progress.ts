import type { ReportProgress } from "../built-report.ts";

const LEAST_MS_BETWEEN_EVENTS = 200;

/** Passes progress on, at most five times a second and never backwards. `now` is in ms. */
export function seldomProgress(tell: ReportProgress, now: () => number): ReportProgress {
  let toldMs = Number.NEGATIVE_INFINITY;
  let furthest = 0;
  return (label, share) => {
    furthest = Math.min(1, Math.max(furthest, share));
    if (now() - toldMs < LEAST_MS_BETWEEN_EVENTS) return;
    toldMs = now();
    tell(label, furthest);
  };
}
