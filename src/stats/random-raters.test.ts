import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intraclassCorrelations } from "./intraclass.ts";
import { expectedRandomRaterInterval } from "./random-raters.ts";

const VARIANCES = { shared: 1.05, rater: 0.09, residual: 0.36 };
const width = (units: number, raters: number): number => {
  const { low, high } = expectedRandomRaterInterval(VARIANCES, units, raters);
  return high - low;
};

describe("expected interval of raters drawn from many", () => {
  it("is that of a table with these mean squares", () => {
    const table = [
      [1, 2, 4],
      [3, 3, 5],
      [6, 7, 7],
      [2, 4, 4],
    ];
    const result = intraclassCorrelations(table);
    if (result.values === null) throw new Error("no coefficients");
    const { msr, msc, mse } = result;
    const variances = { shared: (msr - mse) / 3, rater: (msc - mse) / 4, residual: mse };
    const interval = result.values.find(({ type }) => type === "ICC(2,1)")?.interval;
    const expected = expectedRandomRaterInterval(variances, 4, 3);
    expect(expected.low).toBeCloseTo(interval?.low ?? 0, 9);
    expect(expected.high).toBeCloseTo(interval?.high ?? 0, 9);
  });

  it("stays wide however many units are coded, and narrows with raters", () => {
    expect(width(1_000_000, 3)).toBeCloseTo(width(10_000_000, 3), 4);
    expect(width(1_000_000, 3)).toBeGreaterThan(0.15);
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 5000 }), fc.integer({ min: 2, max: 8 }), (units, raters) => {
        expect(width(units, raters + 1)).toBeLessThan(width(units, raters));
      }),
    );
  });

  it("has no width where raters agree in everything", () => {
    expect(expectedRandomRaterInterval({ shared: 1, rater: 0, residual: 0 }, 50, 3)).toEqual({
      low: 1,
      high: 1,
    });
  });
});
