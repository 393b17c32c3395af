import type { Grouping } from "./grouping.ts";

/** A linear model with random intercepts: y = X beta + sum of the intercepts + error. */
export interface LinearMixedModel {
  readonly y: readonly number[];
  /** Independent columns of X, the constant among them where there is one. */
  readonly columns: readonly (readonly number[])[];
  /** Groupings, crossed or nested in any way. */
  readonly groups: readonly Grouping[];
}

/** The penalised least squares problem solved for given relative standard deviations theta = sd_group / sd_residual. */
export interface Solution {
  readonly beta: readonly number[];
  /** Random intercepts of each grouping, by level; computed when asked for. */
  modes(): number[][];
  /** Residual sum of squares with its penalty. */
  readonly penalised: number;
  /** ln of the determinants of the random effects' and of the fixed effects' part. */
  readonly logDetRandom: number;
  readonly logDetFixed: number;
  /** (X' V^-1 X)^-1 in units of the residual variance. */
  readonly covariance: readonly (readonly number[])[];
}

/**
 * Prepares the penalised least squares of a linear mixed model (Bates, Mächler, Bolker & Walker 2015, Journal of
 * Statistical Software 67(1), section 3): cross products once, then for each theta a Cholesky factor of the small system
 * that is left when the grouping with most levels, whose block is diagonal, is eliminated. Levels that meet the same
 * groups and covariates are eliminated together. Cost of a solution: their number times the square of all other columns.
 */
export function penalisedLeastSquares(model: LinearMixedModel): (theta: readonly number[]) => Solution {
  const { y, columns, groups } = model;
  const order = groups.map((_, g) => g).sort((a, b) => levelCount(groups, b) - levelCount(groups, a));
  const [largest = 0, ...others] = order;
  const big = groups[largest] as Grouping;
  const small = others.map((g) => groups[g] as Grouping);
  const q2 = small.reduce((sum, { levels }) => sum + levels.length, 0);
  const p = columns.length;
  const size = q2 + p + 1;
  const { counts, cross, gram } = crossProducts(big, small, [...columns, y]);
  // A group meets few levels of the other groupings: the rest of its row is empty.
  const filledOf = cross.map((row) => Uint32Array.from(row.flatMap((value, j) => (value === 0 ? [] : j))));
  const bundles = bundlesOf(counts, cross);
  // Levels that never meet leave nothing before the diagonal: rows of the factor start where their first number stands.
  const first = gram.map((row, i) =>
    Math.min(i, ...row.flatMap((value, j) => (value === 0 ? [] : j)).slice(0, 1)),
  );
  for (const filled of filledOf)
    for (const i of filled) first[i] = Math.min(first[i] as number, filled[0] as number);
  const scaled = new Float64Array(size);
  const factor = gram.map(() => new Float64Array(size));
  return (theta) => {
    const thetaBig = theta[largest] as number;
    const scale = [
      ...others.flatMap((g) => (groups[g] as Grouping).levels.map(() => theta[g] as number)),
      ...Array.from({ length: p + 1 }, () => 1),
    ];
    let logDetRandom = 0;
    for (const [i, row] of gram.entries()) {
      const target = factor[i] as Float64Array;
      for (let j = first[i] as number; j <= i; j++)
        target[j] = (row[j] as number) * (scale[i] as number) * (scale[j] as number);
      if (i < q2) target[i] = (target[i] as number) + 1;
    }
    const yRow = factor[size - 1] as Float64Array;
    for (const { levels, count, row, filled, sumY, sumYY } of bundles) {
      const diagonal = thetaBig ** 2 * count + 1;
      logDetRandom += levels * Math.log(diagonal);
      for (const j of filled) scaled[j] = thetaBig * (row[j] as number) * (scale[j] as number);
      for (const i of filled) {
        const share = (levels * (scaled[i] as number)) / diagonal;
        const target = factor[i] as Float64Array;
        for (const j of filled) {
          if (j > i) break;
          target[j] = (target[j] as number) - share * (scaled[j] as number);
        }
        yRow[i] = (yRow[i] as number) - (thetaBig * sumY * (scaled[i] as number)) / diagonal;
      }
      yRow[size - 1] = (yRow[size - 1] as number) - (thetaBig ** 2 * sumYY) / diagonal;
    }
    factorise(factor, first);
    const diagonal = factor.map((row, i) => row[i] as number);
    for (const value of diagonal.slice(0, q2)) logDetRandom += 2 * Math.log(value);
    const logDetFixed = diagonal.slice(q2, q2 + p).reduce((sum, value) => sum + 2 * Math.log(value), 0);
    const solution = backSubstitute(factor, [...(factor[size - 1] as Float64Array).slice(0, size - 1)]);
    const modes = (): number[][] => {
      const byGrouping: number[][] = groups.map(() => []);
      byGrouping[largest] = big.levels.map((_, level) => {
        const row = cross[level] as readonly number[];
        const fitted = solution.reduce(
          (sum, value, j) => sum + (row[j] as number) * (scale[j] as number) * value,
          0,
        );
        const rest = (row[size - 1] as number) - fitted;
        return (thetaBig ** 2 * rest) / (thetaBig ** 2 * (counts[level] as number) + 1);
      });
      let at = 0;
      for (const g of others) {
        const { levels } = groups[g] as Grouping;
        byGrouping[g] = levels.map((_, i) => (theta[g] as number) * (solution[at + i] as number));
        at += levels.length;
      }
      return byGrouping;
    };
    return {
      beta: solution.slice(q2),
      modes,
      penalised: (diagonal[size - 1] as number) ** 2,
      logDetRandom,
      logDetFixed,
      covariance: inverseOfFactor(factor, q2, p),
    };
  };
}

