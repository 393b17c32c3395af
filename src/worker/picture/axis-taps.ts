/**
 * Weights that map a stretch of source pixels to `size` destination pixels along one axis: area averaging when
 * shrinking, bilinear when enlarging. Beyond the picture its edge pixels continue.
 */
export class AxisTaps {
  readonly size: number;
  /** First source pixel of each destination pixel. */
  readonly first: Int32Array;
  /** Number of source pixels of each destination pixel. */
  readonly count: Int32Array;
  /** Weights, `width` a destination pixel; they add up to 1. */
  weights: Float32Array;
  /** Places for weights a destination pixel. */
  width = 0;
  /** Source pixels that are read at all: from `begin` up to but without `end`. */
  begin = 0;
  end = 0;

  constructor(size: number) {
    this.size = size;
    this.first = new Int32Array(size);
    this.count = new Int32Array(size);
    this.weights = new Float32Array(size * 4);
  }

  /**
   * @param start left or upper end of the stretch in source pixels (pixel k covers k to k + 1); may lie outside
   * @param length length of the stretch, above 0
   * @param limit number of source pixels
   */
  set(start: number, length: number, limit: number): void {
    const step = length / this.size;
    this.width = Math.ceil(Math.max(step, 1)) + 1;
    if (this.weights.length < this.size * this.width) this.weights = new Float32Array(this.size * this.width);
    if (step > 1) this.#setAreas(start, step, limit);
    else this.#setBilinear(start, step, limit);
    this.begin = this.first[0] as number;
    const last = this.size - 1;
    this.end = (this.first[last] as number) + (this.count[last] as number);
  }

  #setAreas(start: number, step: number, limit: number): void {
    for (let i = 0; i < this.size; i++) {
      const from = start + i * step;
      const to = from + step;
      const first = clamp(Math.floor(from), limit);
      const last = clamp(Math.ceil(to) - 1, limit);
      this.first[i] = first;
      this.count[i] = last - first + 1;
      for (let k = first; k <= last; k++) {
        // An edge pixel stands for everything beyond it as well.
        const left = k === 0 ? from : Math.max(from, k);
        const right = k === limit - 1 ? to : Math.min(to, k + 1);
        this.weights[i * this.width + k - first] = (right - left) / step;
      }
    }
  }

  #setBilinear(start: number, step: number, limit: number): void {
    for (let i = 0; i < this.size; i++) {
      const centre = start + (i + 0.5) * step - 0.5;
      const below = Math.floor(centre);
      const first = clamp(below, limit);
      const second = clamp(below + 1, limit);
      this.first[i] = first;
      this.count[i] = second - first + 1;
      const share = second === first ? 0 : centre - below;
      this.weights[i * this.width] = 1 - share;
      this.weights[i * this.width + 1] = share;
    }
  }
}

function clamp(index: number, limit: number): number {
  return index < 0 ? 0 : index >= limit ? limit - 1 : index;
}
