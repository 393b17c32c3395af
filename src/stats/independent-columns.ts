/** A column is dependent where so little of its length is left beside the earlier ones (R's `qr`). */
const DEPENDENT = 1e-7;

interface IndependentColumns {
  /** Positions of the columns that earlier ones do not explain. */
  readonly kept: readonly number[];
  /** Unit vectors at right angles that span them. */
  readonly basis: readonly (readonly number[])[];
}

/**
 * Which columns of a design are independent, in their order: a column that earlier ones explain is left out, as R does
 * with a rank-deficient model matrix. Gram-Schmidt with a second pass (Björck 1996, Numerical methods for least squares
 * problems, 2.4).
 *
 * @param columns finite, of one length
 */
export function independentColumns(columns: readonly (readonly number[])[]): IndependentColumns {
  const basis: number[][] = [];
  const kept: number[] = [];
  for (const [at, column] of columns.entries()) {
    const rest = withoutBasis(column, basis);
    const length = lengthOf(rest);
    if (length <= DEPENDENT * lengthOf(column)) continue;
    basis.push(rest.map((value) => value / length));
    kept.push(at);
  }
  return { kept, basis };
}

/** What a basis of unit vectors at right angles does not explain of the values. */
export function withoutBasis(values: readonly number[], basis: readonly (readonly number[])[]): number[] {
  const rest = [...values];
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const share = direction.reduce((sum, d, i) => sum + d * (rest[i] as number), 0);
      for (const [i, d] of direction.entries()) rest[i] = (rest[i] as number) - share * d;
    }
  }
  return rest;
}

/** Whether so little is left of the values that rounding errors alone make it. */
export function isExplained(values: readonly number[], rest: readonly number[]): boolean {
  return lengthOf(rest) <= DEPENDENT * lengthOf(values);
}

/** Euclidean length; in a loop, as a list of a hundred thousand values is too long for the arguments of one call. */
function lengthOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0));
}
