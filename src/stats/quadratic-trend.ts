import { Matrix, QrDecomposition } from "ml-matrix";
import { studentTwoSided } from "./distributions.ts";
import { mean } from "./summary.ts";

interface Trend {
  /** Coefficients of 1, x, x². */
  readonly coefficients: readonly number[];
  /** Share of the variance of y, 0..1. */
  readonly rSquared: number;
  /** Test of the coefficient of the highest power. */
  readonly t: number;
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
}

interface QuadraticTrend {
  readonly n: number;
  readonly linear: Trend;
  /** null where x has fewer than three different values, or fewer than four pairs are there. */
  readonly quadratic: Trend | null;
  /** The x at which the quadratic curve turns, and whether it is highest there; null: it is straight. */
  readonly turn: { readonly x: number; readonly highest: boolean } | null;
}

/**
 * Straight line and parabola by least squares (Draper & Smith 1998, Applied regression analysis, 3rd ed., chapter 12),
 * on x less its mean so that the powers do not explain each other.
 *
 * @param x finite
 * @param y as long as x, finite
 * @returns null below three pairs, or where x or y does not vary
 */
export function quadraticTrend(x: readonly number[], y: readonly number[]): QuadraticTrend | null {
  const varies = (values: readonly number[]): boolean => values.some((value) => value !== values[0]);
  if (x.length < 3 || !varies(x) || !varies(y)) return null;
  const centre = mean(x);
  const linear = polynomial(x, y, 1, centre);
  const quadratic = new Set(x).size < 3 || x.length < 4 ? null : polynomial(x, y, 2, centre);
  const [, slope = 0, bend = 0] = quadratic?.coefficients ?? [];
  return {
    n: x.length,
    linear,
    quadratic,
    turn: bend === 0 ? null : { x: -slope / (2 * bend), highest: bend < 0 },
  };
}

function polynomial(x: readonly number[], y: readonly number[], degree: 1 | 2, centre: number): Trend {
  const design = new Matrix(
    x.map((value) => Array.from({ length: degree + 1 }, (_, k) => (value - centre) ** k)),
  );
  const solution = new QrDecomposition(design).solve(Matrix.columnVector([...y])).to1DArray();
  const level = mean(y);
  const rest = y.map((value, i) => value - solution.reduce((sum, b, k) => sum + b * design.get(i, k), 0));
  const squares = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value * value, 0);
  const rSquared = 1 - squares(rest) / squares(y.map((value) => value - level));
  const df = x.length - degree - 1;
  // Standard error of the last coefficient: what is left of its column beside the others.
  const column = design.getColumn(degree);
  const others = design.subMatrix(0, x.length - 1, 0, degree - 1);
  const fit = others.mmul(new QrDecomposition(others).solve(Matrix.columnVector(column))).to1DArray();
  const own = squares(column.map((value, i) => value - (fit[i] as number)));
  const top = solution[degree] as number;
  const t = top / Math.sqrt(squares(rest) / df / own);
  const [b0 = 0, b1 = 0, b2 = 0] = solution;
  return {
    coefficients:
      degree === 1 ? [b0 - b1 * centre, b1] : [b0 - b1 * centre + b2 * centre ** 2, b1 - 2 * b2 * centre, b2],
    rSquared,
    t,
    df,
    p: studentTwoSided(t, df),
  };
}
