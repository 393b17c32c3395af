import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLabels } from "./label-spread.ts";

test("labels with room stay where they are", () => {
  expect(spreadLabels([100, 10, 50], 14, 200)).toEqual([100, 10, 50]);
});

test("labels in one place spread evenly around it", () => {
  expect(spreadLabels([50, 50, 50], 10, 200)).toEqual([40, 50, 60]);
});

test("labels keep their order, their gap and the strip's edges", () => {
  const wishes = fc.array(fc.double({ min: 0, max: 150, noNaN: true }), { maxLength: 9 });
  fc.assert(
    fc.property(wishes, (wanted) => {
      const placed = spreadLabels(wanted, 14, 150);
      const sorted = placed
        .map((at, index) => ({ at, wish: wanted[index] ?? 0 }))
        .sort((a, b) => a.at - b.at);
      for (const [index, label] of sorted.entries()) {
        expect(label.at).toBeGreaterThanOrEqual(-1e-9);
        expect(label.at).toBeLessThanOrEqual(150 + 1e-9);
        const before = sorted[index - 1];
        if (!before) continue;
        expect(label.at - before.at).toBeGreaterThanOrEqual(14 - 1e-6);
        expect(label.wish).toBeGreaterThanOrEqual(before.wish);
      }
    }),
  );
});
