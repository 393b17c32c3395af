import type { MeshTrace } from "../../../shared/contract/evidence.ts";

/** The readings of the mesh, one array a measure; NaN where a value cannot be told. */
export interface MeshSeries {
  readonly times: Float64Array;
  readonly measures: ReadonlyMap<string, Float32Array>;
  readonly actionUnits: ReadonlyMap<string, Float32Array>;
  readonly emotions: ReadonlyMap<string, Float32Array>;
  /** Readings that are farther apart than this have a gap between them, ms. */
  readonly gapMs: number;
}

const DEFAULT_GAP_MS = 1_000;

function columns(
  interleaved: Float32Array,
  names: readonly string[],
  count: number,
): Map<string, Float32Array> {
  if (interleaved.length !== count * names.length) {
    throw new RangeError("The stored readings of the mesh do not have one entry for each measure.");
  }
  return new Map(
    names.map((name, column) => [
      name,
      Float32Array.from(
        { length: count },
        (_, row) => interleaved[row * names.length + column] ?? Number.NaN,
      ),
    ]),
  );
}

/**
 * Takes the contract's interleaved blobs apart.
 *
 * @throws RangeError when the blobs are not as long as the number of readings says.
 */
export async function readMeshSeries(trace: MeshTrace): Promise<MeshSeries> {
  const times = new Float64Array(await trace.timesMs.arrayBuffer());
  if (times.length !== trace.nReadings)
    throw new RangeError("The stored readings of the mesh are not whole.");
  const { readingsPerSecond } = trace;
  return {
    times,
    measures: columns(new Float32Array(await trace.measures.arrayBuffer()), trace.measureNames, times.length),
    actionUnits: columns(
      new Float32Array(await trace.actionUnits.arrayBuffer()),
      trace.actionUnitNames,
      times.length,
    ),
    emotions: columns(new Float32Array(await trace.emotions.arrayBuffer()), trace.emotionNames, times.length),
    gapMs: readingsPerSecond === null ? DEFAULT_GAP_MS : Math.max(DEFAULT_GAP_MS, 3_000 / readingsPerSecond),
  };
}

/** Index of the first time that is not before an instant. */
function firstAtOrAfter(times: Float64Array, timeMs: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the reading nearest to an instant; -1 where none is within the gap. */
export function nearestReading({ times, gapMs }: MeshSeries, timeMs: number): number {
  const after = firstAtOrAfter(times, timeMs);
  const away = (index: number): number => Math.abs((times[index] ?? Number.POSITIVE_INFINITY) - timeMs);
  const best = after > 0 && away(after - 1) <= away(after) ? after - 1 : after;
  return best < times.length && away(best) <= gapMs ? best : -1;
}

/** What is drawn of one measure: x in ms, mean, least and largest value; null ends a line. */
export type Envelope = [number[], (number | null)[], (number | null)[], (number | null)[]];

/**
 * The visible part of a measure with at most about two points a pixel column: readings as they are, or the mean and
 * the extremes of each column. Values are null where they cannot be told, and lines end where readings are missing
 * for longer than the gap.
 */
export function envelope(
  series: Pick<MeshSeries, "times" | "gapMs">,
  values: Float32Array,
  startMs: number,
  endMs: number,
  widthPx: number,
): Envelope {
  const result: Envelope = [[], [], [], []];
  const { times, gapMs } = series;
  // One reading more on either side, so that lines reach the edges.
  const first = Math.max(0, firstAtOrAfter(times, startMs) - 1);
  const last = Math.min(times.length - 1, firstAtOrAfter(times, endMs));
  if (widthPx <= 0 || endMs <= startMs || first > last) return result;
  const columnMs = last - first + 1 > widthPx ? (endMs - startMs) / widthPx : 0;
  const add = (timeMs: number, mean: number | null, low: number | null, high: number | null): void => {
    result[0].push(timeMs);
    result[1].push(mean);
    result[2].push(low);
    result[3].push(high);
  };
  let index = first;
  let before = Number.NaN;
  while (index <= last) {
    const from = times[index] ?? 0;
    if (from - before > gapMs) add((from + before) / 2, null, null, null);
    let [n, sum, low, high] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const column = columnMs > 0 ? Math.floor((from - startMs) / columnMs) : 0;
    do {
      before = times[index] ?? 0;
      const value = values[index] ?? Number.NaN;
      index += 1;
      if (Number.isNaN(value)) continue;
      n += 1;
      sum += value;
      low = Math.min(low, value);
      high = Math.max(high, value);
    } while (
      columnMs > 0 &&
      index <= last &&
      Math.floor(((times[index] ?? 0) - startMs) / columnMs) === column &&
      (times[index] ?? 0) - before <= gapMs
    );
    const at = (from + before) / 2;
    if (n > 0) add(at, sum / n, low, high);
    else add(at, null, null, null);
  }
  return result;
}
