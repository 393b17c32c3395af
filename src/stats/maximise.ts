import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** The value of a function at a point, with its gradient there. */
export interface ValueWithGradient {
  readonly value: number;
  readonly gradient: readonly number[];
}

export interface Maximum {
  readonly at: readonly number[];
  readonly value: number;
  /** Largest component of the gradient at the maximum. */
  readonly gradientMax: number;
  /** Minus the second derivatives at the maximum, symmetric. */
  readonly information: Matrix;
  readonly converged: boolean;
}

/**
 * The maximum of a smooth function by Newton's method with step halving. The matrix of second derivatives comes from
 * central differences of the gradient; where it is not negative definite, the absolute values of its eigenvalues take
 * its place, so that every step climbs (Nocedal & Wright 2006, Numerical optimization, 3.4).
 *
 * @param f not finite outside its domain
 * @param tolerance of the predicted gain of a further step, half of the Newton decrement
 */
export function maximise(
  f: (at: readonly number[]) => ValueWithGradient,
  start: readonly number[],
  { tolerance = 1e-14, maxSteps = 100 } = {},
): Maximum {
  let at = [...start];
  let here = f(at);
  let information = informationAt(f, at);
  let converged = false;
  for (let step = 0; step < maxSteps && !converged; step++) {
    const direction = climbingStep(information, here.gradient);
    const gain = direction.reduce((sum, d, i) => sum + d * (here.gradient[i] as number), 0) / 2;
    converged = gain <= tolerance * Math.max(1, Math.abs(here.value));
    const next = lineSearch(f, at, here, direction);
    // No longer step climbs: the value is exact to its last bits.
    if (next === null) break;
    at = next.at;
    here = next.here;
    information = informationAt(f, at);
  }
  const gradientMax = Math.max(...here.gradient.map(Math.abs));
  return { at, value: here.value, gradientMax, information, converged: converged || gradientMax < 1e-4 };
}

function lineSearch(
  f: (at: readonly number[]) => ValueWithGradient,
  at: readonly number[],
  here: ValueWithGradient,
  direction: readonly number[],
): { at: number[]; here: ValueWithGradient } | null {
  for (let length = 1; length > 1e-9; length /= 2) {
    const tried = at.map((x, i) => x + length * (direction[i] as number));
    const there = f(tried);
    if (Number.isFinite(there.value) && there.value > here.value) return { at: tried, here: there };
  }
  return null;
}

/** |information|^-1 times the gradient. */
function climbingStep(information: Matrix, gradient: readonly number[]): number[] {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(information, {
    assumeSymmetric: true,
  });
  const largest = Math.max(...realEigenvalues.map(Math.abs));
  const inEigenbasis = eigenvectorMatrix.transpose().mmul(Matrix.columnVector([...gradient]));
  const scaled = inEigenbasis
    .to1DArray()
    .map((g, i) => g / Math.max(Math.abs(realEigenvalues[i] as number), largest * 1e-12));
  return eigenvectorMatrix.mmul(Matrix.columnVector(scaled)).to1DArray();
}

/** Minus the second derivatives, by central differences of the gradient. */
function informationAt(f: (at: readonly number[]) => ValueWithGradient, at: readonly number[]): Matrix {
  const rows = at.map((x, i) => {
    const h = 5e-4 * Math.max(0.1, Math.min(1, Math.abs(x)));
    const [below, above] = [f(at.with(i, x - h)).gradient, f(at.with(i, x + h)).gradient];
    return at.map((_, j) => ((below[j] as number) - (above[j] as number)) / (2 * h));
  });
  const matrix = new Matrix(rows);
  return Matrix.add(matrix, matrix.transpose()).mul(0.5);
}
