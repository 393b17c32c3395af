import type { Frame } from "node-av/lib";
import type { FaceBox } from "../../src/worker/faces/face-box.ts";
import type { Cutout } from "./actor.ts";
import { type Canvas, createCanvas, type Plane, randomNumbers } from "./plane.ts";

/** Standard deviation of the camera's noise in grey values. */
const NOISE = 2.5;
const NOISE_VALUES = 1 << 20;
/** Width of a cutout's soft edge as a share of its width. */
const SOFT_EDGE = 0.12;
/** Frame around a photograph on the wall, in pixels. */
const PICTURE_FRAME = 6;

/** Puts people and pictures into a room, frame by frame, with the noise of a camera. */
export class Stage {
  readonly #room: Canvas;
  readonly #canvas: Canvas;
  readonly #noise = new Int8Array(NOISE_VALUES);
  readonly #random = randomNumbers(5);

  /** @param noise standard deviation of the camera's noise in grey values */
  constructor(room: Canvas, noise = NOISE) {
    this.#room = room;
    this.#canvas = createCanvas(room.width, room.height);
    const random = randomNumbers(3);
    for (let i = 0; i < NOISE_VALUES; i++) {
      // Sum of uniform numbers: near enough to a normal distribution.
      const sum = random() + random() + random() + random() - 2;
      this.#noise[i] = Math.round(sum * noise * Math.sqrt(3));
    }
  }

  /** An empty room. */
  clear(): void {
    for (const [i, plane] of this.#canvas.planes.entries()) plane.set(this.#room.planes[i] as Uint8Array);
  }

  /** Puts a person in, the middle of the usual face at a point; the face's box in the picture. */
  person(cutout: Cutout, centre: { readonly x: number; readonly y: number }): FaceBox {
    return this.#put(cutout, centre, (plane, x, y) => softEdge(plane, x, y));
  }

  /** Hangs a photograph on the wall. */
  photograph(cutout: Cutout, centre: { readonly x: number; readonly y: number }): FaceBox {
    return this.#put(cutout, centre, () => 1, PICTURE_FRAME);
  }

  /** Writes the picture to a frame, with noise and at a brightness (1: light on). */
  shoot(frame: Frame, brightness: number): void {
    const { width, height, planes } = this.#canvas;
    planes.forEach((plane, i) => {
      const [across, down] = i === 0 ? [width, height] : [width / 2, height / 2];
      const target = frame.data?.[i];
      const stride = frame.linesize[i] ?? across;
      if (!target) throw new Error("The frame has no picture.");
      const black = i === 0 ? 16 : 128;
      let at = Math.floor(this.#random() * NOISE_VALUES);
      for (let y = 0; y < down; y++) {
        const row = y * stride;
        for (let x = 0; x < across; x++) {
          at = (at + 1) & (NOISE_VALUES - 1);
          const value =
            black + ((plane[y * across + x] as number) - black) * brightness + (this.#noise[at] as number);
          target[row + x] = value < 0 ? 0 : value > 255 ? 255 : value;
        }
      }
    });
  }

  #put(
    cutout: Cutout,
    centre: { readonly x: number; readonly y: number },
    opacity: (plane: Plane, x: number, y: number) => number,
    border = 0,
  ): FaceBox {
    const left = 2 * Math.round((centre.x - cutout.width / 2) / 2);
    const top = 2 * Math.round((centre.y - cutout.height / 2) / 2);
    cutout.planes.forEach((plane, i) => {
      const shrink = i === 0 ? 1 : 2;
      const [width, height] = [this.#canvas.width / shrink, this.#canvas.height / shrink];
      const target = this.#canvas.planes[i] as Uint8Array;
      const edge = border / shrink;
      for (let y = -edge; y < plane.height + edge; y++) {
        const row = top / shrink + y;
        if (row < 0 || row >= height) continue;
        for (let x = -edge; x < plane.width + edge; x++) {
          const column = left / shrink + x;
          if (column < 0 || column >= width) continue;
          const at = row * width + column;
          const inside = x >= 0 && y >= 0 && x < plane.width && y < plane.height;
          if (!inside) {
            target[at] = i === 0 ? 40 : 128;
            continue;
          }
          const share = opacity(plane, x, y);
          const own = plane.samples[y * plane.stride + x] as number;
          target[at] = share * own + (1 - share) * (target[at] as number);
        }
      }
    });
    return { ...cutout.face, x: left + cutout.face.x, y: top + cutout.face.y };
  }
}

/** 0 at the left, right and upper edge of a person's cutout, 1 inside; the lower edge is the body's. */
function softEdge({ width, height }: Plane, x: number, y: number): number {
  const across = Math.min(x + 1, width - x) / (SOFT_EDGE * width);
  const up = (y + 1) / (SOFT_EDGE * height);
  return Math.min(1, across) * Math.min(1, up);
}
