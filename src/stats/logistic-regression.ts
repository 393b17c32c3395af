import { EigenvalueDecomposition, inverse, Matrix } from "ml-matrix";

export interface LogisticInput {
  /** Row by row, `width` values each; the constant, if one is wanted, is one of them. */
  readonly x: ArrayLike<number>;
  readonly width: number;
  /** Cases with the label among the cases of each row. */
  readonly successes: ArrayLike<number>;
  /** Cases of each row; left out: one each. */
  readonly trials?: ArrayLike<number>;
  /** A known part of the log odds of each row; left out: 0. */
  readonly offset?: ArrayLike<number>;
}

interface LogisticFit {
  readonly estimates: readonly number[];
  /** Inverse of the information; null where it has none: the data say nothing about a direction. */
  readonly covariance: Matrix | null;
  readonly logLikelihood: number;
  /** False: an estimate runs off to infinity (the label is told apart without error), or the steps did not end. */
  readonly converged: boolean;
}

const MOST_STEPS = 60;
/** Log odds beyond this are certain as far as a number can say. */
const RUN_OFF = 500;

/**
 * Logistic regression by maximum likelihood: Newton's method with step halving, which is Fisher scoring for this link
 * (McCullagh & Nelder 1989, Generalized linear models, 4.4).
 *
 * @throws RangeError when the lengths do not fit
 */
export function logisticRegression(input: LogisticInput): LogisticFit {
  const { x, width: p, successes } = input;
  if (x.length !== p * successes.length)
    throw new RangeError("Every row of the regression needs an outcome and all its values.");
  let beta: number[] = new Array<number>(p).fill(0);
  let here = evaluate(input, beta);
  let converged = false;
  for (let step = 0; step < MOST_STEPS && !converged; step++) {
    const direction = solved(here.information, here.gradient);
    const gain = direction.reduce((sum, d, j) => sum + d * (here.gradient[j] as number), 0) / 2;
    converged = gain <= 1e-14 * Math.max(1, Math.abs(here.value));
    let next: ReturnType<typeof evaluate> | null = null;
    for (let length = 1; length > 1e-9 && next === null; length /= 2) {
      const tried = beta.map((b, j) => b + length * (direction[j] as number));
      const there = evaluate(input, tried);
      // The last step of all sharpens the estimates by digits that the likelihood does not show.
      if (converged || there.value > here.value) {
        beta = tried;
        next = there;
      }
    }
    if (next === null) {
      converged = gain < 1e-8;
      break;
    }
    here = next;
  }
  const finite = beta.every((b) => Math.abs(b) < RUN_OFF) && here.value < -1e-9;
  return {
    estimates: beta,
    covariance: inverted(here.information),
    logLikelihood: here.value,
    converged: converged && finite,
  };
}

function evaluate(
  { x, width: p, successes, trials, offset }: LogisticInput,
  beta: readonly number[],
): { value: number; gradient: number[]; information: Matrix } {
  const gradient = new Float64Array(p);
  const information = new Float64Array(p * p);
  let value = 0;
  for (let row = 0; row < successes.length; row++) {
    let eta = offset?.[row] ?? 0;
    for (let j = 0; j < p; j++) eta += (x[row * p + j] as number) * (beta[j] as number);
    const n = trials?.[row] ?? 1;
    const y = successes[row] as number;
    const tail = Math.exp(-Math.abs(eta));
    // Without overflow: mu (1 - mu) = tail / (1 + tail)^2, ln(1 + exp(eta)) = max(eta, 0) + ln(1 + tail).
    const mu = eta >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
    const weight = (n * tail) / (1 + tail) ** 2;
    const residual = y - n * mu;
    value += y * eta - n * (Math.max(eta, 0) + Math.log1p(tail));
    for (let j = 0; j < p; j++) {
      const a = x[row * p + j] as number;
      gradient[j] = (gradient[j] as number) + residual * a;
      for (let k = 0; k <= j; k++)
        information[j * p + k] = (information[j * p + k] as number) + weight * a * (x[row * p + k] as number);
    }
  }
  const matrix = Matrix.zeros(p, p);
  for (let j = 0; j < p; j++)
    for (let k = 0; k <= j; k++) {
      matrix.set(j, k, information[j * p + k] as number);
      matrix.set(k, j, information[j * p + k] as number);
    }
  return { value, gradient: [...gradient], information: matrix };
}

/** The Newton step; directions that the data say (nearly) nothing about are not taken. */
function solved(information: Matrix, gradient: readonly number[]): number[] {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(information, {
    assumeSymmetric: true,
  });
  const largest = Math.max(...realEigenvalues);
  const parts = eigenvectorMatrix
    .transpose()
    .mmul(Matrix.columnVector([...gradient]))
    .to1DArray();
  const scaled = parts.map((part, i) => {
    const own = realEigenvalues[i] as number;
    return own > largest * 1e-14 ? part / own : 0;
  });
  return eigenvectorMatrix.mmul(Matrix.columnVector(scaled)).to1DArray();
}

function inverted(information: Matrix): Matrix | null {
  try {
    const result = inverse(information);
    return result.diagonal().every((variance) => variance > 0 && Number.isFinite(variance)) ? result : null;
  } catch {
    // ml-matrix says in no other way that a matrix is singular.
    return null;
  }
}
