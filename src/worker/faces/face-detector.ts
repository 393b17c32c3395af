import { Tensor } from "onnxruntime-node";
import type { LoadedModel } from "../models/load-model.ts";
import { outputOf } from "../models/output-of.ts";
import { Cropper } from "../picture/crop.ts";
import type { Picture, Square } from "../picture/picture.ts";
import { anchorCentres } from "./anchors.ts";
import { decodeBoxes } from "./decode-boxes.ts";
import type { FaceBox } from "./face-box.ts";
import { suppressOverlaps } from "./suppress.ts";

/** Finds faces in squares of a picture with BlazeFace. */
export class FaceDetector {
  readonly #model: LoadedModel;
  readonly #cropper: Cropper;
  readonly #centres: Float32Array;
  readonly #input: Float32Array;
  readonly #feeds: Record<string, Tensor>;

  constructor(model: LoadedModel) {
    const { input, anchors } = model.card;
    if (!anchors) throw new Error(`The card of ${model.card.id} states no anchors.`);
    this.#model = model;
    this.#cropper = new Cropper(input, "black");
    this.#centres = anchorCentres(anchors);
    this.#input = new Float32Array(this.#cropper.length);
    this.#feeds = {
      [input.name]: new Tensor("float32", this.#input, [1, ...input.shape.slice(1)] as number[]),
    };
  }

  /** Faces with at least this score, best first; none overlaps another much. */
  async detect(picture: Picture, region: Square, minScore: number): Promise<FaceBox[]> {
    this.#cropper.crop(picture, region, this.#input, 0);
    const outputs = await this.#model.session.run(this.#feeds);
    const logits = outputOf(outputs, "logits");
    const regressors = outputOf(outputs, "regressors");
    return suppressOverlaps(
      decodeBoxes(logits, regressors, this.#centres, region, this.#cropper.size, minScore),
    );
  }
}
