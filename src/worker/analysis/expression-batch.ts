import type { FaceBox } from "../faces/face-box.ts";
import type { FaceModel } from "../models/face-model.ts";
import type { Picture } from "../picture/picture.ts";

/** Takes what the networks say about a face: a minute's record, or a place for what is still open. */
export interface OutputSink {
  setOutput(model: number, frame: number, label: number, value: number): void;
}

/** Collects faces until a batch is full, has every model read them and notes the results. */
export class ExpressionBatch {
  readonly #models: readonly FaceModel[];
  readonly #capacity: number;
  /** The frame in the minute's record of each face in the batch. */
  readonly #frames: Int32Array;
  #count = 0;

  constructor(models: readonly FaceModel[], capacity: number) {
    this.#models = models;
    this.#capacity = capacity;
    this.#frames = new Int32Array(capacity);
  }

  /** True when the batch must be read before another face fits. */
  get full(): boolean {
    return this.#count === this.#capacity;
  }

  add(picture: Picture, box: FaceBox, frame: number): void {
    for (const model of this.#models) model.add(this.#count, picture, box);
    this.#frames[this.#count] = frame;
    this.#count += 1;
  }

  /** Reads what has been collected. A batch holds faces of one minute only, so that a minute never depends on another. */
  async run(sink: OutputSink): Promise<void> {
    const count = this.#count;
    if (count === 0) return;
    for (const [index, model] of this.#models.entries()) {
      await model.run(count, (place, label, value) => {
        sink.setOutput(index, this.#frames[place] as number, label, value);
      });
    }
    this.#count = 0;
  }
}