/** Levels of the big grouping that differ in nothing but y. */
interface Bundle {
  readonly levels: number;
  /** Rows of each level. */
  readonly count: number;
  /** Cross products with all columns but y, and where they are not 0. */
  readonly row: readonly number[];
  readonly filled: Uint32Array;
  /** Of the levels' cross products with y. */
  readonly sumY: number;
  readonly sumYY: number;
}

function bundlesOf(counts: readonly number[], cross: readonly (readonly number[])[]): Bundle[] {
  const groups = Map.groupBy(cross.keys(), (level) => {
    const row = cross[level] as readonly number[];
    return `${counts[level]}|${row.slice(0, -1).flatMap((value, j) => (value === 0 ? [] : [j, value]))}`;
  });
  return [...groups.values()].map((levels) => {
    const [level = 0] = levels;
    const row = (cross[level] as readonly number[]).slice(0, -1);
    const y = levels.map((each) => cross[each]?.at(-1) as number);
    return {
      levels: levels.length,
      count: counts[level] as number,
      row,
      filled: Uint32Array.from(row.flatMap((value, j) => (value === 0 ? [] : j))),
      sumY: y.reduce((sum, value) => sum + value, 0),
      sumYY: y.reduce((sum, value) => sum + value ** 2, 0),
    };
  });
}

function levelCount(groups: readonly Grouping[], g: number): number {
  return groups[g]?.levels.length ?? 0;
}

/** Rows per level of the big grouping, and the cross products of everything else with it and with itself. */
function crossProducts(
  big: Grouping,
  small: readonly Grouping[],
  columns: readonly (readonly number[])[],
): { counts: number[]; cross: number[][]; gram: number[][] } {
  const offsets: number[] = [];
  let q2 = 0;
  for (const { levels } of small) {
    offsets.push(q2);
    q2 += levels.length;
  }
  const size = q2 + columns.length;
  const counts = big.levels.map(() => 0);
  const cross = big.levels.map(() => new Array<number>(size).fill(0));
  const gram = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const [row, level] of big.of.entries()) {
    const places = small.map((group, g) => (offsets[g] as number) + (group.of[row] as number));
    const entries: [number, number][] = [
      ...places.map((place): [number, number] => [place, 1]),
      ...columns.map((column, c): [number, number] => [q2 + c, column[row] as number]),
    ];
    counts[level] = (counts[level] as number) + 1;
    const target = cross[level] as number[];
    for (const [i, a] of entries) {
      target[i] = (target[i] as number) + a;
      const line = gram[i] as number[];
      for (const [j, b] of entries) line[j] = (line[j] as number) + a * b;
    }
  }
  return { counts, cross, gram };
}

/**
 * Puts L with L L' = the matrix in place of its lower triangle; NaN where it is not positive definite. Row i holds zeros
 * before column first[i], in the factor as in the matrix.
 */
function factorise(matrix: readonly Float64Array[], first: readonly number[]): void {
  for (const [i, row] of matrix.entries()) {
    const start = first[i] as number;
    for (let j = start; j <= i; j++) {
      const other = matrix[j] as Float64Array;
      let rest = row[j] as number;
      for (let k = Math.max(start, first[j] as number); k < j; k++)
        rest -= (row[k] as number) * (other[k] as number);
      row[j] = i === j ? Math.sqrt(rest) : rest / (other[j] as number);
    }
  }
}

/** x of L' x = b, for the leading part of L that is as long as b. */
function backSubstitute(factor: readonly Float64Array[], b: readonly number[]): number[] {
  const x = [...b];
  for (let i = b.length - 1; i >= 0; i--) {
    let rest = x[i] as number;
    for (let k = i + 1; k < b.length; k++) rest -= (factor[k]?.[i] as number) * (x[k] as number);
    x[i] = rest / (factor[i]?.[i] as number);
  }
  return x;
}

/** (R' R)^-1 of the p rows of the factor from `from` on. */
function inverseOfFactor(factor: readonly Float64Array[], from: number, p: number): number[][] {
  const part = Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (_, j) => factor[from + i]?.[from + j] as number),
  );
  // Columns of the inverse of the triangle, by forward substitution.
  const inverse = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  for (let c = 0; c < p; c++) {
    for (let i = c; i < p; i++) {
      let rest = Number(i === c);
      for (let k = c; k < i; k++) rest -= (part[i]?.[k] as number) * (inverse[k]?.[c] as number);
      (inverse[i] as number[])[c] = rest / (part[i]?.[i] as number);
    }
  }
  return part.map((_, i) =>
    part.map((_, j) => inverse.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0)),
  );
}
