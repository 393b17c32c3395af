import { formatClock } from "../../shared/time.ts";
import type { Survey, TimeGap } from "./survey.ts";
import type { TimeJump } from "./time-chain.ts";

/** A recording may state this much more than its pictures last (sound that goes on, rounding) without a word. */
const BELIEVABLE_REST_MS = 2_000;

/** Places that are told one by one. */
const MOST_TOLD = 5;

/**
 * Where a recording was cut off, in words.
 *
 * @param statedMs duration by the file's header in ms; null where it states none
 * @param endMs end of the last picture in ms
 */
export function endNotices(statedMs: number | null, endMs: number): string[] {
  if (statedMs === null || statedMs - endMs <= BELIEVABLE_REST_MS) return [];
  return [
    `The file says that it lasts ${formatClock(statedMs)}, but its pictures end at ${formatClock(endMs)}. ` +
      "It may have been cut off while it was copied: compare it with the original.",
  ];
}

/** What is wrong with the times of a file's pictures, in words. */
export function timeNotices({ gaps, jumps, withoutTime, frames }: Survey): string[] {
  return [...jumpNotices(jumps), ...gapNotices(gaps), ...missingNotices(withoutTime, frames)];
}

/** Where time stamps jump back, in words. */
export function jumpNotices(jumps: readonly TimeJump[]): string[] {
  if (jumps.length === 0) return [];
  const places = listed(jumps, ({ atMs, byMs }) => `at ${formatClock(atMs)} by ${seconds(byMs)}`);
  return [
    `The time stamps of the file jump back ${places}. The pictures after that are counted on from the ones before, ` +
      "as if they followed at once: the file may hold several recordings.",
  ];
}

function gapNotices(gaps: readonly TimeGap[]): string[] {
  if (gaps.length === 0) return [];
  const places = listed(
    gaps,
    ({ fromMs, toMs }) => `from ${formatClock(fromMs)} to ${formatClock(toMs)} (${seconds(toMs - fromMs)})`,
  );
  return [`There is no picture ${places}: the recording was paused there, or a part of it is lost.`];
}

function missingNotices(withoutTime: number, frames: number): string[] {
  if (withoutTime === 0) return [];
  const share = withoutTime === frames ? "The pictures" : `${withoutTime} of ${frames} pictures`;
  return [`${share} state no time: each is taken to follow the one before it at the usual interval.`];
}

/** Pictures of several sizes in one file, in words. */
export function sizeNotices(sizes: readonly { readonly width: number; readonly height: number }[]): string[] {
  const [first] = sizes;
  const others = sizes.filter(({ width, height }) => width !== first?.width || height !== first.height);
  if (first === undefined || others.length === 0) return [];
  const names = [...new Set(others.map(({ width, height }) => `${width} × ${height}`))];
  return [
    `The size of the pictures changes within the file: ${first.width} × ${first.height} at first, then ` +
      `${names.join(" and ")}. All are scaled to the first size.`,
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function listed<T>(places: readonly T[], words: (place: T) => string): string {
  const told = places.slice(0, MOST_TOLD).map(words);
  const more = places.length - told.length;
  if (more > 0) told.push(`${more} more times`);
  return told.length < 2 ? told.join("") : `${told.slice(0, -1).join(", ")} and ${told.at(-1)}`;
}
