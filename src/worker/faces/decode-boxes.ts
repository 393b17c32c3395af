import type { Square } from "../picture/picture.ts";
import type { FaceBox } from "./face-box.ts";

/** Values a box in the detector's output: centre, size, six points. */
const VALUES_PER_BOX = 16;

/**
 * Reads BlazeFace's output: boxes with at least `minScore`, in pixels of the displayed picture.
 *
 * @param logits one a box; score = 1 / (1 + exp(-logit))
 * @param regressors 16 a box: centre relative to the anchor, width and height, in pixels of the input
 * @param centres x and y of each anchor
 * @param region the square of the picture that filled the input
 * @param inputSize side of the input in pixels
 */
export function decodeBoxes(
  logits: Float32Array,
  regressors: Float32Array,
  centres: Float32Array,
  region: Square,
  inputSize: number,
  minScore: number,
): FaceBox[] {
  const minLogit = Math.log(minScore / (1 - minScore));
  const scale = region.side / inputSize;
  const boxes: FaceBox[] = [];
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i] as number;
    if (!(logit >= minLogit)) continue;
    const at = i * VALUES_PER_BOX;
    const width = (regressors[at + 2] as number) * scale;
    const height = (regressors[at + 3] as number) * scale;
    if (!(width > 0 && height > 0)) continue;
    boxes.push({
      x: region.x + ((regressors[at] as number) + (centres[2 * i] as number)) * scale - width / 2,
      y: region.y + ((regressors[at + 1] as number) + (centres[2 * i + 1] as number)) * scale - height / 2,
      width,
      height,
      score: 1 / (1 + Math.exp(-logit)),
    });
  }
  return boxes;
}
