import { minuteAt, minuteEndMs, minuteStartMs } from "../../../shared/time.ts";

/**
 * What playback does at the end of a minute: "stop" there while the minute misses its rating, "loop" the minute,
 * or play "on".
 */
export const MINUTE_ENDS = ["stop", "loop", "on"] as const;
export type MinuteEnd = (typeof MINUTE_ENDS)[number];

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

/** The one moment that the whole room shows. All times are ms from the session's grid origin. */
export interface ClockState {
  readonly durationMs: number;
  /** Minutes offered for rating. */
  readonly minutes: number;
  /** Within [0, durationMs - 1]: the end of the recording belongs to no minute. */
  readonly timeMs: number;
  readonly playing: boolean;
  /** True when playback stopped by itself at the end of a minute: it goes on with the next minute. */
  readonly held: boolean;
  readonly speed: Speed;
  readonly minuteEnd: MinuteEnd;
}

/** A new state, and the instant that the video has to be moved to (null: it runs where it should). */
export interface ClockStep {
  readonly state: ClockState;
  readonly seekMs: number | null;
}

export function initialClock(durationMs: number, minutes: number, minuteEnd: MinuteEnd): ClockState {
  return { durationMs, minutes, timeMs: 0, playing: false, held: false, speed: 1, minuteEnd };
}

export function clampTime(state: ClockState, timeMs: number): number {
  return Math.min(Math.max(0, timeMs), Math.max(0, state.durationMs - 1));
}

/**
 * The selected minute: the one that the clock's instant lies in, by the shared rule that minute m covers
 * [60(m-1), 60m) s. A rest after the last minute that is offered counts to that minute.
 */
export function selectedMinute(state: ClockState): number {
  return Math.min(minuteAt(state.timeMs), Math.max(1, state.minutes));
}

/** End of a minute for playback: the last minute lasts until the recording ends. */
export function playbackEndMs(state: ClockState, minute: number): number {
  return minute >= state.minutes ? state.durationMs : minuteEndMs(minute, state.durationMs);
}

/**
 * The video shows the frame of this instant. The clock does not run backwards on its own: after a seek the frame
 * on screen may have begun before the instant that was asked for, and the clock keeps that instant. While a
 * minute loops, or is held because something about it is still open, the clock stays inside it.
 */
export function tick(state: ClockState, mediaMs: number, mustHold: boolean): ClockStep {
  if (!state.playing) return { state, seekMs: null };
  const minute = selectedMinute(state);
  const endMs = playbackEndMs(state, minute);
  if (mediaMs >= endMs) return atMinuteEnd(state, minute, mediaMs, mustHold);
  return { state: { ...state, timeMs: clampTime(state, Math.max(state.timeMs, mediaMs)) }, seekMs: null };
}

/** The video has come to its end. */
export function ended(state: ClockState, mustHold: boolean): ClockStep {
  return state.playing
    ? atMinuteEnd(state, selectedMinute(state), state.durationMs, mustHold)
    : { state, seekMs: null };
}

function atMinuteEnd(state: ClockState, minute: number, mediaMs: number, mustHold: boolean): ClockStep {
  const startMs = minuteStartMs(minute);
  if (state.minuteEnd === "loop") return { state: { ...state, timeMs: startMs }, seekMs: startMs };
  const lastMs = clampTime(state, playbackEndMs(state, minute) - 1);
  if (mustHold) return { state: { ...state, timeMs: lastMs, playing: false, held: true }, seekMs: lastMs };
  if (minute >= state.minutes) return { state: { ...state, timeMs: lastMs, playing: false }, seekMs: null };
  return { state: { ...state, timeMs: clampTime(state, mediaMs) }, seekMs: null };
}

/** A person moves the clock. Playing stays playing. */
export function seek(state: ClockState, timeMs: number): ClockStep {
  const target = clampTime(state, timeMs);
  return { state: { ...state, timeMs: target, held: false }, seekMs: target };
}

/** Starts playing; from the end of a minute that was held with the next one, from the end of the recording with its last minute. */
export function play(state: ClockState): ClockStep {
  const minute = selectedMinute(state);
  const atEnd = state.timeMs >= clampTime(state, state.durationMs - 1);
  const running = { ...state, playing: true, held: false };
  if (atEnd) return { state: { ...running, timeMs: minuteStartMs(minute) }, seekMs: minuteStartMs(minute) };
  if (state.held) {
    const next = minuteStartMs(minute + 1);
    return { state: { ...running, timeMs: next }, seekMs: next };
  }
  return { state: running, seekMs: null };
}

export function pause(state: ClockState): ClockStep {
  return { state: { ...state, playing: false }, seekMs: null };
}

/** Start of a minute, 1 to the last one offered. */
export function goToMinute(state: ClockState, minute: number): ClockStep {
  return seek(state, minuteStartMs(Math.min(Math.max(1, Math.round(minute)), Math.max(1, state.minutes))));
}

/** A minute is finished: the next one follows, playing if this one played until it was held. The last minute stays. */
export function advance(state: ClockState): ClockStep {
  const minute = selectedMinute(state);
  if (minute >= state.minutes) return { state, seekMs: null };
  const step = goToMinute(state, minute + 1);
  return { ...step, state: { ...step.state, playing: state.playing || state.held } };
}

/** The speed that is `steps` places faster (negative: slower) in {@link SPEEDS}. */
export function changedSpeed(speed: Speed, steps: number): Speed {
  const index = SPEEDS.indexOf(speed) + steps;
  return SPEEDS[Math.min(Math.max(0, index), SPEEDS.length - 1)] ?? 1;
}
