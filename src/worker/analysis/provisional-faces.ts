import type { FaceBox } from "../faces/face-box.ts";
import type { MinuteRecord } from "./minute-record.ts";

/**
 * A track's faces in the frames of a minute while it is open whose they are; for a track that may be the client's, what
 * the networks gave as well.
 */
export class ProvisionalFaces {
  readonly #track: number;
  readonly #faces: { readonly frame: number; readonly box: FaceBox; readonly presence: number }[] = [];
  /** Model, frame, label and value by turns. */
  readonly #outputs: number[] = [];

  constructor(track: number) {
    this.#track = track;
  }

  get frames(): number[] {
    return this.#faces.map(({ frame }) => frame);
  }

  add(frame: number, box: FaceBox, presence: number): void {
    this.#faces.push({ frame, box, presence });
  }

  setOutput(model: number, frame: number, label: number, value: number): void {
    this.#outputs.push(model, frame, label, value);
  }

  /** It was the client's face. */
  writeAsClient(record: MinuteRecord): void {
    for (const { frame, box, presence } of this.#faces) record.setFace(frame, box, this.#track, presence);
    for (let at = 0; at < this.#outputs.length; at += 4) {
      const [model, frame, label, value] = this.#outputs.slice(at, at + 4) as [
        number,
        number,
        number,
        number,
      ];
      record.setOutput(model, frame, label, value);
    }
  }

  /** It was somebody else's face. */
  writeAsOther(record: MinuteRecord): void {
    for (const { frame, box } of this.#faces) record.addOtherFace(this.#track, frame, box);
  }
}
