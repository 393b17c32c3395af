import { describe, expect, it } from "vitest";
import {
  choiceSince,
  insidePicture,
  LEAST_SHARE,
  regionAfterKey,
  regionAround,
  regionBetween,
  usedRegion,
} from "./region-math.ts";

const REGION = { x: 0.2, y: 0.3, width: 0.4, height: 0.5 };

describe("regionBetween", () => {
  it("is the same from every corner", () => {
    const from = regionBetween({ x: 0.2, y: 0.3 }, { x: 0.6, y: 0.8 });
    expect(from).toEqual(REGION);
    expect(regionBetween({ x: 0.6, y: 0.3 }, { x: 0.2, y: 0.8 })).toEqual(from);
  });

  it("ends at the picture's edges", () => {
    expect(regionBetween({ x: -0.5, y: 0.5 }, { x: 2, y: 2 })).toEqual({
      x: 0,
      y: 0.5,
      width: 1,
      height: 0.5,
    });
  });

  it("has a least size where nothing was dragged", () => {
    expect(regionBetween({ x: 1, y: 1 }, { x: 1, y: 1 })).toEqual({
      x: 1 - LEAST_SHARE,
      y: 1 - LEAST_SHARE,
      width: LEAST_SHARE,
      height: LEAST_SHARE,
    });
  });
});

describe("regionAround", () => {
  it("leaves room around a face in shares of the picture", () => {
    const box = { x: 400, y: 200, width: 100, height: 100 };
    expect(regionAround(box, { width: 1_000, height: 500 })).toEqual({
      x: 0.35,
      y: 0.3,
      width: 0.2,
      height: 0.4,
    });
  });

  it("is cut at the edge and not moved away from the face", () => {
    expect(regionAround({ x: 0, y: 0, width: 100, height: 100 }, { width: 1_000, height: 1_000 })).toEqual({
      x: 0,
      y: 0,
      width: 0.15,
      height: 0.15,
    });
  });
});

describe("regionAfterKey", () => {
  it("moves with the arrows and stays inside", () => {
    expect(regionAfterKey(REGION, "ArrowLeft", false)).toEqual({ ...REGION, x: 0.19 });
    expect(regionAfterKey({ ...REGION, x: 0 }, "ArrowLeft", false)).toEqual({ ...REGION, x: 0 });
  });

  it("changes the size with Shift, at its right and lower edges", () => {
    expect(regionAfterKey(REGION, "ArrowRight", true)).toEqual({ ...REGION, width: 0.41 });
    expect(regionAfterKey(REGION, "ArrowUp", true)).toEqual({ ...REGION, height: 0.49 });
    expect(regionAfterKey({ ...REGION, width: 0.8 }, "ArrowRight", true)).toEqual({ ...REGION, width: 0.8 });
  });

  it("leaves other keys alone", () => {
    expect(regionAfterKey(REGION, "Tab", false)).toBeNull();
  });
});

describe("insidePicture", () => {
  it("rounds to what is stored", () => {
    expect(insidePicture({ x: 1 / 3, y: 0, width: 1 / 3, height: 1 })).toEqual({
      x: 0.3333,
      y: 0,
      width: 0.3333,
      height: 1,
    });
  });
});

describe("what a run was made with", () => {
  it("is the region of its parameters, or the largest face", () => {
    expect(usedRegion({ kind: "region", ...REGION })).toEqual(REGION);
    expect(usedRegion({ kind: "largest" })).toBeNull();
    expect(usedRegion(undefined)).toBeNull();
  });

  it("is told from a choice made since", () => {
    expect(choiceSince(null, null)).toBeNull();
    expect(choiceSince(REGION, REGION)).toBeNull();
    expect(choiceSince(null, REGION)).toBe("next: a marked region");
    expect(choiceSince(REGION, { ...REGION, x: 0.5 })).toBe("next: another region");
    expect(choiceSince(REGION, null)).toBe("next: the largest face");
  });
});
