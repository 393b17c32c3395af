import { LuDecomposition, Matrix } from "ml-matrix";

/** A rated unit (minute): the value of each rater in a fixed order; null: none. */
export type RatedUnit = readonly (number | null)[];

/** Variances by the method of moments, negative ones set to 0. */
interface MomentComponents {
  /** null: there is one cluster, or every cluster has one unit. */
  readonly cluster: number | null;
  readonly unit: number;
  readonly rater: number;
  readonly residual: number;
  /** Names of the components that came out below 0. */
  readonly negative: readonly ("cluster" | "unit" | "rater" | "residual")[];
}

/** Numbers of {@link momentSums} that do not depend on the raters. */
const SHARED = 10;

/**
 * What {@link momentComponents} needs of one cluster (session): counts, sums of squares, and for each rater the number of
 * values, their sum, and that number's square. Units with fewer than two values take no part.
 */
export function momentSums(units: readonly RatedUnit[], raters: number): number[] {
  const sums = new Array<number>(SHARED + 3 * raters).fill(0);
  const add = (at: number, value: number): void => {
    sums[at] = (sums[at] as number) + value;
  };
  const counts = new Array<number>(raters).fill(0);
  let [values, total, squaredCounts] = [0, 0, 0];
  for (const unit of units) {
    const given = unit.flatMap((value, rater) => (value === null ? [] : [{ value, rater }]));
    const n = given.length;
    if (n < 2) continue;
    let sum = 0;
    for (const { value, rater } of given) {
      sum += value;
      counts[rater] = (counts[rater] as number) + 1;
      add(SHARED + raters + rater, value);
      add(3, value ** 2);
    }
    add(1, 1);
    add(4, sum ** 2 / n);
    values += n;
    total += sum;
    squaredCounts += n ** 2;
  }
  if (values === 0) return sums;
  sums[0] = values;
  sums[2] = 1;
  sums[5] = total ** 2 / values;
  sums[6] = squaredCounts / values;
  sums[7] = counts.reduce((sum, count) => sum + count ** 2, 0) / values;
  sums[8] = squaredCounts;
  sums[9] = values ** 2;
  for (const [rater, count] of counts.entries()) {
    sums[SHARED + rater] = count;
    sums[SHARED + 2 * raters + rater] = count ** 2;
  }
  return sums;
}

/**
 * Variances between clusters (sessions), units in them (minutes), raters, and of the residual, from sums of squares set
 * equal to what they are expected to be (Henderson 1953, Biometrics 9:226-252, method 1; Searle, Casella & McCulloch 1992,
 * Variance components, chapter 5). Any pattern of missing values; on a complete table they are those of the mean squares.
 *
 * @param sums added up over clusters, from {@link momentSums}
 * @returns null where the data cannot tell the components apart: fewer than two units, raters or second values
 */
export function momentComponents(sums: ArrayLike<number>, raters: number): MomentComponents | null {
  const at = (i: number): number => sums[i] as number;
  const [n, units, clusters] = [at(0), at(1), at(2)];
  let [used, squares, ofCounts, ofClusters] = [0, 0, 0, 0];
  let total = 0;
  for (let rater = 0; rater < raters; rater++) {
    const count = at(SHARED + rater);
    if (count < 0.5) continue;
    used += 1;
    total += at(SHARED + raters + rater);
    squares += at(SHARED + raters + rater) ** 2 / count;
    ofCounts += count ** 2;
    ofClusters += at(SHARED + 2 * raters + rater) / count;
  }
  if (units < 2 || used < 2 || n <= units) return null;
  const nested = clusters > 1.5 && clusters < units - 0.5;
  const mean = total ** 2 / n;
  // Rows: units, raters, all values, clusters; columns: unit, rater, residual, cluster. The mean's share is taken out.
  const ofMean = [at(8) / n, ofCounts / n, 1, at(9) / n];
  const equations = [
    { left: at(4), right: [n, units, units, n] },
    { left: squares, right: [used, n, used, ofClusters] },
    { left: at(3), right: [n, n, n, n] },
    { left: at(5), right: [at(6), at(7), clusters, n] },
  ].slice(0, nested ? 4 : 3);
  const size = equations.length;
  const system = new Matrix(
    equations.map(({ right }) => right.slice(0, size).map((value, i) => value - (ofMean[i] as number))),
  );
  const factored = new LuDecomposition(system);
  if (factored.isSingular()) return null;
  const solved = factored.solve(Matrix.columnVector(equations.map(({ left }) => left - mean))).to1DArray();
  const names = (["unit", "rater", "residual", "cluster"] as const).slice(0, size);
  const variance = (name: (typeof names)[number]): number => Math.max(0, solved[names.indexOf(name)] ?? 0);
  // A variance that rounding leaves below 0 is not negative.
  const tiny = -1e-12 * (at(3) / n);
  return {
    cluster: nested ? variance("cluster") : null,
    unit: variance("unit"),
    rater: variance("rater"),
    residual: variance("residual"),
    negative: names.filter((_, i) => (solved[i] as number) < tiny),
  };
}
