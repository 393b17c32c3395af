import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadLabels } from "./spread-labels.ts";

describe("spreadLabels", () => {
  it("leaves labels alone that are far enough apart", () => {
    expect(spreadLabels([5, 1, 3], { gap: 1, low: 0, high: 7 })).toEqual([5, 1, 3]);
  });

  it("moves labels apart in their order and away from the edges", () => {
    expect(spreadLabels([4, 4, 4], { gap: 1, low: 0, high: 7 })).toEqual([4, 5, 6]);
    expect(spreadLabels([7, 7], { gap: 1, low: 0, high: 7 })).toEqual([6, 7]);
  });

  it("keeps gap, bounds and order wherever there is room", () => {
    const positions = fc.array(fc.integer({ min: -20, max: 120 }), { maxLength: 10 });
    fc.assert(
      fc.property(positions, (values) => {
        const spread = spreadLabels(values, { gap: 10, low: 0, high: 100 });
        const sorted = spread.toSorted((a, b) => a - b);
        expect(spread.every((position) => position >= 0 && position <= 100)).toBe(true);
        for (const [index, position] of sorted.slice(1).entries()) {
          expect(position - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(10);
        }
        for (const [i, a] of values.entries()) {
          for (const [j, b] of values.entries()) {
            if (a < b) expect(spread[i]).toBeLessThan(spread[j] ?? 0);
          }
        }
      }),
    );
  });
});
