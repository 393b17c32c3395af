/**
 * A whole number as people write it: digits alone. `0x10`, `1e1`, `3.0` and `+3` are none, although a program could
 * make numbers of them.
 *
 * @returns NaN for everything else
 */
export function readWholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * A decimal number as people and programs write it, with an exponent or without; no thousands separators.
 *
 * @param decimalComma "0,59" is 0.59, as in files that are divided by semicolons or tabs
 * @returns NaN for everything else
 */
export function readDecimal(text: string, decimalComma: boolean): number {
  const pointed = decimalComma && !text.includes(".") ? text.replace(",", ".") : text;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(pointed)
    ? // A database keeps no sign of zero.
      Number(pointed) + 0
    : Number.NaN;
}
