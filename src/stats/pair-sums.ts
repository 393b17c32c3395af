import type { NestedDraw } from "./nested-draws.ts";

/** n, sums of x and y, of their squares and products, one part after the other: all that a correlation needs. */
export type PairSums = Float64Array;

const FIELDS = 6;
/** A variance below this share of the mean square is rounding. */
const NO_VARIANCE = 1e-12;

/**
 * Sums of pairs by part (session), so that a resample of parts costs a few additions for each instead of a pass over
 * their pairs. The values are taken from the overall means first, which keeps the digits of the products.
 *
 * @param partOf position of each pair's part, 0..parts - 1
 * @param x finite
 * @param y as long as x
 */
export function pairSums(
  parts: number,
  partOf: ArrayLike<number>,
  x: readonly number[],
  y: readonly number[],
): PairSums {
  const sums = new Float64Array(FIELDS * parts);
  const [centreX, centreY] = [roughMean(x), roughMean(y)];
  for (let row = 0; row < x.length; row++)
    addPair(
      sums,
      FIELDS * (partOf[row] as number),
      (x[row] as number) - centreX,
      (y[row] as number) - centreY,
    );
  return sums;
}

/** How many parts hold a pair. */
export function filledParts(sums: PairSums): number {
  let filled = 0;
  for (let at = 0; at < sums.length; at += FIELDS) if ((sums[at] as number) > 0) filled++;
  return filled;
}

/** r over all pairs of the parts drawn (each as often as drawn); null below three pairs or without variation. */
export function pooledCorrelation(sums: PairSums, { parts }: NestedDraw): number | null {
  const total = new Float64Array(FIELDS);
  for (const part of parts) add(total, sums, FIELDS * part);
  return correlationOf(total);
}

/** r of deviations from the means of each part drawn. */
export function withinParts(sums: PairSums, { parts }: NestedDraw): number | null {
  const total = new Float64Array(FIELDS);
  for (const part of parts) addCentred(total, sums, FIELDS * part);
  return correlationOf(total);
}

/** r of deviations from the means of each cluster drawn, of those of its parts that were drawn. */
export function withinClusters(sums: PairSums, draw: NestedDraw): number | null {
  const total = new Float64Array(FIELDS);
  for (const cluster of drawnClusters(sums, draw)) addCentred(total, cluster, 0);
  return correlationOf(total);
}

/** r of the means of the parts drawn, each as often as drawn. */
export function betweenParts(sums: PairSums, { parts }: NestedDraw): number | null {
  const total = new Float64Array(FIELDS);
  for (const part of parts) addMeans(total, sums, FIELDS * part);
  return correlationOf(total);
}

/** r of the means of the clusters drawn, of those of their parts that were drawn. */
export function betweenClusters(sums: PairSums, draw: NestedDraw): number | null {
  const total = new Float64Array(FIELDS);
  for (const cluster of drawnClusters(sums, draw)) addMeans(total, cluster, 0);
  return correlationOf(total);
}

/**
 * Lin's concordance (1989, Biometrics 45:255-268) over all pairs of the parts drawn; null below three pairs or without
 * variation.
 *
 * @param shift mean of x less mean of y over the pairs that the sums were taken of: the sums themselves are centred
 */
export function pooledConcordance(shift: number): (sums: PairSums, draw: NestedDraw) => number | null {
  return (sums, { parts }) => {
    const total = new Float64Array(FIELDS);
    for (const part of parts) add(total, sums, FIELDS * part);
    if (correlationOf(total) === null) return null;
    const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = total;
    const apart = shift + (x - y) / n;
    return (2 * (xy - (x * y) / n)) / (xx - x ** 2 / n + yy - y ** 2 / n + n * apart ** 2);
  };
}

function drawnClusters(sums: PairSums, { parts, ends }: NestedDraw): PairSums[] {
  return Array.from(ends, (end, i) => {
    const cluster = new Float64Array(FIELDS);
    for (let at = ends[i - 1] ?? 0; at < end; at++) add(cluster, sums, FIELDS * (parts[at] as number));
    return cluster;
  });
}

