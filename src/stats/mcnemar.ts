import { chiSquareTail, logBinomialTail } from "./distributions.ts";

interface McNemarTest {
  /** Cases in which only the first, or only the second, is right. */
  readonly firstOnly: number;
  readonly secondOnly: number;
  /** Exact, two-sided. */
  readonly exactP: number;
  /** With continuity correction, one degree of freedom; null where the two differ in no case. */
  readonly chiSquare: number | null;
  readonly chiSquareP: number | null;
}

/**
 * Whether two judges of the same cases are right equally often (McNemar 1947, Psychometrika 12:153-157): only the cases
 * count in which one of them alone is right. Exact by the binomial distribution with one half, as R's `binom.test`; the
 * chi-square as R's `mcnemar.test`.
 *
 * @param first whether the first is right, a value for each case
 * @param second as long as `first`
 * @throws RangeError when the lengths differ
 */
export function mcNemar(first: readonly boolean[], second: readonly boolean[]): McNemarTest {
  if (first.length !== second.length) throw new RangeError("McNemar's test needs the same cases twice.");
  const firstOnly = first.filter((right, i) => right && !second[i]).length;
  const secondOnly = second.filter((right, i) => right && !first[i]).length;
  const differing = firstOnly + secondOnly;
  const more = Math.max(firstOnly, secondOnly);
  const chiSquare =
    differing === 0 ? null : Math.max(0, Math.abs(firstOnly - secondOnly) - 1) ** 2 / differing;
  return {
    firstOnly,
    secondOnly,
    exactP: Math.min(1, 2 * Math.exp(logBinomialTail(more, differing, 0.5))),
    chiSquare,
    chiSquareP: chiSquare === null ? null : chiSquareTail(chiSquare, 1),
  };
}
