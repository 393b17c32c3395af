import { describe, expect, it } from "vitest";
import { colourMatrix } from "../picture/colour.ts";
import type { Picture, Plane } from "../picture/picture.ts";
import { createPixelMemory, type PixelMemory } from "../picture/pixel-memory.ts";
import { pictureIn, ReturnedFrames, RingWriter } from "./frame-ring.ts";

const plane = (width: number, height: number, value: number): Plane => ({
  samples: new Uint8Array(width * height).fill(value),
  stride: width,
  width,
  height,
});

const picture = (side: number, value: number): Picture => ({
  luma: plane(side, side, value),
  chromaU: plane(side / 2, side / 2, value + 1),
  chromaV: plane(side / 2, side / 2, value + 2),
  colour: colourMatrix("bt709", false),
  rotation: 90,
  width: side,
  height: side,
});

/** Writes a picture as the decoding thread does and reads it as the analysis does. */
function passOn(memory: PixelMemory, writer: RingWriter, original: Picture): Picture {
  const written = writer.write(original);
  if (written === null) throw new Error("No more pictures are wanted.");
  return pictureIn(memory, structuredClone(written));
}

/** The picture without its place in memory. */
function plain({ luma, chromaU, chromaV, ...rest }: Picture): Picture {
  const placeless = ({ samples, stride, width, height }: Plane): Plane => ({
    samples,
    stride,
    width,
    height,
  });
  return { ...rest, luma: placeless(luma), chromaU: placeless(chromaU), chromaV: placeless(chromaV) };
}

describe("RingWriter", () => {
  it("hands pictures over as they are and keeps as many as are held", () => {
    const returned = new ReturnedFrames();
    const memory = createPixelMemory();
    const writer = new RingWriter(memory, 11, returned);
    const pictures: Picture[] = [];
    for (let i = 0; i < 100; i++) {
      returned.giveBack(Math.max(0, i - 10));
      pictures.push(plain(passOn(memory, writer, picture(8, i))));
      for (let held = Math.max(0, i - 10); held <= i; held++) {
        expect(pictures[held]).toEqual(picture(8, held));
      }
    }
    expect(memory.buffer.byteLength).toBeLessThan(40 * 65_536);
  });

  it("takes new memory when pictures grow", () => {
    const returned = new ReturnedFrames();
    const memory = createPixelMemory();
    const writer = new RingWriter(memory, 1, returned);
    for (let i = 0; i < 40; i++) {
      returned.giveBack(i);
      const original = picture(i < 20 ? 8 : 16, i);
      expect(plain(passOn(memory, writer, original))).toEqual(original);
    }
  });

  it("writes nothing once no more are wanted", () => {
    const returned = new ReturnedFrames();
    const writer = new RingWriter(createPixelMemory(), 1, returned);
    returned.stop();
    expect(writer.write(picture(8, 1))).toBeNull();
  });
});
