/** Random numbers for made-up data: the same seed gives the same ones. */
export interface Chance {
  /** 0..1 */
  uniform(): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** Position of a share that was drawn; the shares add up to 1. */
  among(shares: readonly number[]): number;
}

/** Mulberry32 (public domain, Tommy Ettinger 2017), normal deviates by Box and Muller (1958). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    among: (shares) => {
      let left = uniform();
      for (const [position, share] of shares.entries()) {
        left -= share;
        if (left < 0) return position;
      }
      return shares.length - 1;
    },
  };
}
