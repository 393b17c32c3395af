import { describe, expect, it } from "vitest";
import { type ColourStandard, colourMatrix } from "../picture/colour.ts";
import type { Picture, Plane } from "../picture/picture.ts";
import { decodeJpeg } from "../testing/decode-jpeg.ts";
import type { Rotation } from "../video/display.ts";
import { regionJpeg, stillSize } from "./region-jpeg.ts";

type Rgb = readonly [number, number, number];

const SHARES = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] } as const;

/** A picture whose stored pixels have the colours that `rgb` says, as limited-range YUV 4:2:0. */
function picture(
  width: number,
  height: number,
  rgb: (x: number, y: number) => Rgb,
  options: { standard?: ColourStandard; rotation?: Rotation; scaleX?: number } = {},
): Picture {
  const { standard = "bt709", rotation = 0, scaleX = 1 } = options;
  const [kr, kb] = SHARES[standard];
  const luma = ([r, g, b]: Rgb): number => kr * r + (1 - kr - kb) * g + kb * b;
  const plane = (w: number, h: number, value: (x: number, y: number) => number): Plane => ({
    samples: Uint8Array.from({ length: w * h }, (_, i) => Math.round(value(i % w, Math.floor(i / w)))),
    stride: w,
    width: w,
    height: h,
  });
  const chroma = (channel: 0 | 2, divisor: number): Plane =>
    plane(width / 2, height / 2, (x, y) => {
      const colour = rgb(2 * x, 2 * y);
      return 128 + ((colour[channel] - luma(colour)) / divisor) * (224 / 255);
    });
  const across = width * scaleX;
  return {
    luma: plane(width, height, (x, y) => 16 + luma(rgb(x, y)) * (219 / 255)),
    chromaU: chroma(2, 2 * (1 - kb)),
    chromaV: chroma(0, 2 * (1 - kr)),
    colour: colourMatrix(standard, false),
    rotation,
    width: rotation % 180 === 0 ? across : height,
    height: rotation % 180 === 0 ? height : across,
  };
}

const RED: Rgb = [200, 40, 30];
const BLUE: Rgb = [20, 60, 180];
const GREEN: Rgb = [40, 170, 60];
const WHITE: Rgb = [255, 255, 255];

/** Stored: red | blue over green | white. */
const quarters = (x: number, y: number): Rgb => (y < 32 ? (x < 48 ? RED : BLUE) : x < 48 ? GREEN : WHITE);

function expectColour(actual: Rgb, expected: Rgb): void {
  for (const [channel, value] of expected.entries()) {
    expect(Math.abs((actual[channel] ?? Number.NaN) - value)).toBeLessThan(9);
  }
}

const whole = ({ width, height }: Picture) => ({ x: 0, y: 0, width, height });

describe("regionJpeg", () => {
  it.each(["bt601", "bt709", "bt2020"] as const)("keeps the colours of a %s picture", (standard) => {
    const of = picture(96, 64, quarters, { standard });
    const still = regionJpeg(of, whole(of), 320);
    const decoded = decodeJpeg(still.jpeg);
    expect([decoded.width, decoded.height]).toEqual([96, 64]);
    expectColour(decoded.rgbAt(20, 16), RED);
    expectColour(decoded.rgbAt(70, 16), BLUE);
    expectColour(decoded.rgbAt(20, 48), GREEN);
    expectColour(decoded.rgbAt(70, 48), WHITE);
  });

  it("shows the region and nothing else", () => {
    const of = picture(96, 64, quarters);
    const decoded = decodeJpeg(regionJpeg(of, { x: 50, y: 2, width: 40, height: 28 }, 320).jpeg);
    expect([decoded.width, decoded.height]).toEqual([40, 28]);
    for (const [x, y] of [
      [1, 1],
      [38, 26],
    ] as const)
      expectColour(decoded.rgbAt(x, y), BLUE);
  });

  it.each([
    [90, [GREEN, RED, WHITE, BLUE]],
    [180, [WHITE, GREEN, BLUE, RED]],
    [270, [BLUE, WHITE, RED, GREEN]],
  ] as const)("turns a picture by %i degrees as players do", (rotation, corners) => {
    const of = picture(96, 64, quarters, { rotation });
    const decoded = decodeJpeg(regionJpeg(of, whole(of), 320).jpeg);
    expect([decoded.width, decoded.height]).toEqual(rotation === 180 ? [96, 64] : [64, 96]);
    const [right, bottom] = [decoded.width - 8, decoded.height - 8];
    const places = [
      [8, 8],
      [right, 8],
      [8, bottom],
      [right, bottom],
    ] as const;
    for (const [at, [x, y]] of places.entries()) expectColour(decoded.rgbAt(x, y), corners[at] ?? WHITE);
  });

  it("stretches pixels that are not square", () => {
    const of = picture(96, 64, quarters, { scaleX: 1.5 });
    const decoded = decodeJpeg(regionJpeg(of, whole(of), 320).jpeg);
    expect([decoded.width, decoded.height]).toEqual([144, 64]);
    expectColour(decoded.rgbAt(60, 16), RED);
    expectColour(decoded.rgbAt(84, 16), BLUE);
  });

  it("gives the same bytes for the same picture, whatever came before", () => {
    const of = picture(96, 64, quarters);
    const first = regionJpeg(of, whole(of), 40);
    regionJpeg(of, { x: 3, y: 3, width: 21, height: 17 }, 320);
    expect(regionJpeg(of, whole(of), 40)).toEqual(first);
  });
});

describe("stillSize", () => {
  it("limits the longer side, and never enlarges", () => {
    expect(stillSize({ x: 0, y: 0, width: 1280, height: 720 }, 320)).toEqual({ width: 320, height: 180 });
    expect(stillSize({ x: 0, y: 0, width: 300, height: 900 }, 320)).toEqual({ width: 107, height: 320 });
    expect(stillSize({ x: 0, y: 0, width: 80, height: 61 }, 320)).toEqual({ width: 80, height: 61 });
    expect(stillSize({ x: 0, y: 0, width: 4000, height: 1 }, 320)).toEqual({ width: 320, height: 1 });
  });
});
