import { studentQuantile, studentTwoSided } from "./distributions.ts";
import { type AgreementWeights, agreementWeight } from "./kappa.ts";

interface GwetResult {
  readonly units: number;
  readonly observed: number;
  readonly expected: number;
  readonly coefficient: number;
  readonly se: number;
  readonly t: number;
  /** Two-sided, with n - 1 degrees of freedom. */
  readonly p: number;
  /** 95%, the upper limit at most 1. */
  readonly interval: { readonly low: number; readonly high: number };
}

interface NoGwet {
  readonly units: number;
  readonly coefficient: null;
  readonly reason: "too-few-units" | "one-category-scale";
}

/**
 * Gwet's agreement coefficient AC1, or AC2 with weights, of two or more raters (Gwet 2008, British Journal of Mathematical
 * and Statistical Psychology 61:29-48; 2014, Handbook of inter-rater reliability). Chance agreement is
 * sum(w) / (q (q - 1)) sum pi (1 - pi); the standard error linearises over units and takes raters and units as samples of
 * infinite populations. Values may be missing; a unit with one value counts for the shares pi alone.
 *
 * @param counts `counts[u][c]` raters who put unit u into category c; at least one in each unit; all categories of the
 *   scale, used or not
 */
export function gwetCoefficient(
  counts: readonly (readonly number[])[],
  weights: AgreementWeights = "identity",
): GwetResult | NoGwet {
  const units = counts.length;
  const q = counts[0]?.length ?? 0;
  const weight = (i: number, j: number): number => agreementWeight(weights, i, j, q);
  const rows = counts.map((row) => ({ row, raters: row.reduce((sum, count) => sum + count, 0) }));
  const several = rows.filter(({ raters }) => raters >= 2).length;
  if (several === 0 || units < 2) return { units, coefficient: null, reason: "too-few-units" };
  if (q < 2) return { units, coefficient: null, reason: "one-category-scale" };

  const shares = Array.from(
    { length: q },
    (_, c) => rows.reduce((sum, { row, raters }) => sum + (row[c] as number) / raters, 0) / units,
  );
  let sumOfWeights = 0;
  for (let i = 0; i < q; i++) for (let j = 0; j < q; j++) sumOfWeights += weight(i, j);
  const chance = sumOfWeights / (q * (q - 1));
  const expected = chance * shares.reduce((sum, share) => sum + share * (1 - share), 0);
  const agreements = rows.map(({ row, raters }) => {
    if (raters < 2) return 0;
    const pairs = row.reduce((sum, count, i) => {
      const weighted = row.reduce((inner, other, j) => inner + weight(i, j) * other, 0);
      return sum + count * (weighted - 1);
    }, 0);
    return pairs / (raters * (raters - 1));
  });
  const observed = agreements.reduce((sum, agreement) => sum + agreement, 0) / several;
  const coefficient = (observed - expected) / (1 - expected);

  const squares = rows.reduce((sum, { row, raters }, u) => {
    const agreement = (agreements[u] as number) - (raters >= 2 ? expected : 0);
    const own = ((units / several) * agreement) / (1 - expected);
    const unlike = row.reduce((inner, count, c) => inner + count * (1 - (shares[c] as number)), 0);
    const shift = (chance * unlike) / raters - expected;
    return sum + (own - (2 * (1 - coefficient) * shift) / (1 - expected) - coefficient) ** 2;
  }, 0);
  const se = Math.sqrt(squares / (units * (units - 1)));
  const t = coefficient / se;
  const half = studentQuantile(0.975, units - 1) * se;
  return {
    units,
    observed,
    expected,
    coefficient,
    se,
    t,
    p: studentTwoSided(t, units - 1),
    interval: { low: coefficient - half, high: Math.min(1, coefficient + half) },
  };
}
