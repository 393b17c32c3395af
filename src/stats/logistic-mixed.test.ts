import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gaussHermite } from "./gauss-hermite.ts";
import { groupingOf } from "./grouping.ts";
import { leaveOneGroupOut } from "./leave-one-group-out.ts";
import { type LogisticMixedInput, logisticDesign, prepareLogistic } from "./logistic-design.ts";
import { fitLogisticMixed, logisticLogLikelihood } from "./logistic-mixed.ts";
import { logisticMixedLikelihood } from "./logistic-mixed-likelihood.ts";

interface Row {
  readonly group: number;
  readonly x: number;
  readonly y: boolean;
}

/** Rows of five groups with coarse values, so that equal rows occur; every group has some of both kinds. */
const samples: fc.Arbitrary<Row[]> = fc
  .array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 60,
    maxLength: 90,
  })
  .map((pairs) =>
    pairs.map(([x, chance], i) => ({
      group: i % 5,
      x,
      y: chance < 1 / (1 + Math.exp(0.4 * x - 0.5 + 0.3 * (i % 5))),
    })),
  )
  .filter((rows) =>
    [0, 1, 2, 3, 4].every(
      (g) => new Set(rows.filter(({ group }) => group === g).map(({ y }) => y)).size === 2,
    ),
  )
  .filter((rows) => new Set(rows.map(({ x }) => x)).size > 2);

function inputOf(
  rows: readonly Row[],
  change: Partial<Record<"x", (x: number) => number>> = {},
): LogisticMixedInput {
  return {
    y: rows.map(({ y }) => Number(y)),
    predictors: [rows.map(({ x }) => (change.x ?? ((v: number) => v))(x))],
    group: groupingOf(rows.map(({ group }) => `g${group}`)),
  };
}

const fitOf = (input: LogisticMixedInput, nodes = 1) => fitLogisticMixed(prepareLogistic(input), nodes);
/** Always the same samples: a likelihood with two maxima would be a different question. */
const runs = { numRuns: 25, seed: 7 };

describe("logistic mixed model", () => {
  it("does not care about the order of rows or the names of groups", () => {
    fc.assert(
      fc.property(samples, (rows) => {
        const plain = fitOf(inputOf(rows));
        const turned = fitOf({
          ...inputOf(rows.toReversed()),
          group: groupingOf(rows.toReversed().map(({ group }) => `named ${9 - group}`)),
        });
        expect(turned.logLikelihood).toBeCloseTo(plain.logLikelihood, 8);
        expect(turned.fixed[1]?.estimate).toBeCloseTo(plain.fixed[1]?.estimate ?? 0, 5);
        expect(turned.sd).toBeCloseTo(plain.sd, 3);
      }),
      runs,
    );
  });

  it("follows the unit and the origin of a predictor", () => {
    fc.assert(
      fc.property(samples, (rows) => {
        const plain = fitOf(inputOf(rows));
        const scaled = fitOf(inputOf(rows, { x: (x) => 1000 * x - 7 }));
        expect(scaled.logLikelihood).toBeCloseTo(plain.logLikelihood, 8);
        expect(1000 * (scaled.fixed[1]?.estimate ?? 0)).toBeCloseTo(plain.fixed[1]?.estimate ?? 0, 5);
        expect(1000 * (scaled.fixed[1]?.se ?? 0)).toBeCloseTo(plain.fixed[1]?.se ?? 0, 4);
      }),
      runs,
    );
  });

  it("turns its signs when the label is swapped", () => {
    fc.assert(
      fc.property(samples, (rows) => {
        const plain = fitOf(inputOf(rows));
        const swapped = fitOf(inputOf(rows.map((row) => ({ ...row, y: !row.y }))));
        expect(swapped.logLikelihood).toBeCloseTo(plain.logLikelihood, 8);
        expect(swapped.fixed[1]?.estimate).toBeCloseTo(-(plain.fixed[1]?.estimate ?? 0), 5);
      }),
      runs,
    );
  });

  it("is at least as likely as the model without intercepts, and no gradient is left at its maximum", () => {
    fc.assert(
      fc.property(samples, (rows) => {
        const prepared = prepareLogistic(inputOf(rows));
        const fit = fitLogisticMixed(prepared, 1);
        const without = logisticLogLikelihood(prepared, 1, fit.point.slice(0, -1), 0);
        expect(fit.logLikelihood).toBeGreaterThanOrEqual(without - 1e-9);
        expect(fit.gradientMax).toBeLessThan(1e-3);
        expect(fit.converged).toBe(true);
      }),
      runs,
    );
  });
});

