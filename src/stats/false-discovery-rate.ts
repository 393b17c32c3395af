/**
 * P values adjusted for the false discovery rate over a family of tests (Benjamini & Hochberg 1995, Journal of the Royal
 * Statistical Society B 57:289-300; as R's `p.adjust`), in the order given.
 *
 * @param p in [0, 1]
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const m = p.length;
  const order = p.map((_, index) => index).sort((a, b) => (p[b] as number) - (p[a] as number));
  const adjusted = p.map(() => 1);
  let least = 1;
  for (const [position, index] of order.entries()) {
    least = Math.min(least, ((p[index] as number) * m) / (m - position));
    adjusted[index] = least;
  }
  return adjusted;
}
