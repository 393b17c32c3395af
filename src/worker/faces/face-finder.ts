import type { AnalysisParameters } from "../../shared/worker-protocol.ts";
import type { Picture, Square } from "../picture/picture.ts";
import { type FaceBox, squareAround, wholePicture } from "./face-box.ts";
import type { FaceDetector } from "./face-detector.ts";
import { type LookSignature, SignatureReader } from "./look-signature.ts";
import { pictureChecksum } from "./picture-checksum.ts";
import type { PresenceCheck } from "./presence.ts";
import { tilesOf } from "./tiles.ts";

/** The looks that finding and following faces takes. `Frame` is whatever stands for a picture. */
export interface Finder<Frame> {
  /** Faces in the square around a box, `side` times as large; best first. */
  around(frame: Frame, box: FaceBox, side: number): Promise<FaceBox[]>;
  /** Number of parts in which the picture is searched: the whole picture first, then its tiles. */
  parts(frame: Frame): number;
  /** What might be a face in one part (0: the whole picture); must be looked at again. */
  candidates(frame: Frame, part: number): Promise<FaceBox[]>;
  /** Face flag: probability that the box holds a face, by the mesh. */
  presence(frame: Frame, box: FaceBox): Promise<number>;
  /** What the place looks like; null where it is too dark to tell. */
  signature(frame: Frame, box: FaceBox): LookSignature | null;
  /** A number that stays the same while nothing in the picture changes. */
  checksum(frame: Frame): number;
  /** Size of the displayed picture in pixels. */
  size(frame: Frame): { readonly width: number; readonly height: number };
}

/** Finds faces with BlazeFace and the face mesh. */
export class FaceFinder implements Finder<Picture> {
  readonly #detector: FaceDetector;
  readonly #presence: PresenceCheck;
  readonly #parameters: Pick<AnalysisParameters, "minScore" | "candidateScore">;
  readonly #signatures = new SignatureReader();

  constructor(
    detector: FaceDetector,
    presence: PresenceCheck,
    parameters: Pick<AnalysisParameters, "minScore" | "candidateScore">,
  ) {
    this.#detector = detector;
    this.#presence = presence;
    this.#parameters = parameters;
  }

  async around(picture: Picture, box: FaceBox, side: number): Promise<FaceBox[]> {
    return await this.#detector.detect(picture, squareAround(box, side), this.#parameters.minScore);
  }

  parts(picture: Picture): number {
    return partsOf(picture).length;
  }

  async candidates(picture: Picture, part: number): Promise<FaceBox[]> {
    const parts = partsOf(picture);
    const region = parts[part % parts.length];
    return region ? await this.#detector.detect(picture, region, this.#parameters.candidateScore) : [];
  }

  async presence(picture: Picture, box: FaceBox): Promise<number> {
    return await this.#presence.presence(picture, box);
  }

  signature(picture: Picture, box: FaceBox): LookSignature | null {
    return this.#signatures.read(picture, box);
  }

  checksum(picture: Picture): number {
    return pictureChecksum(picture);
  }

  size(picture: Picture): { readonly width: number; readonly height: number } {
    return picture;
  }
}

function partsOf(picture: Picture): Square[] {
  return [wholePicture(picture), ...tilesOf(picture.width, picture.height)];
}
