/**
 * Moves labels apart so that neighbours are at least `gap` away from each other, in the order of their positions,
 * and keeps them within [low, high] as far as there is room. Positions in any unit; returned in the order given.
 */
export function spreadLabels(
  positions: readonly number[],
  { gap, low, high }: { readonly gap: number; readonly low: number; readonly high: number },
): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
  const spread = [...positions];
  let floor = low;
  for (const index of order) {
    const moved = Math.max(spread[index] ?? low, floor);
    spread[index] = moved;
    floor = moved + gap;
  }
  let ceiling = high;
  for (const index of order.toReversed()) {
    const moved = Math.min(spread[index] ?? high, ceiling);
    spread[index] = moved;
    ceiling = moved - gap;
  }
  return spread;
}
