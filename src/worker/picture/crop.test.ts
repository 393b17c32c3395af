import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelCard } from "../../shared/model-card.ts";
import type { Rotation } from "../video/display.ts";
import { colourMatrix } from "./colour.ts";
import { type Beyond, Cropper } from "./crop.ts";
import type { Picture, Plane } from "./picture.ts";

type Sample = (x: number, y: number) => number;

function plane(width: number, height: number, sample: Sample, padding = 0): Plane {
  const stride = width + padding;
  const samples = new Uint8Array(stride * height).fill(255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) samples[y * stride + x] = sample(x, y);
  return { samples, stride, width, height };
}

function picture(
  width: number,
  height: number,
  planes: { luma: Sample; u?: Sample; v?: Sample },
  options: { rotation?: Rotation; fullRange?: boolean; scaleX?: number } = {},
): Picture {
  const { rotation = 0, fullRange = true, scaleX = 1 } = options;
  const grey: Sample = () => 128;
  const across = width * scaleX;
  return {
    luma: plane(width, height, planes.luma, 24),
    chromaU: plane(width / 2, height / 2, planes.u ?? grey),
    chromaV: plane(width / 2, height / 2, planes.v ?? grey),
    colour: colourMatrix("bt601", fullRange),
    rotation,
    width: rotation % 180 === 0 ? across : height,
    height: rotation % 180 === 0 ? height : across,
  };
}

function cropper(size: number, colour: "grey" | "rgb", beyond: Beyond = "edge"): Cropper {
  const channels = colour === "grey" ? 1 : 3;
  const input: ModelCard["input"] = {
    name: "image",
    type: "float32",
    layout: "NCHW",
    shape: ["N", channels, size, size],
    colour,
    normalisation: { mean: new Array<number>(channels).fill(0), divisor: 1 },
  };
  return new Cropper(input, beyond);
}

function crop(from: Cropper, of: Picture, x: number, y: number, side: number): number[] {
  const out = new Float32Array(from.length);
  from.crop(of, { x, y, side }, out, 0);
  return [...out];
}

const ramp: Sample = (x, y) => 10 * x + y;

describe("Cropper", () => {
  it("cuts a square out of the luma, row by row", () => {
    expect(crop(cropper(2, "grey"), picture(8, 8, { luma: ramp }), 3, 4, 2)).toEqual([34, 44, 35, 45]);
  });

  it("stretches luma of 16 to 235 to full range, and clips what lies outside", () => {
    const levels = [16, 126, 235, 255];
    const of = picture(4, 4, { luma: (x) => levels[x] ?? 0 }, { fullRange: false });
    const [black, middle, white, beyond] = crop(cropper(4, "grey"), of, 0, 0, 4);
    expect(black).toBeCloseTo(0, 1);
    expect(middle).toBeCloseTo(128, 0);
    expect(white).toBeCloseTo(255, 1);
    expect(beyond).toBe(255);
  });

  it("normalises as the card says", () => {
    const input: ModelCard["input"] = {
      name: "image",
      type: "float32",
      layout: "NCHW",
      shape: ["N", 1, 2, 2],
      colour: "grey",
      normalisation: { mean: [127.5], divisor: 127.5 },
    };
    const values = crop(
      new Cropper(input, "edge"),
      picture(4, 4, { luma: (x) => (x < 2 ? 0 : 255) }),
      1,
      1,
      2,
    );
    expect(values).toEqual([-1, 1, -1, 1]);
  });

  it("makes red, green and blue of BT.601 colours, each plane by itself", () => {
    // Pure red, green and blue in full-range BT.601.
    for (const [y, u, v, red, green, blue] of [
      [76.245, 84.97, 255.5, 255, 0, 0],
      [149.685, 43.53, 20.73, 0, 255, 0],
      [29.07, 255.5, 107.26, 0, 0, 255],
    ] as const) {
      const of = picture(4, 4, { luma: () => y, u: () => Math.min(255, u), v: () => Math.min(255, v) });
      const values = crop(cropper(1, "rgb"), of, 1, 1, 2);
      const expected = [red, green, blue];
      values.forEach((value, channel) => {
        expect(Math.abs(value - (expected[channel] ?? 0))).toBeLessThan(3);
      });
    }
  });

  it("gives the same pixels however the picture is stored", () => {
    const size = 16;
    const last = size - 1;
    // Stored pictures that look the same once turned clockwise by their rotation.
    const stored: Record<Rotation, Sample> = {
      0: ramp,
      90: (x, y) => ramp(last - y, x),
      180: (x, y) => ramp(last - x, last - y),
      270: (x, y) => ramp(y, last - x),
    };
    fc.assert(
      fc.property(
        fc.integer({ min: -4, max: 12 }),
        fc.integer({ min: -4, max: 12 }),
        fc.constantFrom<Rotation>(90, 180, 270),
        fc.constantFrom<Beyond>("edge", "black"),
        (x, y, rotation, beyond) => {
          const upright = crop(cropper(5, "rgb", beyond), picture(size, size, { luma: ramp }), x, y, 7);
          const turnedPicture = picture(size, size, { luma: stored[rotation] }, { rotation });
          const turned = crop(cropper(5, "rgb", beyond), turnedPicture, x, y, 7);
          turned.forEach((value, i) => {
            expect(Math.abs(value - (upright[i] ?? 0))).toBeLessThan(0.3);
          });
        },
      ),
    );
  });

  it("measures in displayed pixels where stored pixels are not square", () => {
    const wide = picture(8, 8, { luma: (x) => 20 * x }, { scaleX: 2 });
    // Displayed columns 8 to 11 are the stored columns 4 and 5.
    expect(crop(cropper(2, "grey"), wide, 8, 0, 4)).toEqual([80, 100, 80, 100]);
  });

  it("continues the edge or fills with black beyond the picture", () => {
    const of = picture(4, 4, { luma: () => 200 });
    expect(crop(cropper(4, "grey", "edge"), of, -2, 0, 4)).toEqual(new Array(16).fill(200));
    const row = [0, 0, 200, 200];
    expect(crop(cropper(4, "grey", "black"), of, -2, 0, 4)).toEqual([...row, ...row, ...row, ...row]);
    expect(crop(cropper(2, "grey", "black"), of, 50, 50, 4)).toEqual([0, 0, 0, 0]);
  });

  it("keeps a plain picture plain at every size and place", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 60, noNaN: true }),
        fc.double({ min: -40, max: 60, noNaN: true }),
        fc.double({ min: 1, max: 150, noNaN: true }),
        fc.integer({ min: 0, max: 255 }),
        (x, y, side, level) => {
          const values = crop(cropper(6, "grey"), picture(40, 20, { luma: () => level }), x, y, side);
          for (const value of values) expect(value).toBeCloseTo(level, 1);
        },
      ),
    );
  });
});
