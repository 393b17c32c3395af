import { describe, expect, it } from "vitest";
import { displayedSize, rotationOf, stretch } from "./display.ts";

function matrix(a: number, b: number, c: number, d: number): Buffer {
  const bytes = Buffer.alloc(36);
  for (const [place, value] of [
    [0, a],
    [4, b],
    [12, c],
    [16, d],
  ] as const) {
    bytes.writeInt32LE(value * 65_536, place);
  }
  return bytes;
}

describe("rotationOf", () => {
  it("reads the clockwise quarter turns that telephones write", () => {
    expect(rotationOf(matrix(1, 0, 0, 1))).toBe(0);
    expect(rotationOf(matrix(0, 1, -1, 0))).toBe(90);
    expect(rotationOf(matrix(-1, 0, 0, -1))).toBe(180);
    expect(rotationOf(matrix(0, -1, 1, 0))).toBe(270);
  });

  it("takes a matrix that is cut off for no rotation", () => {
    expect(rotationOf(Buffer.alloc(4))).toBe(0);
  });
});

describe("displayedSize", () => {
  it("turns after stretching to square pixels", () => {
    const anamorphic = stretch({ num: 64, den: 45 });
    expect(displayedSize({ rotation: 0, ...anamorphic }, 720, 576)).toEqual({ width: 1024, height: 576 });
    expect(displayedSize({ rotation: 90, ...anamorphic }, 720, 576)).toEqual({ width: 576, height: 1024 });
  });

  it("makes narrow pixels taller instead of losing columns, and unknown ones square", () => {
    expect(displayedSize({ rotation: 0, ...stretch({ num: 8, den: 9 }) }, 720, 480)).toEqual({
      width: 720,
      height: 540,
    });
    expect(stretch({ num: 0, den: 1 })).toEqual({ scaleX: 1, scaleY: 1 });
  });
});
