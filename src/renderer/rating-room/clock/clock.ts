import { useSyncExternalStore } from "react";
import {
  advance,
  type ClockState,
  type ClockStep,
  changedSpeed,
  clampTime,
  ended,
  goToMinute,
  initialClock,
  type MinuteEnd,
  pause,
  play,
  type Speed,
  seek,
  selectedMinute,
  tick,
} from "./clock-rules.ts";
import { seekTarget, stepFrame } from "./frame-stepping.ts";

/** The video as the clock moves it. */
export interface VideoEngine {
  seek(timeMs: number): void;
  /** Rejects when the browser refuses to play. */
  play(): Promise<void>;
  pause(): void;
  setSpeed(speed: Speed): void;
}

export interface Recording {
  readonly durationMs: number;
  readonly minutes: number;
  readonly frameRate: number;
}

/**
 * The room's one clock. The video is its source while it plays; every seek goes through it. It lives outside
 * React, so that a key that is pressed right after another one already meets the new moment.
 */
export class Clock {
  #state: ClockState;
  #engine: VideoEngine | null = null;
  #frameTimes: Float64Array | null = null;
  #mustHold: (minute: number) => boolean = () => false;
  /** The frame that was on screen before a step whose end is only expected; null when none is under way. */
  #steppedFrom: number | null = null;
  #shownMs = 0;
  readonly #frameRate: number;
  readonly #listeners = new Set<() => void>();

  constructor(recording: Recording, minuteEnd: MinuteEnd) {
    this.#frameRate = recording.frameRate;
    this.#state = initialClock(recording.durationMs, recording.minutes, minuteEnd);
  }

  readonly state = (): ClockState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  minute(): number {
    return selectedMinute(this.#state);
  }

  /** Connects the video, or takes it away with null; a clock without video can be moved but does not play. */
  attach(engine: VideoEngine | null): void {
    this.#engine = engine;
    if (engine === null) {
      this.#become({ ...this.#state, playing: false });
      return;
    }
    engine.setSpeed(this.#state.speed);
    engine.seek(seekTarget(this.#frameTimes, this.#state.timeMs, this.#state.durationMs));
  }

  /** Presentation times of all frames in ms; null while they are not known. */
  setFrameTimes(times: Float64Array | null): void {
    this.#frameTimes = times;
  }

  /** Asked at the end of a minute: is something about it still open, so that playback has to stop there? */
  holdWhile(mustHold: (minute: number) => boolean): void {
    this.#mustHold = mustHold;
  }

  /** The video shows the frame that began at this instant. */
  frameShown(mediaMs: number): void {
    this.#shownMs = mediaMs;
    if (this.#state.playing) {
      this.#apply(tick(this.#state, mediaMs, this.#mustHold(this.minute())));
    } else if (this.#steppedFrom !== null && mediaMs !== this.#steppedFrom) {
      this.#steppedFrom = null;
      this.#become({ ...this.#state, timeMs: clampTime(this.#state, mediaMs) });
    }
  }

  videoEnded(): void {
    const { playing } = this.#state;
    this.#apply(ended(this.#state, this.#mustHold(this.minute())));
    // A video that came to its end is paused: a loop has to start it again.
    if (playing && this.#state.playing) this.#start();
  }

  /** The browser stopped the video, not the clock. */
  videoPaused(): void {
    if (this.#state.playing) this.#become({ ...this.#state, playing: false });
  }

  seek(timeMs: number): void {
    this.#apply(seek(this.#state, timeMs));
  }

  seekBy(deltaMs: number): void {
    this.seek(this.#state.timeMs + deltaMs);
  }

  goToMinute(minute: number): void {
    this.#apply(goToMinute(this.#state, minute));
  }

  advance(): void {
    this.#apply(advance(this.#state));
  }

  stepFrame(direction: -1 | 1): void {
    this.pause();
    const { durationMs, timeMs } = this.#state;
    const step = stepFrame(
      { times: this.#frameTimes, frameRate: this.#frameRate, durationMs },
      timeMs,
      direction,
    );
    this.#steppedFrom = step.exact ? null : this.#shownMs;
    this.#become({ ...this.#state, timeMs: clampTime(this.#state, step.clockMs), held: false });
    this.#engine?.seek(step.seekMs);
  }

  togglePlay(): void {
    if (this.#state.playing) this.pause();
    else this.play();
  }

  play(): void {
    if (this.#engine !== null) this.#apply(play(this.#state));
  }

  pause(): void {
    this.#apply(pause(this.#state));
  }

  setMinuteEnd(minuteEnd: MinuteEnd): void {
    this.#become({ ...this.#state, minuteEnd });
  }

  setSpeed(speed: Speed): void {
    this.#become({ ...this.#state, speed });
    this.#engine?.setSpeed(speed);
  }

  changeSpeed(steps: number): void {
    this.setSpeed(changedSpeed(this.#state.speed, steps));
  }

  #apply(step: ClockStep): void {
    const wasPlaying = this.#state.playing;
    if (step.seekMs !== null) this.#steppedFrom = null;
    this.#become(step.state);
    if (wasPlaying && !step.state.playing) this.#engine?.pause();
    if (step.seekMs !== null) {
      this.#engine?.seek(seekTarget(this.#frameTimes, step.seekMs, step.state.durationMs));
    }
    if (!wasPlaying && step.state.playing) this.#start();
  }

  #start(): void {
    // Refused, e.g. before the first key or click on the page: the clock says that it does not play.
    this.#engine?.play().catch(() => this.videoPaused());
  }

  #become(state: ClockState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** A value that is read off the clock; the component is drawn again only when that value changes. */
export function useClock<Value extends string | number | boolean>(
  clock: Clock,
  read: (state: ClockState) => Value,
): Value {
  return useSyncExternalStore(clock.subscribe, () => read(clock.state()));
}

/** The selected minute. */
export function useMinute(clock: Clock): number {
  return useClock(clock, selectedMinute);
}
