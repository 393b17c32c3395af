import { describe, expect, it } from "vitest";
import type { FaceBox } from "./face-box.ts";
import { claim } from "./match.ts";

const box = (x: number, size = 100): FaceBox => ({ x, y: 0, width: size, height: size, score: 0.8 });

describe("claim", () => {
  it("takes the nearest face of about the size", () => {
    const [near, far] = [box(20), box(80)];
    expect(claim([far, near], box(0), [], 1).own).toBe(near);
    expect(claim([box(0, 190)], box(0), [], 1).own).toBeNull();
  });

  it("leaves a face to the neighbour whom it fits better, though it is the only one", () => {
    expect(claim([box(90)], box(0), [box(100)], 1).own).toBeNull();
    expect(claim([box(90)], box(0), [], 1).own).toEqual(box(90));
  });

  it("gives two faces that stand close to their owners", () => {
    const [left, right] = [box(40), box(70)];
    expect(claim([left, right], box(30), [box(80)], 1).own).toBe(left);
    expect(claim([left, right], box(80), [box(30)], 1).own).toBe(right);
  });

  it("does not reach farther than asked", () => {
    expect(claim([box(120)], box(0), [], 1).own).toBeNull();
    expect(claim([box(120)], box(0), [], 1.5).own).toEqual(box(120));
  });

  it("tells faces that nobody expected, but no second box on an expected face", () => {
    const { own, strangers } = claim([box(0), box(30), box(150)], box(0), [], 1);
    expect(own).toEqual(box(0));
    expect(strangers).toEqual([box(150)]);
  });
});
