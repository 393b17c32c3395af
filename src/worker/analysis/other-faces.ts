import type { OtherFace } from "../../shared/worker-protocol.ts";
import type { FaceBox } from "../faces/face-box.ts";

interface Collected {
  readonly frames: number[];
  readonly boxes: number[];
  readonly scores: number[];
}

/** Collects the faces of other people, track by track. */
export class OtherFaces {
  #tracks = new Map<number, Collected>();

  add(track: number, frame: number, box: FaceBox): void {
    const collected = this.#tracks.get(track) ?? { frames: [], boxes: [], scores: [] };
    this.#tracks.set(track, collected);
    collected.frames.push(frame);
    collected.boxes.push(box.x, box.y, box.width, box.height);
    collected.scores.push(box.score);
  }

  /** What was collected, by rising track; empty afterwards. */
  take(): OtherFace[] {
    const taken = [...this.#tracks].sort(([a], [b]) => a - b);
    this.#tracks = new Map();
    return taken.map(([track, { frames, boxes, scores }]) => ({
      track,
      frames: Uint32Array.from(frames),
      boxes: Float32Array.from(boxes),
      scores: Float32Array.from(scores),
    }));
  }
}
