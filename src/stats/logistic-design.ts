import type { Grouping } from "./grouping.ts";
import { independentColumns } from "./independent-columns.ts";
import { mean, standardDeviation } from "./summary.ts";

/**
 * Rows of a logistic model with a random intercept, made ready. Rows of one group with the same predictors are one cell:
 * several raters of a minute have the same machine values, and the likelihood needs their counts alone.
 */
export interface LogisticDesign {
  readonly group: Grouping;
  /** Positions of the predictors that the model holds; the others are explained by earlier ones and were left out. */
  readonly kept: readonly number[];
  /** Mean and standard deviation over the rows of each predictor kept. */
  readonly center: readonly number[];
  readonly scale: readonly number[];
  /** The constant and the predictors kept. */
  readonly width: number;
  /** Cell by cell: 1, then the standardised predictors. Cells of a group stand together. */
  readonly x: Float64Array;
  /** Rows in each cell. */
  readonly trials: Float64Array;
  /** First cell of each group, and the number of cells at the end. */
  readonly first: Int32Array;
  /** Cell of each row. */
  readonly cellOf: Int32Array;
}

/** A design with its outcome. */
export interface PreparedLogistic {
  readonly design: LogisticDesign;
  /** 0 or 1, of each row. */
  readonly y: readonly number[];
  /** Rows with a 1 in each cell. */
  readonly successes: Float64Array;
}

export interface LogisticMixedInput {
  /** 0 or 1; both must occur. */
  readonly y: readonly number[];
  /** Without the constant. */
  readonly predictors: readonly (readonly number[])[];
  readonly group: Grouping;
}

/**
 * Standardises the predictors over the rows, leaves out those that others explain, and puts equal rows together.
 *
 * @throws RangeError with fewer than two groups
 */
export function logisticDesign(predictors: readonly (readonly number[])[], group: Grouping): LogisticDesign {
  if (group.levels.length < 2) throw new RangeError("A random intercept needs at least two groups.");
  const rows = group.of.length;
  const { kept } = independentColumns([new Array<number>(rows).fill(1), ...predictors]);
  const positions = kept.slice(1).map((at) => at - 1);
  const chosen = positions.map((at) => predictors[at] as readonly number[]);
  const center = chosen.map(mean);
  const scale = chosen.map(standardDeviation);
  const width = 1 + chosen.length;

  const rowsOf = group.levels.map((): number[] => []);
  for (const [row, level] of group.of.entries()) rowsOf[level]?.push(row);
  const cellOf = new Int32Array(rows);
  const first = new Int32Array(group.levels.length + 1);
  const trials: number[] = [];
  const x: number[] = [];
  for (const [level, own] of rowsOf.entries()) {
    const cells = new Map<string, number>();
    for (const row of own) {
      const key = chosen.map((column) => column[row]).join();
      let cell = cells.get(key);
      if (cell === undefined) {
        cell = trials.length;
        cells.set(key, cell);
        trials.push(0);
        x.push(1);
        for (const [j, column] of chosen.entries())
          x.push(((column[row] as number) - (center[j] as number)) / (scale[j] as number));
      }
      cellOf[row] = cell;
      trials[cell] = (trials[cell] as number) + 1;
    }
    first[level + 1] = trials.length;
  }
  return {
    group,
    kept: positions,
    center,
    scale,
    width,
    x: Float64Array.from(x),
    trials: Float64Array.from(trials),
    first,
    cellOf,
  };
}

/**
 * The design with a label to be told apart.
 *
 * @throws RangeError where y has one value alone
 */
export function withOutcome(design: LogisticDesign, y: readonly number[]): PreparedLogistic {
  if (!(y.includes(0) && y.includes(1)))
    throw new RangeError("The label is present in all rows or in none: there is nothing to tell apart.");
  const successes = new Float64Array(design.trials.length);
  for (const [row, value] of y.entries()) {
    const cell = design.cellOf[row] as number;
    successes[cell] = (successes[cell] as number) + value;
  }
  return { design, y, successes };
}

/** @throws RangeError where y has one value alone, or there are fewer than two groups */
export function prepareLogistic({ y, predictors, group }: LogisticMixedInput): PreparedLogistic {
  return withOutcome(logisticDesign(predictors, group), y);
}
