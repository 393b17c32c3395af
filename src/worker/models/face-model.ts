import { Tensor } from "onnxruntime-node";
import { EXPRESSIONS } from "../../shared/expression.ts";
import type { ModelCard } from "../../shared/model-card.ts";
import { type FaceBox, squareAround } from "../faces/face-box.ts";
import { Cropper } from "../picture/crop.ts";
import type { Picture } from "../picture/picture.ts";
import { softmaxRows } from "./activation.ts";
import type { LoadedModel } from "./load-model.ts";
import { outputOf } from "./output-of.ts";

/** A network that reads up to `capacity` faces at once: expressions, action units or a laboratory's own labels. */
export class FaceModel {
  readonly card: ModelCard;
  /** What its values are called, in the order in which they are stored: of expressions always EXPRESSIONS. */
  readonly labels: readonly string[];
  readonly #model: LoadedModel;
  readonly #side: number;
  readonly #shiftUp: number;
  readonly #cropper: Cropper;
  readonly #input: Float32Array;
  readonly #fullBatch: Tensor;
  /** Faces that the network takes in one run. */
  readonly #batch: number;
  readonly #outputName: string;
  /** For each label, its place in the network's output. */
  readonly #places: readonly number[];

  constructor(model: LoadedModel, capacity: number) {
    const { id, task, input, outputs, preprocessing, labels } = model.card;
    if (preprocessing.kind !== "face-box" || !labels)
      throw new Error(`The card of ${id} lacks crop or labels.`);
    this.card = model.card;
    this.labels = task === "expression" ? EXPRESSIONS : labels;
    this.#model = model;
    this.#side = preprocessing.side;
    this.#shiftUp = preprocessing.shiftUp;
    this.#cropper = new Cropper(input, "edge");
    this.#input = new Float32Array(capacity * this.#cropper.length);
    this.#batch = input.shape[0] === "N" ? capacity : 1;
    this.#fullBatch = this.#tensor(0, this.#batch);
    this.#outputName = outputs[0]?.name ?? "";
    this.#places = this.labels.map((label) => labels.indexOf(label));
  }

  /** Cuts a face into a place of the batch. */
  add(place: number, picture: Picture, box: FaceBox): void {
    const square = squareAround(box, this.#side, this.#shiftUp);
    this.#cropper.crop(picture, square, this.#input, place * this.#cropper.length);
  }

  /** Fills a place of the batch with the network's own input values instead of a face. */
  set(place: number, values: Float32Array): void {
    this.#input.set(values.subarray(0, this.#cropper.length), place * this.#cropper.length);
  }

  /**
   * Reads the first `count` faces of the batch.
   *
   * @param store receives each face's place in the batch and its values in the order of `labels`
   */
  async run(count: number, store: (place: number, label: number, value: number) => void): Promise<void> {
    for (let first = 0; first < count; first += this.#batch) {
      const faces = Math.min(this.#batch, count - first);
      const batch = first === 0 && faces === this.#batch ? this.#fullBatch : this.#tensor(first, faces);
      const outputs = await this.#model.session.run({ [this.#model.card.input.name]: batch });
      const values = outputOf(outputs, this.#outputName);
      if (this.card.activation === "logits") softmaxRows(values, this.#places.length);
      for (let place = 0; place < faces; place++) {
        this.#places.forEach((from, label) => {
          store(first + place, label, values[place * this.#places.length + from] as number);
        });
      }
    }
  }

  #tensor(first: number, count: number): Tensor {
    const [, ...shape] = this.#model.card.input.shape;
    const { length } = this.#cropper;
    return new Tensor("float32", this.#input.subarray(first * length, (first + count) * length), [
      count,
      ...shape,
    ]);
  }
}
