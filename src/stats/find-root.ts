/**
 * The zero of a continuous function between two points of opposite sign, by the Illinois variant of false position
 * (Dowell & Jarratt 1971, BIT 11:168-174).
 *
 * @param tolerance absolute, of the argument
 * @throws RangeError when the function has the same sign at both ends
 */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (Math.sign(fa) === Math.sign(fb)) throw new RangeError(`There is no zero between ${low} and ${high}.`);
  let side = 0;
  for (let i = 0; i < 200 && Math.abs(b - a) > tolerance; i++) {
    // Every eighth step halves, so that a flat function cannot hold the search up.
    const c = i % 8 === 7 ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
    const fc = f(c);
    if (Math.abs(fc) < Number.EPSILON) return c;
    if (Math.sign(fc) === Math.sign(fb)) {
      [b, fb] = [c, fc];
      if (side === 1) fa /= 2;
      side = 1;
    } else {
      [a, fa] = [c, fc];
      if (side === -1) fb /= 2;
      side = -1;
    }
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}
