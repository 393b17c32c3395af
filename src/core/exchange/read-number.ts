/**
 * A whole number as people write it: digits alone. `0x10`, `1e1`, `3.0` and `+3` are none, although a program could
 * make numbers of them.
 *
 * @returns NaN for everything else
 */
export function readWholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}
