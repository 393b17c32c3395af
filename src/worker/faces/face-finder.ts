import type { AnalysisParameters } from "../../shared/worker-protocol.ts";
import type { Picture } from "../picture/picture.ts";
import { centreDistance, type FaceBox, longerSide, squareAround, wholePicture } from "./face-box.ts";
import type { FaceDetector } from "./face-detector.ts";
import type { PresenceCheck } from "./presence.ts";
import { suppressOverlaps } from "./suppress.ts";
import { tilesOf } from "./tiles.ts";

/** Side of the region around a known or suspected face, in face heights. */
export const REGION = 3;
/** The region in which a face that was just missed is looked for. */
const WIDE_REGION = 4;
/** The looks that following a face takes. `Frame` is whatever stands for a picture. */
export interface Finder<Frame> {
  /** The face that was at `box`, in the region around it. */
  near(frame: Frame, box: FaceBox): Promise<FaceBox | null>;
  /** The face that was at `box` a while ago; confirmed as a new face is. */
  again(frame: Frame, box: FaceBox): Promise<FaceBox | null>;
  /** The largest confirmed face of the whole picture. */
  anywhere(frame: Frame): Promise<FaceBox | null>;
}

/**
 * Finds faces with BlazeFace and the face mesh. New faces: candidates from the whole picture and overlapping tiles,
 * each looked at again in the region of 3 times its box and confirmed by the mesh's presence output.
 */
export class FaceFinder implements Finder<Picture> {
  readonly #detector: FaceDetector;
  readonly #presence: PresenceCheck;
  readonly #parameters: AnalysisParameters;

  constructor(detector: FaceDetector, presence: PresenceCheck, parameters: AnalysisParameters) {
    this.#detector = detector;
    this.#presence = presence;
    this.#parameters = parameters;
  }

  async near(picture: Picture, box: FaceBox): Promise<FaceBox | null> {
    return await this.#nearest(picture, box, REGION);
  }

  async again(picture: Picture, box: FaceBox): Promise<FaceBox | null> {
    const found = await this.#nearest(picture, box, WIDE_REGION);
    return found && (await this.#isFace(picture, found)) ? found : null;
  }

  async anywhere(picture: Picture): Promise<FaceBox | null> {
    const { candidateScore } = this.#parameters;
    const candidates: FaceBox[] = [];
    for (const region of [wholePicture(picture), ...tilesOf(picture.width, picture.height)]) {
      candidates.push(...(await this.#detector.detect(picture, region, candidateScore)));
    }
    const largestFirst = suppressOverlaps(candidates).sort((a, b) => longerSide(b) - longerSide(a));
    for (const candidate of largestFirst) {
      const found = await this.#nearest(picture, candidate, REGION);
      if (found && (await this.#isFace(picture, found))) return found;
    }
    return null;
  }

  async #nearest(picture: Picture, box: FaceBox, region: number): Promise<FaceBox | null> {
    const found = await this.#detector.detect(picture, squareAround(box, region), this.#parameters.minScore);
    // Farther away a face would not lie wholly in the region.
    const reachable = found.filter((face) => centreDistance(box, face) <= (region - 1) / 2);
    return reachable.sort((a, b) => centreDistance(box, a) - centreDistance(box, b))[0] ?? null;
  }

  async #isFace(picture: Picture, box: FaceBox): Promise<boolean> {
    return (await this.#presence.presence(picture, box)) >= this.#parameters.minPresence;
  }
}
