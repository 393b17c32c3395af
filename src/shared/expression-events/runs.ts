/** Consecutive frames of a series that stay high. Indices into the series; `end` is the first frame after the run. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Frame of the highest value; the first of several. */
  readonly apex: number;
  /** The frame before the run belongs to the same stretch without a gap, and so does the one after. */
  readonly rises: boolean;
  readonly falls: boolean;
}

export interface RunRule {
  /** A run reaches at least this value... */
  readonly enter: number;
  /** ...and never falls below this one; equal to `enter` for a plain threshold. */
  readonly leave: number;
  /** Frames farther apart than this are a gap, as are frames without a value: a run ends there. */
  readonly gapMs: number;
}

/**
 * Runs of a series, in order.
 *
 * @param times presentation times in ms, rising
 * @param values NaN where there is none
 */
export function findRuns(times: ArrayLike<number>, values: ArrayLike<number>, rule: RunRule): Run[] {
  const runs: Run[] = [];
  const valueAt = (i: number): number => values[i] ?? Number.NaN;
  const joined = (i: number): boolean =>
    i > 0 &&
    i < times.length &&
    !Number.isNaN(valueAt(i - 1)) &&
    !Number.isNaN(valueAt(i)) &&
    (times[i] ?? Number.NaN) - (times[i - 1] ?? Number.NaN) <= rule.gapMs;
  let i = 0;
  while (i < times.length) {
    if (!(valueAt(i) >= rule.leave)) {
      i += 1;
      continue;
    }
    const start = i;
    let apex = i;
    do {
      if (valueAt(i) > valueAt(apex)) apex = i;
      i += 1;
    } while (joined(i) && valueAt(i) >= rule.leave);
    if (valueAt(apex) >= rule.enter) {
      runs.push({ start, end: i, apex, rises: joined(start), falls: joined(i) });
    }
  }
  return runs;
}
