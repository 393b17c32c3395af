import { describe, expect, it } from "vitest";
import { formatCount, formatP, formatR, formatShare } from "./statistic-text.ts";

describe("statistics in print", () => {
  it.each([
    [0.2532, ".25"],
    [-0.083, "−.08"],
    [1, "1.00"],
    [0.999, "1.00"],
    [-0.001, ".00"],
    [-1, "−1.00"],
  ])("prints r = %d as %s", (r, text) => expect(formatR(r)).toBe(text));

  it.each([
    [0.0436, ".044"],
    [0.001, ".001"],
    [0.00099, "< .001"],
    [0, "< .001"],
    [1, "1.000"],
    [0.0496, ".0496"],
    [0.04999, ".04999"],
    [0.0494, ".049"],
    [0.05, ".050"],
  ])("prints p = %d as %s", (p, text) => expect(formatP(p)).toBe(text));

  it.each([
    [0, "0%"],
    [0.001, "< 1%"],
    [0.315, "32%"],
    [1, "100%"],
  ])("prints a share of %d as %s", (share, text) => expect(formatShare(share)).toBe(text));

  it("sets thousands apart", () => expect(formatCount(11960)).toBe("11,960"));
});
