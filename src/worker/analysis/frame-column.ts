type Numbers = Float64Array | Float32Array | Uint32Array;

/** Room for the frames of a minute at 30 frames a second; grows where there are more. */
const USUAL_FRAMES = 2048;

/** Values that are collected frame by frame: `width` numbers each, in one typed array. */
export class FrameColumn<Values extends Numbers> {
  readonly #width: number;
  readonly #make: (length: number) => Values;
  #values: Values;
  #length = 0;

  constructor(width: number, make: (length: number) => Values) {
    this.#width = width;
    this.#make = make;
    this.#values = make(USUAL_FRAMES * width);
  }

  /** Adds the values of one frame. */
  push(...values: readonly number[]): void {
    const at = this.#extend();
    for (let i = 0; i < this.#width; i++) this.#values[at + i] = values[i] as number;
  }

  pushFilled(value: number): void {
    const at = this.#extend();
    this.#values.fill(value, at, at + this.#width);
  }

  get(frame: number, at: number): number {
    return this.#values[frame * this.#width + at] as number;
  }

  set(frame: number, at: number, value: number): void {
    this.#values[frame * this.#width + at] = value;
  }

  /** All values, as a copy: a view would carry the whole buffer into a message. The column is empty afterwards. */
  take(): Values {
    const taken = this.#values.slice(0, this.#length) as Values;
    this.#length = 0;
    return taken;
  }

  #extend(): number {
    const at = this.#length;
    this.#length += this.#width;
    if (this.#length > this.#values.length) {
      const larger = this.#make(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    return at;
  }
}
