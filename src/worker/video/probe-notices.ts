import { formatClock } from "../../shared/time.ts";

/** A recording may state this much more than its pictures last (sound that goes on, rounding) without a word. */
const BELIEVABLE_REST_MS = 2_000;

/**
 * What a user should know about a file before it is rated or analysed, in words.
 *
 * @param statedMs duration by the file's header in ms; null where it states none
 * @param endMs end of the last picture in ms
 */
export function probeNotices(statedMs: number | null, endMs: number): string[] {
  if (statedMs === null || statedMs - endMs <= BELIEVABLE_REST_MS) return [];
  return [
    `The file says that it lasts ${formatClock(statedMs)}, but its pictures end at ${formatClock(endMs)}. ` +
      "It may have been cut off while it was copied: compare it with the original.",
  ];
}
