import { EigenvalueDecomposition, Matrix } from "ml-matrix";

export interface QuadratureRule {
  readonly nodes: readonly number[];
  /** Add up to 1. */
  readonly weights: readonly number[];
}

/**
 * Gauss-Hermite rule for the standard normal density: the mean of f(Z) is the sum of weights times f(nodes), exact for
 * polynomials up to degree 2 count - 1 (Golub & Welsch 1969, Mathematics of Computation 23:221-230).
 *
 * @param count from 1
 */
export function gaussHermite(count: number): QuadratureRule {
  if (count === 1) return { nodes: [0], weights: [1] };
  const jacobi = Matrix.zeros(count, count);
  for (let k = 1; k < count; k++) {
    jacobi.set(k - 1, k, Math.sqrt(k));
    jacobi.set(k, k - 1, Math.sqrt(k));
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(jacobi, {
    assumeSymmetric: true,
  });
  return {
    nodes: realEigenvalues,
    weights: eigenvectorMatrix.getRow(0).map((value) => value ** 2),
  };
}
