import { type AgreementWeights, agreementWeight } from "./kappa.ts";

/** Sums of units with two values or more: how many, their weighted agreement, and the shares of the categories. */
export function gwetSums(
  units: readonly (readonly (number | null)[])[],
  q: number,
  weights: AgreementWeights,
): number[] {
  const sums = new Array<number>(2 + q).fill(0);
  const add = (at: number, value: number): void => {
    sums[at] = (sums[at] as number) + value;
  };
  for (const unit of units) {
    const values = unit.filter((value) => value !== null);
    const n = values.length;
    if (n < 2) continue;
    add(0, 1);
    for (const [i, a] of values.entries()) {
      add(2 + a, 1 / n);
      for (const [j, b] of values.entries())
        if (i !== j) add(1, agreementWeight(weights, a, b, q) / (n * (n - 1)));
    }
  }
  return sums;
}

/** Gwet's AC1 or AC2 from these sums: the coefficient of `gwetCoefficient`, for resampling. null without units. */
export function gwetOfSums(sums: ArrayLike<number>, q: number, weights: AgreementWeights): number | null {
  const units = sums[0] as number;
  if (units < 0.5 || q < 2) return null;
  let weightsOfAll = 0;
  let unlike = 0;
  for (let i = 0; i < q; i++) {
    const share = (sums[2 + i] as number) / units;
    unlike += share * (1 - share);
    for (let j = 0; j < q; j++) weightsOfAll += agreementWeight(weights, i, j, q);
  }
  const expected = (weightsOfAll / (q * (q - 1))) * unlike;
  return ((sums[1] as number) / units - expected) / (1 - expected);
}
