import { normalTwoSided } from "./distributions.ts";

interface TestedKappa {
  readonly kappa: number;
  /** Under kappa = 0. */
  readonly se: number;
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

interface FleissKappa extends TestedKappa {
  readonly units: number;
  readonly raters: number;
  readonly observed: number;
  readonly expected: number;
  /** null where a category was never or always used: there is no kappa for it. */
  readonly categories: readonly { readonly proportion: number; readonly test: TestedKappa | null }[];
}

/** There is no kappa, and this is why: no unit, or every rater used one and the same category throughout. */
interface NoFleissKappa {
  readonly units: number;
  readonly raters: number;
  readonly kappa: null;
  readonly reason: "no-units" | "one-category";
}

/**
 * Kappa of several raters, not necessarily the same ones for each unit (Fleiss 1971, Psychological Bulletin 76:378-382),
 * overall and for each category against all others; standard errors under kappa = 0 (Fleiss, Nee & Landis 1979,
 * Psychological Bulletin 86:974-977). For two raters it is Scott's pi, not Cohen's kappa.
 *
 * @param counts `counts[u][c]` raters who put unit u into category c; the same number of raters, from 2, in each unit
 * @throws RangeError when units have different numbers of raters, or fewer than two
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa | NoFleissKappa {
  const units = counts.length;
  const raters = counts[0]?.reduce((sum, count) => sum + count, 0) ?? 0;
  if (units === 0) return { units, raters, kappa: null, reason: "no-units" };
  if (raters < 2 || counts.some((row) => row.reduce((sum, count) => sum + count, 0) !== raters)) {
    throw new RangeError("Fleiss' kappa needs the same number of raters, two or more, for every unit.");
  }
  const judgements = units * raters;
  const totals = (counts[0] ?? []).map((_, c) => counts.reduce((sum, row) => sum + (row[c] as number), 0));
  const squares = totals.map((_, c) => counts.reduce((sum, row) => sum + (row[c] as number) ** 2, 0));
  const shares = totals.map((total) => total / judgements);
  if (shares.some((share) => share === 1)) return { units, raters, kappa: null, reason: "one-category" };
  const pairs = judgements * (raters - 1);
  const observed = (squares.reduce((sum, square) => sum + square, 0) - judgements) / pairs;
  const expected = shares.reduce((sum, share) => sum + share ** 2, 0);
  const unlike = shares.reduce((sum, share) => sum + share * (1 - share), 0);
  const skew = shares.reduce((sum, share) => sum + share * (1 - share) * (1 - 2 * share), 0);
  const se = Math.sqrt((2 * (unlike ** 2 - skew)) / pairs) / unlike;
  const categories = shares.map((proportion, c) => {
    if (proportion === 0) return { proportion, test: null };
    const agreed = (squares[c] as number) - judgements * proportion * (1 + (raters - 1) * proportion);
    const kappa = agreed / (pairs * proportion * (1 - proportion));
    return { proportion, test: tested(kappa, Math.sqrt(2 / pairs)) };
  });
  const kappa = (observed - expected) / (1 - expected);
  return { units, raters, observed, expected, ...tested(kappa, se), categories };
}

function tested(kappa: number, se: number): TestedKappa {
  const z = kappa / se;
  return { kappa, se, z, p: normalTwoSided(z) };
}
