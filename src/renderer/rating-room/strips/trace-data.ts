import type { MachineMinute } from "../../../shared/contract/traces.ts";
import { EXPRESSIONS } from "../../../shared/expression.ts";
import { minuteAt, minuteEndMs, minuteStartMs } from "../../../shared/time.ts";
import { type Columns, nearestColumn } from "./decimate.ts";
import { CURVES } from "./frame-series.ts";
import type { View } from "./view.ts";

/** What uPlot draws: x in ms, the curves of {@link CURVES}, then upper and lower edge of nonspecific arousal. */
export type TraceData = [number[], ...(number | null)[][]];

/** One value at a moment, with what it is the mean of. */
export interface TraceReading {
  /** In the order of {@link CURVES}; null where no face was found. */
  readonly values: readonly (number | null)[];
  readonly nFrames: number;
  readonly nFaces: number;
  /** Presentation time of the frame, or centre of the column; null for a minute. */
  readonly timeMs: number | null;
  readonly minute: number;
}

function meansOf(minute: MachineMinute): (number | null)[] {
  return [...EXPRESSIONS.map((name) => minute.means?.[name] ?? null), minute.nonspecific];
}

/** Minute means as steps that last as long as their minute; a minute without a face is a gap. */
export function minuteTraceData(minutes: readonly MachineMinute[], durationMs: number): TraceData {
  const times: number[] = [];
  const curves: (number | null)[][] = CURVES.map(() => []);
  for (const minute of minutes) {
    const values = meansOf(minute);
    for (const timeMs of [minuteStartMs(minute.minute), minuteEndMs(minute.minute, durationMs)]) {
      times.push(timeMs);
      for (const [index, value] of values.entries()) curves[index]?.push(value);
    }
  }
  const none = times.map(() => null);
  return [times, ...curves, none, none];
}

const orGap = (values: Float32Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));

/** Frames, or their means for each pixel column, with the extremes of nonspecific arousal around it. */
export function frameTraceData(columns: Columns): TraceData {
  return [[...columns.timesMs], ...columns.means.map(orGap), orGap(columns.high), orGap(columns.low)];
}

export function readMinute(minutes: readonly MachineMinute[], atMs: number): TraceReading | null {
  const found = minutes.find(({ minute }) => minute === minuteAt(atMs));
  if (found === undefined) return null;
  const { minute, nFrames, nFaces } = found;
  return { values: meansOf(found), nFrames, nFaces, timeMs: null, minute };
}

export function readColumn(columns: Columns, atMs: number): TraceReading | null {
  const index = nearestColumn(columns.timesMs, atMs);
  if (index < 0) return null;
  const timeMs = columns.timesMs[index] ?? 0;
  return {
    values: columns.means.map((curve) => {
      const value = curve[index] ?? Number.NaN;
      return Number.isNaN(value) ? null : value;
    }),
    nFrames: columns.nFrames[index] ?? 0,
    nFaces: columns.nFaces[index] ?? 0,
    timeMs,
    minute: minuteAt(timeMs),
  };
}

/** The last value of each curve that is in view: where its label stands. Null for a curve without any. */
export function lastVisible(data: TraceData, view: View): (number | null)[] {
  const [times, ...curves] = data;
  return CURVES.map((_, index) => {
    const curve = curves[index] ?? [];
    for (let at = times.length - 1; at >= 0; at -= 1) {
      const time = times[at] ?? 0;
      const value = curve[at] ?? null;
      if (value !== null && time >= view.startMs && time <= view.endMs) return value;
    }
    return null;
  });
}

/** Wide minutes show their frames, narrow ones their means. */
export const FRAMES_FROM_MINUTE_PX = 150;

export const DETAILS = ["auto", "minutes", "frames"] as const;
export type Detail = (typeof DETAILS)[number];

export function showsFrames(detail: Detail, minutePx: number): boolean {
  return detail === "frames" || (detail === "auto" && minutePx >= FRAMES_FROM_MINUTE_PX);
}
