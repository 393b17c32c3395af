import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headPoseOf, rotate, rotateBack, rotationFor } from "./rotation.ts";

const angle = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });

describe("headPoseOf", () => {
  it("reads the angles that a rotation was made of", () => {
    fc.assert(
      fc.property(angle(175), angle(85), angle(175), (yaw, pitch, roll) => {
        const pose = headPoseOf(rotationFor({ yaw, pitch, roll }));
        expect(pose.yaw).toBeCloseTo(yaw, 6);
        expect(pose.pitch).toBeCloseTo(pitch, 6);
        expect(pose.roll).toBeCloseTo(roll, 6);
      }),
    );
  });

  // The nose points to the camera: against z. The picture is not mirrored: the person's left is its right.
  const nose = [0, 0, -1] as const;
  const crown = [0, -1, 0] as const;

  it("counts turning to the person's left as positive yaw", () => {
    expect(rotate(rotationFor({ yaw: 30, pitch: 0, roll: 0 }), nose)[0]).toBeCloseTo(0.5);
  });

  it("counts looking up as positive pitch", () => {
    expect(rotate(rotationFor({ yaw: 0, pitch: 30, roll: 0 }), nose)[1]).toBeCloseTo(-0.5);
  });

  it("counts tilting to the person's left shoulder as positive roll", () => {
    expect(rotate(rotationFor({ yaw: 0, pitch: 0, roll: 30 }), crown)[0]).toBeCloseTo(0.5);
  });
});

describe("rotateBack", () => {
  it("undoes a rotation", () => {
    const rotation = rotationFor({ yaw: 40, pitch: -20, roll: 10 });
    const [x, y, z] = rotateBack(rotation, rotate(rotation, [1, 2, 3]));
    expect([x, y, z].map((value) => Number(value.toFixed(9)))).toEqual([1, 2, 3]);
  });
});
