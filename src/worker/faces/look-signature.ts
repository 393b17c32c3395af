import type { Picture } from "../picture/picture.ts";
import { PlaneSampler } from "../picture/plane-sampler.ts";
import { type FaceBox, squareAround } from "./face-box.ts";

/** Side of a signature in cells. */
const CELLS = 16;
/** Samples per cell and axis: averages the noise of camera and compression away. */
const FINER = 3;
/** The face with little around it. */
const CROP_SIDE = 1.2;
/** Spread of grey values (0..255) below which a picture is too dark or dull to compare. */
const LEAST_SPREAD = 6;
/** Standard deviations that are kept on either side of the mean; one byte stands for 2 x LIMIT / 255. */
const LIMIT = 3;

/**
 * What a place looks like, whatever its brightness and contrast: 16 x 16 grey cells with mean 0 and standard deviation
 * 1, as base64 of bytes.
 */
export type LookSignature = string;

/** Takes signatures; holds its buffers. */
export class SignatureReader {
  readonly #sampler = new PlaneSampler(CELLS * FINER);
  readonly #cells = new Float64Array(CELLS * CELLS);

  /** Null where the picture is too dark or dull. */
  read(picture: Picture, box: FaceBox): LookSignature | null {
    this.#sampler.read(picture, picture.luma, squareAround(box, CROP_SIDE));
    const cells = this.#cells.fill(0);
    const { values, size } = this.#sampler;
    for (let i = 0; i < values.length; i++) {
      const cell = Math.floor(i / size / FINER) * CELLS + Math.floor((i % size) / FINER);
      cells[cell] = (cells[cell] as number) + (values[i] as number) / (256 * FINER * FINER);
    }
    const mean = cells.reduce((sum, value) => sum + value, 0) / cells.length;
    const spread = Math.sqrt(cells.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cells.length);
    if (spread < LEAST_SPREAD) return null;
    const bytes = Uint8Array.from(cells, (value) => {
      const standard = Math.max(-LIMIT, Math.min(LIMIT, (value - mean) / spread));
      return Math.round(((standard + LIMIT) / (2 * LIMIT)) * 255);
    });
    return Buffer.from(bytes).toString("base64");
  }
}

/** Root mean square difference of two signatures in standard deviations: 0 for the same look. */
export function signatureDifference(a: LookSignature, b: LookSignature): number {
  const [left, right] = [Buffer.from(a, "base64"), Buffer.from(b, "base64")];
  let sum = 0;
  for (let i = 0; i < left.length; i++) {
    sum += (((left[i] as number) - (right[i] as number)) * ((2 * LIMIT) / 255)) ** 2;
  }
  return Math.sqrt(sum / left.length);
}
