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
  /** Minus the second derivatives at the maximum, symmetric; with `rough` as the steps made them out. */
  readonly information: Matrix;
  readonly converged: boolean;
}

interface MaximiseOptions {
  /** Of the predicted gain of a further step, half of the Newton decrement. */
  readonly tolerance?: number;
  readonly maxSteps?: number;
  /** Minus the second derivatives at the start, where they are known or nearly so. */
  readonly information?: Matrix | null;
  /** The point alone is wanted: the second derivatives are not taken again at the maximum. */
  readonly rough?: boolean;
}

/** Share of a step below which no shorter one is tried. */
const SHORTEST = 1e-9;

/** Where so many steps do not end, what they teach is not enough: the second derivatives are taken again. */
const LEARNT_STEPS = 8;

type Gradient = (at: readonly number[]) => ValueWithGradient;

/**
 * The maximum of a smooth function by Newton's method with step halving. The matrix of second derivatives comes from
 * central differences of the gradient at the start and at the maximum, and between them from the gradients met on the way
 * (Broyden, Fletcher, Goldfarb & Shanno; Nocedal & Wright 2006, Numerical optimization, 6.1); where it is not positive
 * definite, the absolute values of its eigenvalues take its place, so that every step climbs (3.4 there).
 *
 * @param f not finite outside its domain
 */
export function maximise(
  f: Gradient,
  start: readonly number[],
  { tolerance = 1e-14, maxSteps = 100, information: known = null, rough = false }: MaximiseOptions = {},
): Maximum {
  let at = [...start];
  let here = f(at);
  let information = known ?? informationAt(f, at);
  let exact = known === null;
  let converged = false;
  for (let step = 0; step < maxSteps && !converged; step++) {
    const direction = climbingStep(information, here.gradient);
    const gain = dot(direction, here.gradient) / 2;
    const arrived = gain <= tolerance * Math.max(1, Math.abs(here.value));
    if (arrived && !exact && !rough) {
      information = informationAt(f, at);
      exact = true;
      continue;
    }
    converged = arrived;
    // The last step is below what the value can show: halving it would only follow rounding errors.
    const next = lineSearch(f, at, here, direction, converged ? 1 : SHORTEST);
    if (next === null) {
      // With exact second derivatives no longer step climbs either: the value is exact to its last bits.
      if (exact || converged) break;
      information = informationAt(f, at);
      exact = true;
      continue;
    }
    const move = next.at.map((x, i) => x - (at[i] as number));
    const turn = here.gradient.map((g, i) => g - (next.here.gradient[i] as number));
    at = next.at;
    here = next.here;
    // The last step of all is too short to teach anything.
    const learnt = converged
      ? information
      : step % LEARNT_STEPS < LEARNT_STEPS - 1
        ? updated(information, move, turn)
        : null;
    exact = converged || learnt === null;
    information = learnt ?? informationAt(f, at);
  }
  if (!exact && !rough) information = informationAt(f, at);
  const gradientMax = Math.max(...here.gradient.map(Math.abs));
  return { at, value: here.value, gradientMax, information, converged: converged || gradientMax < 1e-4 };
}

function lineSearch(
  f: Gradient,
  at: readonly number[],
  here: ValueWithGradient,
  direction: readonly number[],
  shortest: number,
): { at: number[]; here: ValueWithGradient } | null {
  for (let length = 1; length >= shortest; length /= 2) {
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

/** Second derivatives that agree with the last step; null where the function curves the other way along it. */
function updated(information: Matrix, move: readonly number[], turn: readonly number[]): Matrix | null {
  const expected = information.mmul(Matrix.columnVector([...move])).to1DArray();
  const [seen, before] = [dot(turn, move), dot(expected, move)];
  if (!(seen > 1e-8 * Math.sqrt(dot(turn, turn) * dot(move, move)) && before > 0)) return null;
  const next = information.clone();
  for (const [i, t] of turn.entries())
    for (const [j, u] of turn.entries()) {
      const change = (t * u) / seen - ((expected[i] as number) * (expected[j] as number)) / before;
      next.set(i, j, next.get(i, j) + change);
    }
  return next;
}

/** Minus the second derivatives, by central differences of the gradient. */
export function informationAt(f: Gradient, at: readonly number[]): Matrix {
  const rows = at.map((x, i) => {
    const h = 5e-4 * Math.max(0.1, Math.min(1, Math.abs(x)));
    const [below, above] = [f(at.with(i, x - h)).gradient, f(at.with(i, x + h)).gradient];
    return at.map((_, j) => ((below[j] as number) - (above[j] as number)) / (2 * h));
  });
  const matrix = new Matrix(rows);
  return Matrix.add(matrix, matrix.transpose()).mul(0.5);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
