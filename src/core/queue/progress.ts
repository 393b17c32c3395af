/** Work done, and how long it took. */
export interface Effort {
  readonly frames: number;
  readonly seconds: number;
}

/** Frames a second over several efforts, long ones counting for more; null before the first frame. */
export function pace(efforts: readonly Effort[]): number | null {
  const frames = efforts.reduce((sum, effort) => sum + effort.frames, 0);
  const seconds = efforts.reduce((sum, effort) => sum + effort.seconds, 0);
  return frames > 0 && seconds > 0 ? frames / seconds : null;
}

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

  /** Frames of this attempt and the seconds that it has taken so far. */
  effort(): Effort {
    if (this.#startedMs === null) return { frames: 0, seconds: 0 };
    return {
      frames: this.#framesDone - this.#framesBefore,
      seconds: (this.#now() - this.#startedMs) / 1000,
    };
  }

  /** Frames a second since the start; null before the first frame. */
  framesPerSecond(): number | null {
    return pace([this.effort()]);
  }
}