/**
 * Sums of one moving-block resample (Künsch 1989, Annals of Statistics 17:1217-1241): within each series (session) blocks
 * of neighbouring units (minutes) are drawn with replacement until it has its length again, the last one cut. The series
 * themselves stay: it carries the dependence of neighbouring minutes, not that between patients.
 *
 * @param runs running sums of the units' sums, by series: see `runningSums`
 * @param draw whole numbers from 0 to n - 1
 */
export function movingBlockSums(
  runs: readonly PairSums[],
  blockLength: number,
  draw: (n: number) => number,
): PairSums {
  const sums = new Float64Array(FIELDS * runs.length);
  for (let series = 0; series < runs.length; series++) {
    const run = runs[series] as PairSums;
    const units = run.length / FIELDS - 1;
    const longest = Math.min(blockLength, units);
    const into = sums.subarray(FIELDS * series, FIELDS * (series + 1));
    for (let drawn = 0; drawn < units; drawn += longest) {
      const from = FIELDS * draw(units - longest + 1);
      addBlock(into, run, from, from + FIELDS * Math.min(longest, units - drawn));
    }
  }
  return sums;
}

/** Written out: this line runs once for every block of every resample. */
function addBlock(into: PairSums, run: PairSums, from: number, to: number): void {
  into[0] = (into[0] as number) + (run[to] as number) - (run[from] as number);
  into[1] = (into[1] as number) + (run[to + 1] as number) - (run[from + 1] as number);
  into[2] = (into[2] as number) + (run[to + 2] as number) - (run[from + 2] as number);
  into[3] = (into[3] as number) + (run[to + 3] as number) - (run[from + 3] as number);
  into[4] = (into[4] as number) + (run[to + 4] as number) - (run[from + 4] as number);
  into[5] = (into[5] as number) + (run[to + 5] as number) - (run[from + 5] as number);
}

/** For each series the sums of its first 0, 1, 2 .. units. `lengths` counts the units of each series, in order. */
export function runningSums(unitSums: PairSums, lengths: readonly number[]): PairSums[] {
  let unit = 0;
  return lengths.map((length) => {
    const run = new Float64Array(FIELDS * (length + 1));
    for (let i = 0; i < length; i++, unit++) {
      run.copyWithin(FIELDS * (i + 1), FIELDS * i, FIELDS * (i + 1));
      add(run.subarray(FIELDS * (i + 1)), unitSums, FIELDS * unit);
    }
    return run;
  });
}

function addPair(sums: PairSums, at: number, x: number, y: number): void {
  sums[at] = (sums[at] as number) + 1;
  sums[at + 1] = (sums[at + 1] as number) + x;
  sums[at + 2] = (sums[at + 2] as number) + y;
  sums[at + 3] = (sums[at + 3] as number) + x * x;
  sums[at + 4] = (sums[at + 4] as number) + y * y;
  sums[at + 5] = (sums[at + 5] as number) + x * y;
}

function addMeans(total: PairSums, sums: PairSums, at: number): void {
  const n = sums[at] as number;
  if (n > 0) addPair(total, 0, (sums[at + 1] as number) / n, (sums[at + 2] as number) / n);
}

function add(total: PairSums, sums: PairSums, at: number): void {
  for (let field = 0; field < FIELDS; field++)
    total[field] = (total[field] as number) + (sums[at + field] as number);
}

function addCentred(total: PairSums, sums: PairSums, at: number): void {
  const n = sums[at] as number;
  if (n === 0) return;
  const [x, y] = [sums[at + 1] as number, sums[at + 2] as number];
  total[0] = (total[0] as number) + n;
  total[3] = (total[3] as number) + (sums[at + 3] as number) - (x * x) / n;
  total[4] = (total[4] as number) + (sums[at + 4] as number) - (y * y) / n;
  total[5] = (total[5] as number) + (sums[at + 5] as number) - (x * y) / n;
}

function correlationOf(sums: PairSums): number | null {
  const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = sums;
  if (n < 3) return null;
  const [sxx, syy] = [xx - (x * x) / n, yy - (y * y) / n];
  if (!(sxx > NO_VARIANCE * xx && syy > NO_VARIANCE * yy)) return null;
  return Math.min(1, Math.max(-1, (xy - (x * y) / n) / Math.sqrt(sxx * syy)));
}

function roughMean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
