import type { LoadedModel } from "../models/load-model.ts";
import type { Picture } from "../picture/picture.ts";
import type { FaceBox } from "./face-box.ts";
import { FaceMesh } from "./face-mesh.ts";

/** Tells with the face mesh whether a box holds a face. */
export class PresenceCheck {
  /** For whoever needs the points of the same face as well. */
  readonly mesh: FaceMesh;

  constructor(model: LoadedModel) {
    this.mesh = new FaceMesh(model);
  }

  /** Probability that the box holds a face. */
  async presence(picture: Picture, box: FaceBox): Promise<number> {
    return (await this.mesh.read(picture, box)).presence;
  }
}
