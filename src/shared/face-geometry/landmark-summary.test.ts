import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANDMARK_MEASURES, type MeasureName, measureOf, placeOf } from "./landmark-measures.ts";
import { summariseLandmarks } from "./landmark-summary.ts";
import type { Point } from "./points.ts";
import { madeUpFace, mirrored, posed } from "./testing/made-up-face.ts";

const upright = madeUpFace();
const within = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });

function summary(mesh: ArrayLike<number>): Float32Array {
  const values = summariseLandmarks(mesh);
  if (values === null) throw new Error("The made-up face was refused.");
  return values;
}

describe("summariseLandmarks", () => {
  it("tells the pose, and all other measures stay the same under rotation, scale and place", () => {
    const still = summary(upright);
    fc.assert(
      fc.property(within(80), within(60), within(120), (yaw, pitch, roll) => {
        const turned = summary(posed(upright, { yaw, pitch, roll }, 37, [90, 100, -20]));
        expect(measureOf(turned, "yaw")).toBeCloseTo(yaw, 3);
        expect(measureOf(turned, "pitch")).toBeCloseTo(pitch, 3);
        expect(measureOf(turned, "roll")).toBeCloseTo(roll, 3);
        for (const { name } of LANDMARK_MEASURES.slice(3)) {
          expect(measureOf(turned, name), name).toBeCloseTo(measureOf(still, name), 5);
        }
      }),
    );
  });

  it("swaps left and right, yaw and roll in a mirror", () => {
    const crooked = posed(upright, { yaw: 12, pitch: 5, roll: -7 });
    // The right brow and lip corner are moved, the left ones not.
    for (const index of [107, 66, 55, 65, 61]) crooked[3 * index + 1] = (crooked[3 * index + 1] ?? 0) - 0.05;
    const straight = summary(crooked);
    const mirror = summary(mirrored(crooked));
    expect(measureOf(straight, "innerBrowRight") - measureOf(straight, "innerBrowLeft")).toBeGreaterThan(
      0.04,
    );
    for (const { name } of LANDMARK_MEASURES) {
      const other = name.endsWith("Left") ? name.replace(/Left$/, "Right") : name.replace(/Right$/, "Left");
      const sign = name === "yaw" || name === "roll" ? -1 : 1;
      expect(measureOf(mirror, other as MeasureName), name).toBeCloseTo(sign * measureOf(straight, name), 5);
    }
  });

  const moves: [string, Parameters<typeof madeUpFace>[0], [MeasureName, number][]][] = [
    [
      "raised inner brows",
      { innerBrow: [0, -0.05, 0], browEnds: [0, -0.05, 0] },
      [
        ["innerBrowLeft", 0.05],
        ["innerBrowRight", 0.05],
      ],
    ],
    [
      "wider lips",
      { lipCorner: [0.1, 0, 0] },
      [
        ["lipCornerOutLeft", 0.1],
        ["mouthWidth", 0.2],
      ],
    ],
    [
      "an open mouth",
      { lowerLipInside: [0, 0.1, 0] },
      [
        ["lipsAperture", 0.1],
        ["lowerLipThickness", -0.1],
      ],
    ],
    ["a dropped jaw", { chinBottom: [0, 0.2, 0] }, [["jaw", -0.2]]],
    [
      "raised lower lids",
      { lowerLid: [0, -0.02, 0] },
      [
        ["lowerLidLeft", 0.02],
        ["upperLidLeft", 0],
      ],
    ],
    [
      "lips that stand out",
      { upperLipTop: [0, 0, -0.1], lowerLipBottom: [0, 0, -0.1] },
      [["lipProtrusion", 0.1]],
    ],
  ];
  it.each(moves)("measures %s in eye distances", (_, moved, expected) => {
    const still = summary(upright);
    const after = summary(madeUpFace(moved));
    for (const [name, change] of expected) {
      expect(measureOf(after, name) - measureOf(still, name), name).toBeCloseTo(change, 5);
    }
  });

  it("gives the eye aspect ratio as lid distance through corner distance", () => {
    // Corners 0.436 apart, lids 0.13.
    expect(measureOf(summary(upright), "eyeOpeningLeft")).toBeCloseTo(0.13 / Math.hypot(0.436, 0.008), 4);
  });

  it("refuses what is no mesh", () => {
    expect(summariseLandmarks(new Float32Array(3 * 468))).toBeNull();
    expect(summariseLandmarks(upright.slice(0, -3))).toBeNull();
    const damaged = Float64Array.from(upright);
    damaged[3 * 13 + 1] = Number.NaN;
    expect(summariseLandmarks(damaged)).toBeNull();
  });
});

describe("LANDMARK_MEASURES", () => {
  it("names each place once", () => {
    const names = LANDMARK_MEASURES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.map(placeOf)).toEqual(names.map((_, place) => place));
  });

  it("gives NaN for what a shorter, older summary lacks", () => {
    expect(measureOf([1, 2, 3], "jaw")).toBeNaN();
  });
});

// The origin of the mean face is not where the picture's is: measures must not depend on it.
const far: Point = [1e4, -1e4, 1e4];
it("does not lose precision far from the origin", () => {
  const near = summary(upright);
  const away = summary(posed(upright, { yaw: 0, pitch: 0, roll: 0 }, 40, far));
  expect(measureOf(away, "innerBrowLeft")).toBeCloseTo(measureOf(near, "innerBrowLeft"), 5);
});
