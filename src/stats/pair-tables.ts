/** Positions on a scale by rater, in a fixed order of raters; null: none. */
type CodedUnit = readonly (number | null)[];

/** Pairs of raters (first, second), in the order (0, 1), (0, 2), ..., (1, 2), ... */
export function raterPairs(raters: number): (readonly [number, number])[] {
  return Array.from({ length: raters }, (_, first) =>
    Array.from({ length: raters - first - 1 }, (_, step): [number, number] => [first, first + 1 + step]),
  ).flat();
}

/** For each pair of raters the table of their values, row after row (first rater by second), units with both alone. */
export function pairTableSums(units: readonly CodedUnit[], raters: number, q: number): number[] {
  const pairs = raterPairs(raters);
  const sums = new Array<number>(pairs.length * q * q).fill(0);
  for (const unit of units) {
    for (const [p, [first, second]] of pairs.entries()) {
      const [a, b] = [unit[first], unit[second]];
      if (a == null || b == null) continue;
      const place = (p * q + a) * q + b;
      sums[place] = (sums[place] as number) + 1;
    }
  }
  return sums;
}

/** Table of one pair as rows. */
export function pairTable(sums: ArrayLike<number>, pair: number, q: number): number[][] {
  return Array.from({ length: q }, (_, i) =>
    Array.from({ length: q }, (_, j) => sums[(pair * q + i) * q + j] as number),
  );
}

interface AgreementOfAll {
  /** Share of equal values, averaged over pairs; and within one step of the scale. */
  readonly exact: number;
  readonly withinOne: number;
  /** Chance from the shares of all raters together (Fleiss), from each rater's own (Conger), and 1 / q (PABAK). */
  readonly fleiss: number | null;
  readonly conger: number | null;
  readonly pabak: number;
}

/**
 * Kappa of several raters from their pair tables of units that all of them coded (Fleiss 1971; Conger 1980; Bennett, Alpert
 * & Goldstein 1954): the values of `fleissKappa` and `congerKappa`, for resampling.
 *
 * @returns null without units or with fewer than two raters
 */
export function agreementOfPairTables(
  sums: ArrayLike<number>,
  raters: number,
  q: number,
): AgreementOfAll | null {
  const pairs = raterPairs(raters);
  let units = 0;
  for (let i = 0; i < q * q && pairs.length > 0; i++) units += sums[i] as number;
  if (units < 0.5) return null;
  const shares = Array.from({ length: raters }, () => new Array<number>(q).fill(0));
  let [exact, within] = [0, 0];
  const rows = (rater: number): number[] => shares[rater] as number[];
  for (const [p, [first, second]] of pairs.entries()) {
    for (let i = 0; i < q; i++) {
      for (let j = 0; j < q; j++) {
        const share = (sums[(p * q + i) * q + j] as number) / units;
        if (i === j) exact += share / pairs.length;
        if (Math.abs(i - j) <= 1) within += share / pairs.length;
        // Each rater is one of a pair raters - 1 times.
        rows(first)[i] = (rows(first)[i] as number) + share / (raters - 1);
        rows(second)[j] = (rows(second)[j] as number) + share / (raters - 1);
      }
    }
  }
  const [together, own] = chance(shares, pairs, q);
  const corrected = (expected: number): number | null =>
    expected > 1 - 1e-12 ? null : (exact - expected) / (1 - expected);
  return {
    exact,
    withinOne: within,
    fleiss: corrected(together),
    conger: corrected(own),
    pabak: (q * exact - 1) / (q - 1),
  };
}

/**
 * Kappa of each category against all others from pair tables of units that all raters coded (Fleiss 1971): the values of
 * `fleissKappa`, for resampling. null where a category was never or always used, and without units.
 */
export function categoriesOfPairTables(
  sums: ArrayLike<number>,
  raters: number,
  q: number,
): (number | null)[] {
  const pairs = raterPairs(raters).map((_, p) => pairTable(sums, p, q));
  const values = 2 * pairs.flat(2).reduce((sum, count) => sum + count, 0);
  return Array.from({ length: q }, (_, c) => {
    let [chosen, both] = [0, 0];
    for (const table of pairs) {
      both += table[c]?.[c] as number;
      for (let i = 0; i < q; i++) chosen += (table[c]?.[i] as number) + (table[i]?.[c] as number);
    }
    const share = chosen / values;
    // Pairs of values of which exactly one is the category.
    const apart = chosen - 2 * both;
    const used = values > 0.5 && share > 1e-12 && share < 1 - 1e-12;
    return used ? 1 - apart / (values * share * (1 - share)) : null;
  });
}

/** Expected agreement from the mean shares, and from the shares of each pair. */
function chance(
  shares: readonly (readonly number[])[],
  pairs: readonly (readonly [number, number])[],
  q: number,
): [number, number] {
  let [together, own] = [0, 0];
  for (let c = 0; c < q; c++) {
    const of = (rater: number): number => shares[rater]?.[c] as number;
    together += (shares.reduce((sum, share) => sum + (share[c] as number), 0) / shares.length) ** 2;
    own += pairs.reduce((sum, [a, b]) => sum + of(a) * of(b), 0) / pairs.length;
  }
  return [together, own];
}