describe("likelihood of the logistic mixed model", () => {
  const points = fc.tuple(
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.double({ min: 0.05, max: 2, noNaN: true }),
  );

  it.each([1, 7])("has the gradient that differences show, with %i nodes", (nodes) => {
    fc.assert(
      fc.property(samples, points, (rows, point) => {
        const likelihood = logisticMixedLikelihood(prepareLogistic(inputOf(rows)), gaussHermite(nodes));
        const { gradient } = likelihood.at(point);
        for (const [i, g] of gradient.entries()) {
          const h = 1e-5;
          const up = likelihood.at(point.with(i, (point[i] as number) + h)).value;
          const down = likelihood.at(point.with(i, (point[i] as number) - h)).value;
          expect((up - down) / (2 * h)).toBeCloseTo(g, 3);
        }
      }),
      runs,
    );
  });

  it("is the sum over groups, and counts equal rows together", () => {
    fc.assert(
      fc.property(samples, points, (rows, point) => {
        const prepared = prepareLogistic(inputOf(rows));
        expect(prepared.design.trials.length).toBeLessThan(rows.length);
        const likelihood = logisticMixedLikelihood(prepared, gaussHermite(5));
        const whole = likelihood.at(point).value;
        const parts = prepared.design.group.levels.map((_, level) => likelihood.ofGroup(level, point).value);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(whole, 9);
        expect(likelihood.without(2, point).value + (parts[2] ?? 0)).toBeCloseTo(whole, 9);
        // A second predictor that no two rows share keeps all rows apart; its slope is 0.
        const apart = prepareLogistic({
          ...inputOf(rows),
          predictors: [rows.map(({ x }) => x), rows.map((_, i) => Math.sin(i))],
        });
        expect(apart.design.trials.length).toBe(rows.length);
        const [constant, slope, sd] = point;
        expect(logisticLogLikelihood(apart, 5, [constant, slope, 0], sd)).toBeCloseTo(whole, 8);
      }),
      runs,
    );
  });

  it("stays finite where the odds leave all bounds", () => {
    const prepared = prepareLogistic(
      inputOf(Array.from({ length: 20 }, (_, i) => ({ group: i % 3, x: i, y: i % 2 === 0 }))),
    );
    for (const slope of [400, -4000]) {
      const { value, gradient } = logisticMixedLikelihood(prepared, gaussHermite(9)).at([0, slope, 3]);
      expect(value).toBeLessThan(-100);
      expect(value).toSatisfy(Number.isFinite);
      expect(gradient).toSatisfy((parts: number[]) => parts.every(Number.isFinite));
    }
  });
});

describe("leaving groups out", () => {
  it("starts at the maximum over all groups, and ends where a start from nothing does", () => {
    fc.assert(
      fc.property(samples, (rows) => {
        const prepared = prepareLogistic(inputOf(rows));
        const { scores } = leaveOneGroupOut(prepared, fitLogisticMixed(prepared, 1));
        for (const [level, name] of prepared.design.group.levels.entries()) {
          const rest = rows.filter(({ group }) => `g${group}` !== name);
          const [constant, slope] = fitOf(inputOf(rest)).fixed;
          for (const [row, { x, group }] of rows.entries()) {
            if (`g${group}` !== name) continue;
            const expected = 1 / (1 + Math.exp(-(constant?.estimate ?? 0) - (slope?.estimate ?? 0) * x));
            expect(scores[prepared.design.cellOf[row] as number]).toBeCloseTo(expected, 5);
          }
          expect(prepared.design.group.levels[level]).toBe(name);
        }
      }),
      { ...runs, numRuns: 10 },
    );
  });

  it("leaves out a predictor that nobody but the group left out shows", () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({
      group: i % 4,
      x: Math.sin(7 * i),
      own: i % 4 === 0 ? Math.cos(5 * i) : 0,
      y: Math.sin(i * i) + Math.sin(7 * i) > 0.2,
    }));
    const prepared = prepareLogistic({
      y: rows.map(({ y }) => Number(y)),
      predictors: [rows.map(({ x }) => x), rows.map(({ own }) => own)],
      group: groupingOf(rows.map(({ group }) => `g${group}`)),
    });
    const { scores } = leaveOneGroupOut(prepared, fitLogisticMixed(prepared, 1));
    const rest = rows.filter(({ group }) => group !== 0);
    const [constant, slope] = fitOf(inputOf(rest)).fixed;
    for (const [row, { group, x }] of rows.entries())
      if (group === 0)
        expect(scores[prepared.design.cellOf[row] as number]).toBeCloseTo(
          1 / (1 + Math.exp(-(constant?.estimate ?? 0) - (slope?.estimate ?? 0) * x)),
          5,
        );
  });
});

describe("logisticDesign", () => {
  it("leaves out what earlier predictors explain, and refuses one group alone", () => {
    const group = groupingOf(["a", "b", "a", "b"]);
    expect(
      logisticDesign(
        [
          [1, 2, 3, 5],
          [2, 4, 6, 10],
          [1, 1, 1, 1],
        ],
        group,
      ).kept,
    ).toEqual([0]);
    expect(() => logisticDesign([[1, 2]], groupingOf(["a", "a"]))).toThrow("two groups");
  });
});
