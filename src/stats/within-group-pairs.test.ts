import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rocOfCounts } from "./roc.ts";
import { areaWithin, withinGroupPairs } from "./within-group-pairs.ts";

/** Groups of rows [has the label, score], one cell each. */
function within(groups: readonly (readonly (readonly [number, number])[])[]): number | null {
  const rows = groups.flat();
  const ends = groups.map((_, i) => groups.slice(0, i + 1).reduce((sum, group) => sum + group.length, 0));
  return areaWithin(
    withinGroupPairs(
      Int32Array.of(0, ...ends),
      Float64Array.from(rows, ([y]) => y),
      new Float64Array(rows.length).fill(1),
      Float64Array.from(rows, ([, score]) => score),
    ),
  );
}

const row = fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 9 }));
const groups = fc.array(fc.array(row, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });

describe("the area within groups", () => {
  it("counts the pairs of each group, and ties one half", () => {
    // Group 1: 2 x 1 pairs, both won; group 2: 1 x 2 pairs, one lost, one tied.
    const one = [
      [1, 5],
      [1, 4],
      [0, 3],
    ] as const;
    const two = [
      [1, 1],
      [0, 1],
      [0, 2],
    ] as const;
    expect(within([one, two])).toBe(2.5 / 4);
  });

  it("is .5 for scores that tell groups apart alone, where the pooled area lies far off", () => {
    const rare = [
      [1, 9],
      [0, 9],
      [0, 9],
      [0, 9],
    ] as const;
    const often = [
      [1, 2],
      [1, 2],
      [1, 2],
      [0, 2],
    ] as const;
    expect(within([rare, often])).toBe(0.5);
    const rows = [...rare, ...often];
    const pooled = rocOfCounts(
      rows.map(([y]) => y),
      null,
      rows.map(([, score]) => score),
    );
    expect(pooled?.auc).toBe(0.25);
  });

  it("has no value without a group that holds both kinds", () => {
    expect(
      within([
        [[1, 5]],
        [
          [0, 3],
          [0, 4],
        ],
      ]),
    ).toBeNull();
  });

  it("is the area of all rows with one group", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const whole = rocOfCounts(
          rows.map(([y]) => y),
          null,
          rows.map(([, score]) => score),
        );
        const area = within([rows]);
        if (whole === null) expect(area).toBeNull();
        else expect(area).toBeCloseTo(whole.auc, 12);
      }),
    );
  });

  it("does not change where scores of a whole group move, nor with the order of groups", () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: -50, max: 50 }), (all, shift) => {
        const area = within(all);
        const moved = all.map((group, i) => group.map(([y, score]) => [y, score + i * shift] as const));
        for (const other of [within(moved), within(all.toReversed())])
          if (area === null) expect(other).toBeNull();
          else expect(other).toBeCloseTo(area, 12);
      }),
    );
  });
});
