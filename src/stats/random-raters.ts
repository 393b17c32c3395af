import { agreementInterval } from "./intraclass.ts";

/** Variances of what is true, of the raters, and of the residual. */
interface RatedVariances {
  readonly shared: number;
  readonly rater: number;
  readonly residual: number;
}

/**
 * The 95% interval of ICC(A,1) that raters drawn from many are expected to give (McGraw & Wong 1996, table 7): the mean
 * squares of the formula are set to their expectations under these variances. With more units its width does not go to 0,
 * since the number of raters limits what is known about raters.
 *
 * @param units independent units (minutes) that all raters code, from 2
 * @param raters from 2
 */
export function expectedRandomRaterInterval(
  { shared, rater, residual }: RatedVariances,
  units: number,
  raters: number,
): { readonly low: number; readonly high: number } {
  const squares = {
    n: units,
    k: raters,
    msr: raters * shared + residual,
    msc: units * rater + residual,
    mse: residual,
  };
  return agreementInterval(squares, shared / (shared + rater + residual));
}
