export type DisagreementMetric = "nominal" | "ordinal" | "interval";

interface KrippendorffAlpha {
  /** Units with at least two values, and the values in them. */
  readonly units: number;
  readonly values: number;
  /** null: no unit has two values, or the values do not vary. */
  readonly alpha: number | null;
  /** Mean squared difference of the pairs within units, and of all pairs. */
  readonly observed: number;
  readonly expected: number;
}

/**
 * Krippendorff's alpha, 1 - observed / expected disagreement, from the coincidence matrix (Krippendorff 2011, Computing
 * Krippendorff's alpha-reliability). Any number of raters, missing values allowed: a unit with fewer than two values
 * takes no part.
 *
 * @param units values of each unit, in any order, missing ones left out: whole numbers or, for "interval", any
 * @param metric squared difference of two values: 0 or 1 (nominal), the square of the values' distance (interval), or
 *   of the number of values between them (ordinal)
 */
export function krippendorffAlpha(
  units: readonly (readonly number[])[],
  metric: DisagreementMetric,
): KrippendorffAlpha {
  const pairable = units.filter((unit) => unit.length >= 2);
  const levels = [...new Set(pairable.flat())].sort((a, b) => a - b);
  const indexOf = new Map(levels.map((level, index) => [level, index]));
  const coincidences = levels.map(() => levels.map(() => 0));
  for (const unit of pairable) {
    const places = unit.map((value) => indexOf.get(value) as number);
    for (const [i, a] of places.entries()) {
      for (const [j, b] of places.entries()) {
        const row = coincidences[a];
        if (i !== j && row) row[b] = (row[b] as number) + 1 / (unit.length - 1);
      }
    }
  }
  // Counted, not summed from the coincidences, whose thirds would leave rounding errors.
  const totals = levels.map((level) => pairable.flat().filter((value) => value === level).length);
  const { n, observed, expected } = disagreements(levels, coincidences, totals, metric);
  const alpha = expected > 0 ? 1 - observed / expected : null;
  return { units: pairable.length, values: n, alpha, observed, expected };
}

/**
 * Krippendorff's alpha from a coincidence matrix over the levels 0, 1, 2, ..., in the order of the scale.
 *
 * @param coincidences `coincidences[i * q + j]`, added up over units
 * @returns null without pairs, or where the values do not vary
 */
export function alphaOfCoincidences(
  coincidences: ArrayLike<number>,
  q: number,
  metric: DisagreementMetric,
): number | null {
  const levels = Array.from({ length: q }, (_, level) => level);
  const matrix = levels.map((i) => levels.map((j) => coincidences[i * q + j] as number));
  const totals = matrix.map((row) => row.reduce((sum, count) => sum + count, 0));
  const { n, observed, expected } = disagreements(levels, matrix, totals, metric);
  // Sums of thirds leave rounding errors.
  return n > 1 && expected > 1e-10 ? 1 - observed / expected : null;
}

/** The coincidence matrix of units, row after row: `units[u]` lists positions on a scale of q, missing values null. */
export function coincidenceSums(units: readonly (readonly (number | null)[])[], q: number): number[] {
  const sums = new Array<number>(q * q).fill(0);
  for (const unit of units) {
    const values = unit.filter((value) => value !== null);
    for (const [i, a] of values.entries()) {
      for (const [j, b] of values.entries())
        if (i !== j) sums[a * q + b] = (sums[a * q + b] as number) + 1 / (values.length - 1);
    }
  }
  return sums;
}

function disagreements(
  levels: readonly number[],
  coincidences: readonly (readonly number[])[],
  totals: readonly number[],
  metric: DisagreementMetric,
): { n: number; observed: number; expected: number } {
  const n = totals.reduce((sum, total) => sum + total, 0);
  if (n === 0) return { n, observed: 0, expected: 0 };
  const difference = squaredDifferences(levels, totals, metric);
  let observed = 0;
  let expected = 0;
  for (const [c, row] of coincidences.entries()) {
    for (const [k, count] of row.entries()) {
      const squared = difference(c, k);
      observed += (count * squared) / n;
      expected += ((totals[c] as number) * (totals[k] as number) * squared) / (n * (n - 1));
    }
  }
  return { n, observed, expected };
}

function squaredDifferences(
  levels: readonly number[],
  totals: readonly number[],
  metric: DisagreementMetric,
): (c: number, k: number) => number {
  if (metric === "nominal") return (c, k) => (c === k ? 0 : 1);
  if (metric === "interval") return (c, k) => ((levels[c] as number) - (levels[k] as number)) ** 2;
  return (c, k) => {
    const between = totals.slice(Math.min(c, k), Math.max(c, k) + 1).reduce((sum, total) => sum + total, 0);
    return (between - ((totals[c] as number) + (totals[k] as number)) / 2) ** 2;
  };
}
