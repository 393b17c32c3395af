import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTION_UNITS, type ActionUnit, AUS } from "./action-unit-table.ts";
import { estimateActionUnits } from "./action-units.ts";
import { placeOf } from "./landmark-measures.ts";
import { summariseLandmarks } from "./landmark-summary.ts";
import { madeUpFace, posed } from "./testing/made-up-face.ts";

const neutral = summariseLandmarks(madeUpFace()) as Float32Array;

function estimates(moves: Parameters<typeof madeUpFace>[0]): Map<ActionUnit, number> {
  const values = estimateActionUnits(summariseLandmarks(madeUpFace(moves)) as Float32Array, neutral);
  if (values === null) throw new Error("No estimates.");
  return new Map(AUS.map((au, place) => [au, values[place] ?? Number.NaN]));
}

describe("estimateActionUnits", () => {
  it("gives 0 for every unit of the neutral face", () => {
    expect([...(estimateActionUnits(neutral, neutral) ?? [])]).toEqual(AUS.map(() => 0));
  });

  const shown: [string, Parameters<typeof madeUpFace>[0], ActionUnit[], ActionUnit[]][] = [
    [
      "raised brows",
      { innerBrow: [0, -0.05, 0], browEnds: [0, -0.05, 0], outerBrow: [0, -0.05, 0] },
      [1, 2],
      [4, 9],
    ],
    ["lowered, drawn brows", { innerBrow: [-0.02, 0.05, 0], browEnds: [-0.02, 0.05, 0] }, [4], [1, 2, 9]],
    ["wide eyes", { upperLid: [0, -0.04, 0] }, [5], [7, 43]],
    ["closed eyes", { upperLid: [0, 0.08, 0] }, [43], [5, 7]],
    [
      "a smile",
      {
        lipCorner: [0.15, -0.1, 0.16],
        upperLipTop: [0, -0.05, 0],
        lipPeak: [0, -0.05, 0],
        nasolabial: [0, -0.09, 0],
        cheek: [0, -0.08, 0],
        lowerLid: [0, -0.016, 0],
        noseWing: [0, -0.07, 0],
      },
      [6, 12],
      [1, 2, 5, 9, 10, 11, 14, 15, 17, 20, 23, 24, 28],
    ],
    ["lowered lip corners", { lipCorner: [0, 0.05, 0] }, [15], [12, 10, 20]],
    [
      "a sneer",
      {
        noseWing: [0, -0.08, 0],
        innerBrow: [0, 0.04, 0],
        browEnds: [0, 0.04, 0],
        lipPeak: [0, -0.07, 0],
        upperLipTop: [0, -0.07, 0],
      },
      [9, 10],
      [1, 12],
    ],
    [
      "an open mouth",
      {
        lowerLipInside: [0, 0.2, 0],
        lowerLipBottom: [0, 0.2, 0],
        chinFront: [0, 0.2, 0],
        chinBottom: [0, 0.2, 0],
      },
      [25, 26],
      [12, 17, 24],
    ],
    ["stretched lips", { lipCorner: [0.12, 0.01, 0.12] }, [20], [12, 14]],
    ["lips sucked in", { upperLipTop: [0, 0.08, 0.06], lowerLipBottom: [0, -0.08, 0.06] }, [28], [12, 26]],
  ];
  it.each(shown)("sees %s", (_, moves, present, absent) => {
    const values = estimates(moves);
    for (const au of present) expect(values.get(au), `AU ${au}`).toBeGreaterThan(0.4);
    for (const au of absent) expect(values.get(au), `AU ${au}`).toBeLessThan(0.1);
  });

  it("never falls as a movement grows, and stays within 0 and 1", () => {
    const amount = fc.double({ min: 0, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const smile = (by: number) => estimates({ lipCorner: [by, -by, by] }).get(12) ?? Number.NaN;
        expect(smile(less)).toBeLessThanOrEqual(smile(more));
        expect(smile(more)).toBeLessThanOrEqual(1);
        const raise = (by: number) =>
          estimates({ innerBrow: [0, -by, 0], browEnds: [0, -by, 0] }).get(1) ?? Number.NaN;
        expect(raise(less)).toBeLessThanOrEqual(raise(more));
        expect(raise(less)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("is the same for a turned head, up to the limits", () => {
    const smile = madeUpFace({ lipCorner: [0.15, -0.1, 0.15] });
    const turned = (yaw: number, pitch = 0, roll = 0) =>
      estimateActionUnits(
        summariseLandmarks(posed(smile, { yaw, pitch, roll }, 50)) as Float32Array,
        neutral,
      );
    expect(turned(30, -20, 35)?.[AUS.indexOf(12)]).toBeCloseTo(turned(0)?.[AUS.indexOf(12)] ?? Number.NaN, 4);
    for (const beyond of [turned(36), turned(-36), turned(0, 26), turned(0, -26), turned(0, 0, 41)]) {
      expect(beyond).toBeNull();
    }
  });

  it("gives nothing where a value is missing, in the sample or in the neutral face", () => {
    const damaged = Float32Array.from(neutral);
    damaged[placeOf("jaw")] = Number.NaN;
    expect(estimateActionUnits(damaged, neutral)).toBeNull();
    expect(estimateActionUnits(neutral, damaged)).toBeNull();
    expect(estimateActionUnits([], neutral)).toBeNull();
  });
});

describe("ACTION_UNITS", () => {
  it("defines each of the twenty with a scale above its dead zone", () => {
    expect(AUS.length).toBe(20);
    for (const au of AUS) {
      for (const { deadZone, full, terms } of ACTION_UNITS[au].parts) {
        expect(deadZone, `AU ${au}`).toBeGreaterThan(0);
        expect(full, `AU ${au}`).toBeGreaterThan(deadZone);
        expect(terms.length, `AU ${au}`).toBeGreaterThan(0);
      }
    }
  });
});
