import { Tensor } from "onnxruntime-node";
import { EXPRESSIONS } from "../../shared/expression.ts";
import type { ModelCard } from "../../shared/model-card.ts";
import { type FaceBox, squareAround } from "../faces/face-box.ts";
import { Cropper } from "../picture/crop.ts";
import type { Picture } from "../picture/picture.ts";
import type { LoadedModel } from "./load-model.ts";
import { outputOf } from "./output-of.ts";

/** An expression network that reads up to `capacity` faces at once. */
export class ExpressionModel {
  readonly card: ModelCard;
  readonly #model: LoadedModel;
  readonly #side: number;
  readonly #shiftUp: number;
  readonly #cropper: Cropper;
  readonly #input: Float32Array;
  readonly #fullBatch: Tensor;
  readonly #capacity: number;
  readonly #outputName: string;
  /** For each expression, its place in the network's output. */
  readonly #places: readonly number[];

  constructor(model: LoadedModel, capacity: number) {
    const { id, input, outputs, preprocessing, labels } = model.card;
    if (preprocessing.kind !== "face-box" || !labels)
      throw new Error(`The card of ${id} lacks crop or labels.`);
    this.card = model.card;
    this.#model = model;
    this.#side = preprocessing.side;
    this.#shiftUp = preprocessing.shiftUp;
    this.#cropper = new Cropper(input, "edge");
    this.#input = new Float32Array(capacity * this.#cropper.length);
    this.#fullBatch = this.#tensor(capacity);
    this.#capacity = capacity;
    this.#outputName = outputs[0]?.name ?? "";
    this.#places = EXPRESSIONS.map((expression) => labels.indexOf(expression));
  }

  /** Cuts a face into a place of the batch. */
  add(place: number, picture: Picture, box: FaceBox): void {
    const square = squareAround(box, this.#side, this.#shiftUp);
    this.#cropper.crop(picture, square, this.#input, place * this.#cropper.length);
  }

  /**
   * Reads the first `count` faces of the batch.
   *
   * @param store receives each face's place in the batch and its seven probabilities in the order of EXPRESSIONS
   */
  async run(
    count: number,
    store: (place: number, expression: number, probability: number) => void,
  ): Promise<void> {
    const batch = count === this.#capacity ? this.#fullBatch : this.#tensor(count);
    const outputs = await this.#model.session.run({ [this.#model.card.input.name]: batch });
    const values = outputOf(outputs, this.#outputName);
    for (let place = 0; place < count; place++) {
      this.#places.forEach((from, expression) => {
        store(place, expression, values[place * this.#places.length + from] as number);
      });
    }
  }

  #tensor(count: number): Tensor {
    const [, ...shape] = this.#model.card.input.shape;
    return new Tensor("float32", this.#input.subarray(0, count * this.#cropper.length), [count, ...shape]);
  }
}
