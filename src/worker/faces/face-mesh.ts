import { Tensor } from "onnxruntime-node";
import type { LoadedModel } from "../models/load-model.ts";
import { outputOf } from "../models/output-of.ts";
import { Cropper } from "../picture/crop.ts";
import type { Picture } from "../picture/picture.ts";
import { type FaceBox, squareAround } from "./face-box.ts";

/** What one run of the mesh tells about a box. */
export interface MeshReading {
  /** Probability that the box holds a face. */
  readonly presence: number;
  /**
   * 468 times x, y, z in pixels of the crop (x right, y down, z to the back in the same unit); without meaning where
   * `presence` is low.
   */
  readonly points: Float32Array;
}

/** Reads faces with the face mesh: whether there is one, and where its 468 points lie. */
export class FaceMesh {
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

  /** Runs the mesh on the square around a box. */
  async read(picture: Picture, box: FaceBox): Promise<MeshReading> {
    this.#cropper.crop(picture, squareAround(box, this.#side), this.#input, 0);
    const outputs = await this.#model.session.run(this.#feeds);
    return { presence: outputOf(outputs, "presence")[0] ?? 0, points: outputOf(outputs, "points") };
  }
}
