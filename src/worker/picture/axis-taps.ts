/**
 * Weights are integers that add up to 2^11: integer sums are the fastest arithmetic here, and a sample of 8 bits
 * times a weight along either axis still fits into 32 bits with its sign.
 */
export const WEIGHT_SUM_BITS = 11;
const WEIGHT_SUM = 1 << WEIGHT_SUM_BITS;

/**
 * Weights that map a stretch of source pixels to `size` destination pixels along one axis: area averaging when
 * shrinking, bilinear when enlarging. Beyond the picture its edge pixels continue. Every destination pixel has the
 * same number of source pixels (`taps`), some with weight 0, so that the loops over them have no conditions.
 */
export class AxisTaps {
  readonly size: number;
  /** First source pixel of each destination pixel; never falls from one to the next. */
  readonly first: Int32Array;
  /** Source pixels of each destination pixel. */
  taps = 0;
  /** `taps` weights a destination pixel; each group adds up to 2^11. */
  weights: Int32Array;
  /** Source pixels that are read at all: from `begin` up to but without `end`. */
  begin = 0;
  end = 0;

  constructor(size: number) {
    this.size = size;
    this.first = new Int32Array(size);
    this.weights = new Int32Array(size * 4);
  }

  /**
   * @param start left or upper end of the stretch in source pixels (pixel k covers k to k + 1); may lie outside
   * @param length length of the stretch, above 0
   * @param limit number of source pixels, at least 1
   */
  set(start: number, length: number, limit: number): void {
    const step = length / this.size;
    this.taps = Math.min(limit, Math.ceil(Math.max(step, 1)) + 1);
    if (this.weights.length < this.size * this.taps) this.weights = new Int32Array(this.size * this.taps);
    this.weights.fill(0, 0, this.size * this.taps);
    for (let i = 0; i < this.size; i++) {
      if (step > 1) this.#setArea(i, start + i * step, step, limit);
      else this.#setBilinear(i, start + (i + 0.5) * step - 0.5, limit);
    }
    this.begin = this.first[0] as number;
    this.end = (this.first[this.size - 1] as number) + this.taps;
  }

  #setArea(i: number, from: number, step: number, limit: number): void {
    const { taps } = this;
    const to = from + step;
    const first = clamp(Math.floor(from), limit - taps + 1);
    this.first[i] = first;
    // Rounding the sums so far instead of each weight makes the weights add up.
    let covered = 0;
    let given = 0;
    for (let k = 0; k < taps; k++) {
      const pixel = first + k;
      // An edge pixel stands for everything beyond it as well.
      const left = pixel === 0 ? from : Math.max(from, pixel);
      const right = pixel === limit - 1 ? to : Math.min(to, pixel + 1);
      covered += Math.max(0, right - left) / step;
      const upToHere = Math.round(covered * WEIGHT_SUM);
      this.weights[i * taps + k] = upToHere - given;
      given = upToHere;
    }
  }

  #setBilinear(i: number, centre: number, limit: number): void {
    const { taps } = this;
    const below = Math.floor(centre);
    const first = clamp(below, limit - taps + 1);
    const share = Math.round((centre - below) * WEIGHT_SUM);
    this.first[i] = first;
    const lower = i * taps + clamp(below, limit) - first;
    this.weights[lower] = WEIGHT_SUM - share;
    const upper = i * taps + clamp(below + 1, limit) - first;
    this.weights[upper] = (this.weights[upper] as number) + share;
  }
}

function clamp(index: number, limit: number): number {
  return Math.max(0, Math.min(index, limit - 1));
}
