import fc from "fast-check";
import { expect, test } from "vitest";
import { detectableR, smallestSignificantR } from "./correlation-power.ts";
import { groupingOf } from "./grouping.ts";
import { fitLinearMixed } from "./linear-mixed.ts";
import { normalEllipse } from "./normal-ellipse.ts";
import { quadraticTrend } from "./quadratic-trend.ts";
import { rankSumTest } from "./rank-sum.ts";

// Hollander & Wolfe 1973, p. 69 f.: permeability of the placenta, as in R's help page of wilcox.test.
const TERM = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
const EARLY = [1.15, 0.88, 0.9, 0.74, 1.21];

test("Mann-Whitney test: the textbook example, exact", () => {
  const result = rankSumTest(TERM, EARLY);
  // wilcox.test(TERM, EARLY): W = 35, two-sided p = 0.2544122544122544
  expect(result).toMatchObject({ n: [10, 5], u: 35, exact: true });
  expect(result?.p).toBeCloseTo(0.2544122544122544, 12);
});

test("Mann-Whitney test with ties: all divisions are counted", () => {
  // Of the 10 divisions of 1, 2, 2, 2, 3 into two and three, {1, 2} (three times) and {2, 3} (three times) and {1, 3}.
  const result = rankSumTest([1, 2], [2, 2, 3]);
  expect(result?.u).toBe(1);
  expect(result?.p).toBeCloseTo(0.6, 12);
  expect(rankSumTest([2, 2], [2, 2])).toBeNull();
  expect(rankSumTest([], [1, 2])).toBeNull();
});

test("Mann-Whitney test of large samples: R's normal approximation", () => {
  const first = Array.from({ length: 80 }, (_, i) => (i * 7) % 23);
  const second = Array.from({ length: 70 }, (_, i) => (i * 11) % 29);
  const result = rankSumTest(first, second);
  expect(result?.exact).toBe(false);
  expect(result?.u).toBe(LARGE_W);
  expect(result?.p).toBeCloseTo(LARGE_P, 10);
});
// wilcox.test((0:79 * 7) %% 23, (0:69 * 11) %% 29)
const LARGE_W = 2255.5;
const LARGE_P = 0.0402867199721354;

const small = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 8 });

test("Mann-Whitney test: order, names of the samples and monotone changes do not matter", () => {
  fc.assert(
    fc.property(small, small, (first, second) => {
      const result = rankSumTest(first, second);
      if (result === null) return;
      expect(rankSumTest(first.toReversed(), second.toReversed())).toEqual(result);
      const grown = rankSumTest(
        first.map((value) => Math.exp(value)),
        second.map((value) => Math.exp(value)),
      );
      expect(grown).toEqual(result);
      const swapped = rankSumTest(second, first);
      expect(swapped?.p).toBeCloseTo(result.p, 12);
      expect((swapped?.u ?? 0) + result.u).toBeCloseTo(first.length * second.length, 12);
      expect(result.p).toBeGreaterThan(0);
      expect(result.p).toBeLessThanOrEqual(1);
    }),
  );
});

test("correlations that 17 and 23 patients can show", () => {
  expect(smallestSignificantR(17)).toBeCloseTo(0.482146, 6);
  expect(smallestSignificantR(23)).toBeCloseTo(0.413247, 6);
  // The article's power note: 23 patients, r > .55.
  expect(detectableR(23)).toBeCloseTo(0.5556, 3);
  expect(smallestSignificantR(2)).toBeNull();
  expect(detectableR(3)).toBeNull();
});

test("line and parabola: R's lm", () => {
  const x = [0.1, 0.2, 0.25, 0.3, 0.45, 0.6];
  const y = [-2, 1, 3, 2.5, 0.5, -3];
  const trend = quadraticTrend(x, y);
  expect(trend?.linear.coefficients[0]).toBeCloseTo(LM.line[0] ?? 0, 9);
  expect(trend?.linear.coefficients[1]).toBeCloseTo(LM.line[1] ?? 0, 9);
  expect(trend?.linear.p).toBeCloseTo(LM.lineP, 9);
  for (const [i, value] of LM.parabola.entries())
    expect(trend?.quadratic?.coefficients[i]).toBeCloseTo(value, 8);
  expect(trend?.quadratic?.p).toBeCloseTo(LM.parabolaP, 9);
  expect(trend?.quadratic?.rSquared).toBeCloseTo(LM.parabolaR2, 9);
  expect(trend?.turn?.highest).toBe(true);
  expect(quadraticTrend([1, 2], [1, 2])).toBeNull();
  expect(quadraticTrend([1, 1, 1], [1, 2, 3])).toBeNull();
  expect(quadraticTrend([0, 1, 0, 1], [1, 2, 3, 5])?.quadratic).toBeNull();
});
const LM = {
  line: [1.70663265306123, -4.33673469387756],
  lineP: 0.5277841218236,
  parabola: [-6.20694675540767, 53.04492512479208, -80.4492512479202],
  parabolaP: 0.00902569361447697,
  parabolaR2: 0.93247886470526,
};

test("every point of the ellipse is as far from the middle, measured in the points' own spread", () => {
  const x = [1, 2, 4, 7, 3, 5];
  const y = [2, 1, 6, 5, 2, 8];
  const line = normalEllipse(x, y, 0.5) ?? [];
  // cov(cbind(x, y)) in R
  const [a, b, d] = [14 / 3, 4.2, 7.6];
  const det = a * d - b * b;
  for (const point of line) {
    const [u, v] = [point.x - 11 / 3, point.y - 4];
    expect((d * u * u - 2 * b * u * v + a * v * v) / det).toBeCloseTo(2 * Math.LN2, 10);
  }
  expect(line.at(0)).toEqual(line.at(-1));
  expect(normalEllipse([1, 2], [1, 2], 0.5)).toBeNull();
  expect(normalEllipse([1, 1, 1], [1, 2, 3], 0.5)).toBeNull();
});

test("a contrast of fixed effects is the effect of the model with the other reference", () => {
  const patient = Array.from({ length: 60 }, (_, i) => `P${i % 9}`);
  const y = patient.map((name, i) => Math.sin(i * 5.3) + Number(name.slice(1)) / 4);
  const group = (g: number): number[] => patient.map((name) => Number(Number(name.slice(1)) % 3 === g));
  const groups = [groupingOf(patient)];
  const cells = fitLinearMixed(
    { y, columns: [0, 1, 2].map(group), groups },
    { reml: true, contrasts: [[1, -1, 0]] },
  );
  const reference = fitLinearMixed(
    { y, columns: [patient.map(() => 1), group(0), group(2)], groups },
    { reml: true },
  );
  const [contrast] = cells.contrasts;
  expect(contrast?.estimate).toBeCloseTo(reference.fixed[1]?.estimate ?? 0, 6);
  expect(contrast?.se).toBeCloseTo(reference.fixed[1]?.se ?? 0, 6);
  expect(contrast?.df).toBeCloseTo(reference.fixed[1]?.df ?? 0, 2);
});
