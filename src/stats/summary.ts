/**
 * Arithmetic mean, to the last bit but rarely one: the rounded mean, corrected by the mean of the differences from it,
 * both summed with about twice the digits of a number (as R does in its longer numbers). NaN without values; the caller
 * says why there are none.
 */
export function mean(values: readonly number[]): number {
  const n = values.length;
  const total = new LongSum();
  for (const value of values) total.add(value);
  const rough = total.value / n;
  const rest = new LongSum();
  for (const value of values) rest.addDifference(value, rough);
  return rough + rest.value / n;
}

/**
 * Sample variance with n - 1, the squared differences from the mean summed with about twice the digits of a number. NaN
 * below two values.
 */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  const squares = new LongSum();
  for (const value of values) squares.addSquaredDifference(value, centre);
  return squares.dividedBy(values.length - 1);
}

/** A sum with a second number for what rounding takes from it (Dekker 1971, Numerische Mathematik 18:224-242). */
class LongSum {
  #high = 0;
  #low = 0;

  get value(): number {
    return this.#high + this.#low;
  }

  /** The quotient, rounded once. */
  dividedBy(divisor: number): number {
    const quotient = this.value / divisor;
    const product = quotient * divisor;
    const rest = this.#high - product - lostByProduct(quotient, divisor, product) + this.#low;
    return quotient + rest / divisor;
  }

  add(term: number): void {
    const sum = this.#high + term;
    const shift = sum - this.#high;
    this.#low += this.#high - (sum - shift) + (term - shift);
    this.#high = sum;
  }

  addDifference(a: number, b: number): void {
    const difference = a - b;
    const shift = difference - a;
    this.add(difference);
    this.#low += a - (difference - shift) - (b + shift);
  }

  addSquaredDifference(a: number, b: number): void {
    const difference = a - b;
    const shift = difference - a;
    const lost = a - (difference - shift) - (b + shift);
    const square = difference * difference;
    this.add(square);
    this.#low += lostByProduct(difference, difference, square) + 2 * difference * lost;
  }
}

/** What rounding took from the product a b, exactly. */
function lostByProduct(a: number, b: number, product: number): number {
  const [upperA, upperB] = [upperHalf(a), upperHalf(b)];
  const [lowerA, lowerB] = [a - upperA, b - upperB];
  return upperA * upperB - product + upperA * lowerB + lowerA * upperB + lowerA * lowerB;
}

function upperHalf(value: number): number {
  const split = 134_217_729 * value;
  return split - (split - value);
}

/** Standard deviation with n - 1; NaN below two values. */
export function standardDeviation(values: readonly number[]): number {
  return Math.sqrt(variance(values));
}

/** Middle value, or the mean of the two middle ones; NaN without values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Sample quantile by linear interpolation of the order statistics (Hyndman & Fan 1996, type 7; R's default).
 *
 * @param values finite, any order; NaN without values
 * @param p in [0, 1]
 */
export function quantile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  const below = sorted[low] ?? Number.NaN;
  const above = sorted[low + 1] ?? below;
  return below + (at - low) * (above - below);
}

/** Ranks from 1, the smallest value first; equal values share the mean of their ranks. */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = values.map(() => 0);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (const { index } of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
