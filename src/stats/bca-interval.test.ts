import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bcaInterval } from "./bca-interval.ts";
import { percentileInterval } from "./percentile-interval.ts";

const values = Array.from({ length: 999 }, (_, i) => i + 1);

describe("interval corrected for bias and acceleration", () => {
  it("is the percentile interval where there is neither", () => {
    const plain = percentileInterval(values);
    const corrected = bcaInterval(values, 500, [1, 2, 3, 4, 5]);
    expect(corrected?.low).toBeCloseTo(plain?.low ?? 0, 6);
    expect(corrected?.high).toBeCloseTo(plain?.high ?? 0, 6);
    expect(corrected).toMatchObject({ se: plain?.se, replicates: 999 });
  });

  it("takes the quantiles of Efron's formula", () => {
    // In R: z0 <- qnorm(599 / 999); d <- 3 - c(1, 2, 6); a <- sum(d^3) / (6 * sum(d^2)^1.5); z <- qnorm(c(.025, .975));
    // pnorm(z0 + (z0 + z) / (1 - a * (z0 + z))) gives 0.0505 and 0.9866.
    const corrected = bcaInterval(values, 599.5, [1, 2, 6]);
    expect(corrected?.low).toBeCloseTo(1 + 998 * 0.05045581455, 1);
    expect(corrected?.high).toBeCloseTo(1 + 998 * 0.986647897031, 1);
  });

  it("moves up where the resamples lie below the value, and stays within them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 }),
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (replicates, value, left) => {
          const interval = bcaInterval(replicates, value, left);
          if (interval === null) throw new Error("no interval");
          expect(interval.low).toBeLessThanOrEqual(interval.high);
          expect(interval.low).toBeGreaterThanOrEqual(Math.min(...replicates));
          expect(interval.high).toBeLessThanOrEqual(Math.max(...replicates));
          const above = bcaInterval(replicates, value + 0.1, left);
          expect(above?.low).toBeGreaterThanOrEqual(interval.low);
        },
      ),
    );
  });

  it("has no width where every resample gives the value, and none below two values", () => {
    expect(bcaInterval([1, 1, 1, null], 1, [1, 1])).toMatchObject({ low: 1, high: 1, replicates: 3 });
    expect(bcaInterval([1, null], 1, [1, 1])).toBeNull();
  });
});
