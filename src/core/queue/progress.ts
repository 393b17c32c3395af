/** Pace of a running job. */
export class Progress {
  readonly #now: () => number;
  #startedMs: number | null = null;
  #framesBefore = 0;
  #framesDone = 0;

  /** @param now clock in ms, for tests */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Frames done in all, those of earlier attempts included. */
  get framesDone(): number {
    return this.#framesDone;
  }

  /** @param framesBefore frames that an earlier attempt has stored */
  start(framesBefore: number): void {
    this.#framesBefore = framesBefore;
    this.#framesDone = framesBefore;
    this.#startedMs = this.#now();
  }

  advance(framesDone: number): void {
    this.#framesDone = framesDone;
  }

  /** Frames a second since the start; null before the first frame. */
  framesPerSecond(): number | null {
    if (this.#startedMs === null) return null;
    const seconds = (this.#now() - this.#startedMs) / 1000;
    const frames = this.#framesDone - this.#framesBefore;
    return frames > 0 && seconds > 0 ? frames / seconds : null;
  }
}
