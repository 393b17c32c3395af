import type { KappaResult } from "../../stats/kappa.ts";
import type { RocResult } from "../../stats/roc.ts";

/** What few cases cannot carry: an interval without width, a word for a coefficient, a share of a handful. */

interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Fewest cases for a word such as "good" or "substantial": Koo & Li (2016, Journal of Chiropractic Medicine 15:155-163)
 * ask for 30 at least.
 */
export const FEWEST_FOR_WORDS = 30;

/** Why a coefficient is not put into words; null where it can be. */
export function whyNoWords(n: number, interval: Interval | null): string | null {
  if (n < FEWEST_FOR_WORDS) return `Fewer than ${FEWEST_FOR_WORDS} cases are too few for a word.`;
  return interval === null ? "Without an interval a word would claim too much." : null;
}

/** Fewest cases of a class for a sentence about its shares: with fewer, one case moves a share by 25 points and more. */
export const FEWEST_OF_CLASS = 5;

const NO_VARIANCE =
  "All are told apart, or none: the cases show no spread (the variance after DeLong is 0) that an interval could use.";

/**
 * DeLong's interval of an area, or why there is none: at an area of 1 or 0 its variance is 0, whatever the number of
 * cases (Obuchowski & Lieber 2002, Academic Radiology 9:526-530), and with one case of a kind it is not known.
 */
export function areaInterval({ positives, negatives, se, interval }: RocResult): Interval | string {
  if (Math.min(positives, negatives) < 2) return "An interval needs at least two cases of either kind.";
  return se === 0 ? NO_VARIANCE : interval;
}

/**
 * Large-sample interval of kappa, cut at -1 and 1 as it is symmetrical about a bounded value; or why there is none: at
 * complete agreement its standard error is 0, whatever the number of cases.
 */
export function kappaInterval({ se, interval }: Pick<KappaResult, "se" | "interval">): Interval | string {
  return se === 0
    ? "The standard error is 0: the cases show no spread that an interval could use."
    : { low: Math.max(-1, interval.low), high: Math.min(1, interval.high) };
}

/** What is said of {@link kappaInterval} where it stands. */
export const KAPPA_BOUNDS = "cut at −1 and 1";

/** Relative width below which the ends of an interval differ by rounding alone. */
const ROUNDING = 1e-12;

/** The bootstrap interval, or null where every resample gives the same value: no width is no precision. */
export function withWidth<Found extends Interval>(interval: Found | null | undefined): Found | null {
  if (interval == null) return null;
  return interval.high - interval.low <= ROUNDING * Math.max(1, Math.abs(interval.high)) ? null : interval;
}

/** Why there is no bootstrap interval that has a width. */
export function whyNoWidth(interval: Interval | null | undefined, otherwise: string): string {
  return interval == null ? otherwise : "Every resample gives the same value: the cases show no spread.";
}
