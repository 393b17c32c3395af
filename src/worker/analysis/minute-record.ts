import { EXPRESSIONS } from "../../shared/expression.ts";
import type { AnalysedMinute, FollowingState } from "../../shared/worker-protocol.ts";
import type { FaceBox } from "../faces/face-box.ts";

const VALUES = EXPRESSIONS.length;

/** Room for the frames of a minute at 30 frames a second; grows where there are more. */
const USUAL_FRAMES = 2048;

/** Collects the frames of one minute after the other. */
export class MinuteRecord {
  readonly #modelIds: readonly string[];
  #times = new Float64Array(USUAL_FRAMES);
  #boxes = new Float32Array(USUAL_FRAMES * 4);
  #scores = new Float32Array(USUAL_FRAMES);
  #probabilities: Float32Array[];
  #frames = 0;
  #faces = 0;

  constructor(modelIds: readonly string[]) {
    this.#modelIds = modelIds;
    this.#probabilities = modelIds.map(() => new Float32Array(USUAL_FRAMES * VALUES));
  }

  get frames(): number {
    return this.#frames;
  }

  /** Adds a frame; everything about its face is NaN until its probabilities are set. @returns its index */
  add(timeMs: number, box: FaceBox | null): number {
    const index = this.#frames;
    if (index === this.#times.length) this.#grow();
    this.#frames += 1;
    this.#times[index] = timeMs;
    this.#scores[index] = box?.score ?? Number.NaN;
    this.#boxes[index * 4] = box?.x ?? Number.NaN;
    this.#boxes[index * 4 + 1] = box?.y ?? Number.NaN;
    this.#boxes[index * 4 + 2] = box?.width ?? Number.NaN;
    this.#boxes[index * 4 + 3] = box?.height ?? Number.NaN;
    for (const values of this.#probabilities) values.fill(Number.NaN, index * VALUES, (index + 1) * VALUES);
    if (box !== null) this.#faces += 1;
    return index;
  }

  setProbability(model: number, frame: number, expression: number, probability: number): void {
    const values = this.#probabilities[model];
    if (values) values[frame * VALUES + expression] = probability;
  }

  /** The minute's arrays and means; the record is empty afterwards. */
  finish(minute: number, following: FollowingState): AnalysedMinute {
    const frames = this.#frames;
    const probabilities = this.#modelIds.map((modelId, model) => ({
      modelId,
      values: (this.#probabilities[model] ?? new Float32Array()).slice(0, frames * VALUES),
    }));
    const analysed: AnalysedMinute = {
      minute,
      nFrames: frames,
      nFaces: this.#faces,
      // Copies, not views: a view would carry the whole buffer into the message.
      timesMs: this.#times.slice(0, frames),
      boxes: this.#boxes.slice(0, frames * 4),
      scores: this.#scores.slice(0, frames),
      probabilities,
      means: probabilities.map(({ modelId, values }) => ({ modelId, values: meanProbabilities(values) })),
      following,
    };
    this.#frames = 0;
    this.#faces = 0;
    return analysed;
  }

  #grow(): void {
    const length = this.#times.length * 2;
    const enlarge = <A extends Float32Array | Float64Array>(larger: A, values: A): A => {
      larger.set(values);
      return larger;
    };
    this.#times = enlarge(new Float64Array(length), this.#times);
    this.#boxes = enlarge(new Float32Array(length * 4), this.#boxes);
    this.#scores = enlarge(new Float32Array(length), this.#scores);
    this.#probabilities = this.#probabilities.map((values) =>
      enlarge(new Float32Array(length * VALUES), values),
    );
  }
}

/**
 * Means over the frames with a face, summed in double precision in frame order; null without a face.
 *
 * @param values seven probabilities a frame, NaN without a face
 */
export function meanProbabilities(values: Float32Array): number[] | null {
  const sums = new Array<number>(VALUES).fill(0);
  let faces = 0;
  for (let at = 0; at < values.length; at += VALUES) {
    if (Number.isNaN(values[at])) continue;
    faces += 1;
    for (let k = 0; k < VALUES; k++) sums[k] = (sums[k] as number) + (values[at + k] as number);
  }
  return faces === 0 ? null : sums.map((sum) => sum / faces);
}
