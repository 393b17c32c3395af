import { MINUTE_ENDS, type MinuteEnd } from "./clock/clock-rules.ts";

const KEY = "minutewise.minute-end";

/** What playback did at the end of a minute when the room was last used on this computer. */
export function chosenMinuteEnd(): MinuteEnd {
  const stored = localStorage.getItem(KEY);
  return MINUTE_ENDS.find((end) => end === stored) ?? "stop";
}

export function rememberMinuteEnd(minuteEnd: MinuteEnd): void {
  localStorage.setItem(KEY, minuteEnd);
}
