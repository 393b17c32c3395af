import { describe, expect, it } from "vitest";
import { between, edgeShift, type FaceBox, intersectionOverUnion, squareAround } from "./face-box.ts";

const box = (x: number, y: number, width: number, height: number, score = 0.8): FaceBox => ({
  x,
  y,
  width,
  height,
  score,
});

describe("squareAround", () => {
  it("is centred, its side a multiple of the longer side", () => {
    expect(squareAround(box(10, 20, 40, 50), 1.3)).toEqual({ x: 30 - 32.5, y: 45 - 32.5, side: 65 });
  });

  it("moves up by a share of the height", () => {
    expect(squareAround(box(0, 0, 100, 100), 1.25, 0.08)).toEqual({ x: -12.5, y: -20.5, side: 125 });
  });
});

describe("intersectionOverUnion", () => {
  it("is 1 for the same box, 0 without a shared area, a third for halves that overlap by half", () => {
    expect(intersectionOverUnion(box(0, 0, 10, 10), box(0, 0, 10, 10))).toBe(1);
    expect(intersectionOverUnion(box(0, 0, 10, 10), box(10, 0, 10, 10))).toBe(0);
    expect(intersectionOverUnion(box(0, 0, 10, 10), box(5, 0, 10, 10))).toBeCloseTo(1 / 3);
  });
});

describe("edgeShift", () => {
  it("counts growing as well as moving", () => {
    expect(edgeShift(box(0, 0, 100, 100), box(0, 0, 130, 100))).toBeCloseTo(0.3);
    expect(edgeShift(box(0, 0, 100, 100), box(-20, 0, 100, 100))).toBeCloseTo(0.2);
  });
});

describe("between", () => {
  it("gives the ends and the middle of the way", () => {
    const [a, b] = [box(0, 0, 10, 20, 0.6), box(10, 20, 30, 40, 0.8)];
    expect(between(a, b, 0)).toEqual(a);
    expect(between(a, b, 1)).toEqual(b);
    expect(between(a, b, 0.5)).toEqual(box(5, 10, 20, 30, 0.7));
  });
});
