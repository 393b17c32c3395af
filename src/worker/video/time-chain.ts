/** A place at which time stamps jump back: the part after it was counted on from the part before it. */
export interface TimeJump {
  readonly atMs: number;
  /** How far they jump. */
  readonly byMs: number;
}

/** Time stamps that are this far from what follows the picture before are not jitter. */
export const FAR_MS = 1000;

/** Nothing is recorded with a pause of so long; a stamp beyond it is a slip. */
const FARTHEST_MS = 12 * 3_600_000;

/**
 * Puts the stated times of a stream's pictures on one line that does not go back: a part whose stamps start anew (two
 * recordings in one file, a recorder that was reset) follows the part before it. Single stamps that slip are left where
 * they are, as everything else is.
 */
export class TimeChain {
  readonly jumps: TimeJump[] = [];
  #last = Number.NaN;
  #shift = 0;
  #shiftBefore = 0;
  /** The time before a leap ahead, to tell a slip from a pause. */
  #beforeLeap = Number.NaN;

  /**
   * @param statedMs time by the file, of the picture that comes next
   * @param usualMs interval between pictures
   * @returns its time on the line
   */
  place(statedMs: number, usualMs: number): number {
    const timeMs = statedMs + this.#shift;
    const last = this.#last;
    if (Number.isNaN(last) || Math.abs(timeMs - last) <= FAR_MS) return this.#goTo(timeMs);
    // The picture before was one that had slipped.
    if (this.jumps.length > 0 && follows(statedMs + this.#shiftBefore, last)) {
      [this.#shift, this.#shiftBefore] = [this.#shiftBefore, this.#shift];
      return this.#goTo(statedMs + this.#shift);
    }
    if (timeMs > last) {
      if (timeMs > last + FARTHEST_MS) return timeMs;
      this.#beforeLeap = last;
      this.#last = timeMs;
      return timeMs;
    }
    if (follows(timeMs, this.#beforeLeap)) return this.#goTo(timeMs);
    this.jumps.push({ atMs: last, byMs: last - timeMs });
    this.#shiftBefore = this.#shift;
    this.#shift = last + usualMs - statedMs;
    return this.#goTo(last + usualMs);
  }

  #goTo(timeMs: number): number {
    const goesBack = timeMs < this.#last && this.#last - timeMs <= FAR_MS;
    if (!goesBack) this.#last = timeMs;
    this.#beforeLeap = Number.NaN;
    return timeMs;
  }
}

function follows(timeMs: number, lastMs: number): boolean {
  return timeMs > lastMs && timeMs <= lastMs + FAR_MS;
}
