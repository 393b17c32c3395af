import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rocCurve } from "./roc.ts";
import { rankedCases, weightedAuc } from "./weighted-auc.ts";

const cases = fc.array(
  fc.record({
    part: fc.integer({ min: 0, max: 3 }),
    positive: fc.boolean(),
    score: fc.integer({ min: 0, max: 6 }),
  }),
  { maxLength: 25 },
);
const weights = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 3 })));

describe("area under the curve of parts drawn", () => {
  it("is that of the cases written out as often as their part was drawn", () => {
    fc.assert(
      fc.property(cases, weights, (list, drawn) => {
        const ranked = rankedCases(
          list.map(({ part }) => part),
          list.map(({ positive }) => positive),
          list.map(({ score }) => score),
        );
        const written = list.flatMap((row) => Array.from({ length: drawn[row.part] ?? 0 }, () => row));
        const expected = rocCurve(
          written.map(({ positive }) => positive),
          written.map(({ score }) => score),
        );
        const area = weightedAuc(ranked, Int32Array.from(drawn));
        if (expected === null) expect(area).toBeNull();
        else expect(area).toBeCloseTo(expected.auc, 12);
      }),
    );
  });

  it("has no value without cases", () => {
    expect(weightedAuc(rankedCases([], [], []), Int32Array.of(1))).toBeNull();
  });
});
