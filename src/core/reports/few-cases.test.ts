import { expect, test } from "vitest";
import { cohenKappa } from "../../stats/kappa.ts";
import { rocCurve } from "../../stats/roc.ts";
import { areaInterval, kappaInterval, whyNoWidth, whyNoWords, withWidth } from "./few-cases.ts";

function area(positive: readonly boolean[], scores: readonly number[]) {
  const roc = rocCurve(positive, scores);
  if (roc === null) throw new Error("Both kinds are there.");
  return areaInterval(roc);
}

test("an area of 1 or 0 has no interval, one between has", () => {
  expect(area([true, true, false, false], [4, 3, 2, 1])).toMatch(/variance after DeLong is 0/);
  expect(area([true, true, false, false], [1, 2, 3, 4])).toMatch(/variance after DeLong is 0/);
  expect(area([true, false, true, false], [4, 3, 2, 1])).toMatchObject({ low: expect.any(Number) });
  expect(area([true, false, false], [2, 3, 1])).toMatch(/two cases of either kind/);
});

test("an interval of kappa stays between −1 and 1 and is none where the standard error is 0", () => {
  const few = cohenKappa([
    [3, 1],
    [0, 2],
  ]);
  if (few.kappa === null) throw new Error("Both classes are there.");
  expect(few.interval.high).toBeGreaterThan(1);
  expect(kappaInterval(few)).toMatchObject({ high: 1 });
  const complete = cohenKappa([
    [3, 0],
    [0, 2],
  ]);
  if (complete.kappa === null) throw new Error("Both classes are there.");
  expect(kappaInterval(complete)).toMatch(/standard error is 0/);
});

test("a word needs 30 cases and an interval", () => {
  expect(whyNoWords(29, { low: 0.1, high: 0.2 })).toMatch(/Fewer than 30/);
  expect(whyNoWords(30, null)).toMatch(/Without an interval/);
  expect(whyNoWords(30, { low: 0.1, high: 0.2 })).toBeNull();
});

test("an interval without width is none, but for rounding", () => {
  expect(withWidth({ low: 1, high: 1 })).toBeNull();
  expect(withWidth({ low: 0.3, high: 0.3 + 1e-16 })).toBeNull();
  expect(withWidth({ low: 0.3, high: 0.31 })).toEqual({ low: 0.3, high: 0.31 });
  expect(whyNoWidth({ low: 1, high: 1 }, "not asked for")).toMatch(/same value/);
  expect(whyNoWidth(null, "not asked for")).toBe("not asked for");
});
