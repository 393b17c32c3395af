import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STABLE_POINTS } from "./mean-face.ts";
import type { Point } from "./points.ts";
import { headPoseOf, rotate, rotationFor } from "./rotation.ts";
import { fitSimilarity, toSource } from "./similarity-fit.ts";

const source = STABLE_POINTS.map(({ place }) => place);
const within = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });

describe("fitSimilarity", () => {
  it("finds the rotation, scale and place that points were given", () => {
    fc.assert(
      fc.property(within(170), within(80), within(170), within(500), (yaw, pitch, roll, shift) => {
        const scale = 40;
        const rotation = rotationFor({ yaw, pitch, roll });
        const target = source.map((point): Point => {
          const [x, y, z] = rotate(rotation, point);
          return [scale * x + shift, scale * y - shift, scale * z + 7];
        });
        const fit = fitSimilarity(source, target);
        expect(fit?.scale).toBeCloseTo(scale, 6);
        expect(fit?.error).toBeCloseTo(0, 6);
        const pose = fit && headPoseOf(fit.rotation);
        expect(pose?.yaw).toBeCloseTo(yaw, 5);
        expect(pose?.pitch).toBeCloseTo(pitch, 5);
        expect(pose?.roll).toBeCloseTo(roll, 5);
        if (fit) {
          const back = toSource(fit, target[3] as Point);
          back.forEach((value, axis) => {
            expect(value).toBeCloseTo(source[3]?.[axis] ?? Number.NaN, 6);
          });
        }
      }),
    );
  });

  it("takes the middle way between noisy points", () => {
    const target = source.map(([x, y, z], i): Point => [x + (i % 2 ? 0.02 : -0.02), y, z]);
    const fit = fitSimilarity(source, target);
    expect(fit?.error).toBeGreaterThan(0.01);
    expect(fit?.error).toBeLessThanOrEqual(0.02);
  });

  it("refuses missing values and points without extent", () => {
    const missing = source.map((point, i): Point => (i === 4 ? [Number.NaN, 0, 0] : point));
    expect(fitSimilarity(source, missing)).toBeNull();
    expect(
      fitSimilarity(
        source,
        source.map((): Point => [3, 3, 3]),
      ),
    ).toBeNull();
  });
});
