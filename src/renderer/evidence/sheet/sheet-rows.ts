import type { Still } from "../../../shared/contract/evidence.ts";
import { minuteAt } from "../../../shared/time.ts";

export const SHEET_FILTERS = ["all", "no-face", "track-changed"] as const;
export type SheetFilter = (typeof SHEET_FILTERS)[number];

/** A still with what the one before it says about it. */
export interface SheetStill {
  readonly still: Still;
  /** The client's face is on another track than in the last still that had one. */
  readonly trackChanged: boolean;
}

/** The stills of one minute. */
export interface SheetMinute {
  readonly minute: number;
  readonly stills: readonly SheetStill[];
}

/** Stills with their changes of track, in order of time. */
export function withTrackChanges(stills: readonly Still[]): SheetStill[] {
  let last: number | null = null;
  return stills.map((still) => {
    const trackChanged = still.track !== null && last !== null && still.track !== last;
    last = still.track ?? last;
    return { still, trackChanged };
  });
}

const KEEPS: Readonly<Record<SheetFilter, (entry: SheetStill) => boolean>> = {
  all: () => true,
  "no-face": ({ still }) => still.box === null,
  "track-changed": ({ trackChanged }) => trackChanged,
};

/** The stills to show, a group for each minute that has some; `minute` null shows every minute. */
export function sheetMinutes(
  entries: readonly SheetStill[],
  filter: SheetFilter,
  minute: number | null,
): SheetMinute[] {
  const groups = new Map<number, SheetStill[]>();
  for (const entry of entries) {
    const at = minuteAt(entry.still.timeMs);
    if ((minute !== null && at !== minute) || !KEEPS[filter](entry)) continue;
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([at, stills]) => ({ minute: at, stills }));
}

/** Index of the still that is nearest to an instant; -1 without stills. */
export function nearestStill(stills: readonly Still[], timeMs: number): number {
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, still] of stills.entries()) {
    const away = Math.abs(still.timeMs - timeMs);
    if (away < distance) [best, distance] = [index, away];
  }
  return best;
}

/** Frames between two stills: the most common distance; null for fewer than two. */
export function stillInterval(stills: readonly Still[]): number | null {
  const counts = new Map<number, number>();
  for (const [index, still] of stills.entries()) {
    const next = stills[index + 1];
    if (next === undefined) continue;
    const step = next.frame - still.frame;
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

/** Largest size of a picture with these proportions that fits into a frame. */
export function fitted(
  picture: { readonly width: number; readonly height: number },
  frame: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  if (picture.width <= 0 || picture.height <= 0) return { width: frame.width, height: frame.height };
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  return { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
}

/** Stills become at most this much narrower than usual where a whole minute then stands in one line. */
const NARROWEST = 0.88;

/**
 * How many stills stand in a line, and their size: as wide as fills it, in the proportions that most of
 * them have, within 1:1 and 2:1.
 */
export function sheetGrid(
  lineWidth: number,
  usualWidth: number,
  gap: number,
  minutes: readonly SheetMinute[],
): { readonly columns: number; readonly size: { readonly width: number; readonly height: number } } {
  const longest = minutes.reduce((most, { stills }) => Math.max(most, stills.length), 0);
  const usual = Math.max(1, Math.floor(lineWidth / (usualWidth + gap)));
  const atMost = Math.floor(lineWidth / (usualWidth * NARROWEST + gap));
  const columns = longest > usual && longest <= atMost ? longest : usual;
  const width = Math.max(Math.floor(usualWidth * NARROWEST), Math.floor(lineWidth / columns) - gap);
  const ratios = minutes
    .flatMap(({ stills }) => stills.map(({ still }) => still.height / still.width))
    .toSorted((a, b) => a - b);
  const ratio = ratios[ratios.length >> 1] ?? 0.75;
  return { columns, size: { width, height: Math.round(width * Math.min(1, Math.max(0.5, ratio))) } };
}
