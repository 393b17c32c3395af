interface CongerKappa {
  readonly units: number;
  readonly raters: number;
  readonly kappa: number;
  readonly observed: number;
  readonly expected: number;
}

/** There is no kappa, and this is why: no unit, or every rater used one and the same category throughout. */
interface NoCongerKappa {
  readonly units: number;
  readonly raters: number;
  readonly kappa: null;
  readonly reason: "no-units" | "one-category";
}

/**
 * Exact kappa of several raters who all coded every unit (Conger 1980, Psychological Bulletin 88:322-328): agreement by
 * chance from each rater's own shares, averaged over pairs. For two raters it is Cohen's kappa, which Fleiss' is not.
 *
 * @param table `table[unit][rater]`, the position of a category on its scale; no value missing
 * @throws RangeError when units have different numbers of raters, or fewer than two
 */
export function congerKappa(table: readonly (readonly number[])[]): CongerKappa | NoCongerKappa {
  const units = table.length;
  const raters = table[0]?.length ?? 0;
  if (units === 0) return { units, raters, kappa: null, reason: "no-units" };
  if (raters < 2 || table.some((row) => row.length !== raters))
    throw new RangeError("Conger's kappa needs the same two or more raters for every unit.");
  const pairs = (raters * (raters - 1)) / 2;
  const shares = Array.from({ length: raters }, (_, r) => sharesOf(table.map((row) => row[r] as number)));
  let equal = 0;
  let expected = 0;
  for (let a = 0; a < raters; a++) {
    for (let b = a + 1; b < raters; b++) {
      equal += table.filter((row) => row[a] === row[b]).length;
      for (const [category, share] of shares[a] ?? [])
        expected += (share * (shares[b]?.get(category) ?? 0)) / pairs;
    }
  }
  if (new Set(table.flat()).size === 1) return { units, raters, kappa: null, reason: "one-category" };
  const observed = equal / (units * pairs);
  return { units, raters, observed, expected, kappa: (observed - expected) / (1 - expected) };
}

function sharesOf(values: readonly number[]): Map<number, number> {
  const shares = new Map<number, number>();
  for (const value of values) shares.set(value, (shares.get(value) ?? 0) + 1 / values.length);
  return shares;
}
