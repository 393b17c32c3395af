import { describe, expect, it } from "vitest";
import { logBinomialTail } from "./distributions.ts";

describe("tail of a binomial count", () => {
  it("gives R's binom.test(9, 12, 0.5, 'greater')", () => {
    expect(Math.exp(logBinomialTail(9, 12, 0.5))).toBeCloseTo(0.072_998_046_875, 12);
  });

  it("exists where what is counted never or always happens", () => {
    expect(logBinomialTail(3, 5, 1)).toBe(0);
    expect(logBinomialTail(3, 5, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(logBinomialTail(0, 5, 0)).toBe(0);
  });

  it("keeps probabilities below the smallest double", () => {
    expect(logBinomialTail(2000, 2000, 0.5)).toBeCloseTo(2000 * Math.log(0.5), 6);
  });
});
