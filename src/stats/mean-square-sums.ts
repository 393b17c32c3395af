/** Intraclass correlations of one rater of a complete table: ICC(1,1), ICC(A,1), ICC(C,1). */
interface SingleIntraclass {
  readonly oneWay: number;
  readonly agreement: number;
  readonly consistency: number;
}

/** Sums of units that all raters coded: how many, squares, squares of the units' means times raters, each rater's sum. */
export function meanSquareSums(units: readonly (readonly (number | null)[])[], raters: number): number[] {
  const sums = new Array<number>(3 + raters).fill(0);
  const add = (at: number, value: number): void => {
    sums[at] = (sums[at] as number) + value;
  };
  for (const unit of units) {
    const values = unit.filter((value) => value !== null);
    if (values.length < raters) continue;
    add(0, 1);
    for (const [rater, value] of values.entries()) {
      add(1, value ** 2);
      add(3 + rater, value);
    }
    add(2, values.reduce((sum, value) => sum + value, 0) ** 2 / raters);
  }
  return sums;
}

/**
 * Intraclass correlations by mean squares, from the sums of {@link meanSquareSums}: the point estimates of
 * `intraclassCorrelations`, for resampling.
 *
 * @returns null below two units or raters, or without variation
 */
export function intraclassOfSums(sums: ArrayLike<number>, raters: number): SingleIntraclass | null {
  const at = (i: number): number => sums[i] as number;
  const n = at(0);
  const k = raters;
  if (n < 1.5 || k < 2) return null;
  const bySquare = Array.from({ length: k }, (_, rater) => at(3 + rater));
  const grand = bySquare.reduce((sum, value) => sum + value, 0) ** 2 / (n * k);
  const columns = bySquare.reduce((sum, value) => sum + value ** 2, 0) / n;
  const msr = (at(2) - grand) / (n - 1);
  const msc = (columns - grand) / (k - 1);
  const mse = (at(1) - at(2) - columns + grand) / ((n - 1) * (k - 1));
  const msw = (at(1) - at(2)) / (n * (k - 1));
  // What is left of equal values is rounding.
  if (msr + mse <= 1e-10 * (at(1) / (n * k))) return null;
  return {
    oneWay: (msr - msw) / (msr + (k - 1) * msw),
    agreement: (msr - mse) / (msr + (k - 1) * mse + (k / n) * (msc - mse)),
    consistency: (msr - mse) / (msr + (k - 1) * mse),
  };
}
