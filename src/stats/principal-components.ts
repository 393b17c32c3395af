import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { mean, standardDeviation } from "./summary.ts";

/** Below this share of the whole variance an eigenvalue is 0 that rounding has moved. */
const ROUNDING = 1e-14;

interface PrincipalComponents {
  readonly n: number;
  readonly center: readonly number[];
  readonly scale: readonly number[];
  readonly correlations: readonly (readonly number[])[];
  /** Falling; 0 where nothing but rounding errors is left. */
  readonly eigenvalues: readonly number[];
  /** `loadings[variable][component]`, unit length; the largest of a component in absolute value is positive. */
  readonly loadings: readonly (readonly number[])[];
  /** `scores[row][component]`. */
  readonly scores: readonly (readonly number[])[];
}

/**
 * Principal components of the correlation matrix (Jolliffe 2002, Principal component analysis, 2.3; as R's `prcomp` with
 * scaling). Columns that add up to a constant give an eigenvalue of 0 up to rounding.
 *
 * @param rows finite, the same number of columns in each, at least two rows
 * @returns null where a column does not vary, or there are fewer than two rows
 */
export function principalComponents(rows: readonly (readonly number[])[]): PrincipalComponents | null {
  const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] as number));
  const center = columns.map(mean);
  const scale = columns.map(standardDeviation);
  if (rows.length < 2 || !scale.every((sd) => sd > 0)) return null;
  const z = new Matrix(
    rows.map((row) => row.map((value, j) => (value - (center[j] as number)) / (scale[j] as number))),
  );
  const correlation = z
    .transpose()
    .mmul(z)
    .div(rows.length - 1);
  const symmetric = Matrix.add(correlation, correlation.transpose()).mul(0.5);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(symmetric, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues
    .map((_, i) => i)
    .sort((a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0));
  const vectors = order.map((i) => {
    const vector = eigenvectorMatrix.getColumn(i);
    const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    return vector.map((value) => value * Math.sign(largest));
  });
  const loadings = new Matrix(vectors).transpose();
  return {
    n: rows.length,
    center,
    scale,
    correlations: symmetric.to2DArray(),
    eigenvalues: order.map((i) => {
      const value = realEigenvalues[i] as number;
      return value < ROUNDING * columns.length ? 0 : value;
    }),
    loadings: loadings.to2DArray(),
    scores: z.mmul(loadings).to2DArray(),
  };
}
