import { Tensor } from "onnxruntime-node";
import type { LoadedModel } from "../models/load-model.ts";
import { outputOf } from "../models/output-of.ts";
import { Cropper } from "../picture/crop.ts";
import type { Picture } from "../picture/picture.ts";
import { type FaceBox, squareAround } from "./face-box.ts";

/** Tells with the face mesh whether a box holds a face. */
export class PresenceCheck {
  readonly #model: LoadedModel;
  readonly #side: number;
  readonly #cropper: Cropper;
  readonly #input: Float32Array;
  readonly #feeds: Record<string, Tensor>;

  constructor(model: LoadedModel) {
    const { input, preprocessing } = model.card;
    if (preprocessing.kind !== "face-box") throw new Error(`The card of ${model.card.id} states no crop.`);
    this.#model = model;
    this.#side = preprocessing.side;
    this.#cropper = new Cropper(input, "edge");
    this.#input = new Float32Array(this.#cropper.length);
    this.#feeds = {
      [input.name]: new Tensor("float32", this.#input, [1, ...input.shape.slice(1)] as number[]),
    };
  }

  /** Probability that the box holds a face. */
  async presence(picture: Picture, box: FaceBox): Promise<number> {
    this.#cropper.crop(picture, squareAround(box, this.#side), this.#input, 0);
    const outputs = await this.#model.session.run(this.#feeds);
    return outputOf(outputs, "presence")[0] ?? 0;
  }
}
