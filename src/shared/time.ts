/**
 * Time in Minutewise: integer milliseconds from the session's grid origin. Minute m (1-based) covers
 * [60000(m-1), 60000m) ms, so an instant belongs to exactly one minute.
 */
export const MINUTE_MS = 60_000;

/**
 * The share of a minute that has to exist for it to be offered for rating. A recording that ends 800 ms into
 * its last minute shows nothing that could be rated; the minute is still analysed.
 */
export const SHORTEST_RATED_MINUTE_MS = 1_000;

/** The 1-based minute that an instant (ms, >= 0) lies in. */
export function minuteAt(timeMs: number): number {
  return Math.floor(Math.max(0, timeMs) / MINUTE_MS) + 1;
}

/** First instant of a 1-based minute, in ms. */
export function minuteStartMs(minute: number): number {
  return (minute - 1) * MINUTE_MS;
}

/** Number of minutes that a recording of this duration (ms) touches; 0 for an empty one. */
export function minuteCount(durationMs: number): number {
  return durationMs <= 0 ? 0 : Math.ceil(durationMs / MINUTE_MS);
}

/** Number of minutes offered for rating: the last one only when it lasts at least {@link SHORTEST_RATED_MINUTE_MS}. */
export function ratableMinuteCount(durationMs: number): number {
  const minutes = minuteCount(durationMs);
  const rest = durationMs - minuteStartMs(minutes);
  return minutes > 1 && rest < SHORTEST_RATED_MINUTE_MS ? minutes - 1 : minutes;
}

/** End of a minute within a recording, in ms: the last minute ends where the recording ends. */
export function minuteEndMs(minute: number, durationMs: number): number {
  return Math.min(minute * MINUTE_MS, durationMs);
}

/** True when the recording ends before the minute does. */
export function isPartialMinute(minute: number, durationMs: number): boolean {
  return minute * MINUTE_MS > durationMs;
}

/**
 * "m:ss" or "h:mm:ss" for an instant or a duration in ms, rounded down to the second; hours are never wrapped
 * at 24. With `withMilliseconds` three decimals follow.
 */
export function formatClock(timeMs: number, options: { withMilliseconds?: boolean } = {}): string {
  const whole = Math.max(0, Math.floor(timeMs));
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor(whole / MINUTE_MS) % 60;
  const seconds = Math.floor(whole / 1000) % 60;
  const clock =
    hours > 0
      ? `${hours}:${String(minutes).padStart(2, "0")}:${String(seconds).padStart(2, "0")}`
      : `${minutes}:${String(seconds).padStart(2, "0")}`;
  return options.withMilliseconds ? `${clock}.${String(whole % 1000).padStart(3, "0")}` : clock;
}

/**
 * Reads a typed time: "14:30", "1:02:30" or seconds ("870"), with up to three decimals of the second.
 *
 * @returns ms; null for anything else, and beyond 10,000,000 s
 */
export function parseClock(text: string): number | null {
  const [, hours = "0", minutes = "0", seconds = ""] =
    /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d+(?:\.\d{1,3})?)$/.exec(text.trim()) ?? [];
  if (seconds === "") return null;
  const withinClock =
    !text.includes(":") || (Number(seconds) < 60 && (hours === "0" || Number(minutes) < 60));
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return withinClock && whole <= 1e7 ? Math.round(whole * 1000) : null;
}

/** How {@link parseClock} wants a time. */
export const CLOCK_WORDS = "a time is written 14:30, 1:02:30 or in seconds";
