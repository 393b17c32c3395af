import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrap } from "./bootstrap.ts";
import { fleissInterval } from "./fleiss-interval.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { mcNemar } from "./mcnemar.ts";
import { resampledIntervals } from "./resampled-intervals.ts";

const judgements = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 60 });

function columns(rows: readonly (readonly [boolean, boolean])[]): [boolean[], boolean[]] {
  return [rows.map(([first]) => first), rows.map(([, second]) => second)];
}

describe("McNemar's test", () => {
  it("gives R's binom.test(1, 11) and mcnemar.test of 10 against 1", () => {
    const first = [...Array<boolean>(10).fill(true), false, true, false];
    const second = [...Array<boolean>(10).fill(false), true, true, false];
    const result = mcNemar(first, second);
    expect(result).toMatchObject({ firstOnly: 10, secondOnly: 1 });
    expect(result.exactP).toBeCloseTo(0.01171875, 12);
    expect(result.chiSquare).toBeCloseTo(64 / 11, 12);
    expect(result.chiSquareP).toBeCloseTo(0.015_861_1, 6);
  });

  it("has p 1 and no chi-square where both are right on the same cases", () => {
    expect(mcNemar([true, false], [true, false])).toEqual({
      firstOnly: 0,
      secondOnly: 0,
      exactP: 1,
      chiSquare: null,
      chiSquareP: null,
    });
  });

  it("does not depend on the order of cases, and judges change places freely", () => {
    fc.assert(
      fc.property(judgements, (rows) => {
        const [first, second] = columns(rows);
        const [firstBack, secondBack] = columns(rows.toReversed());
        const forward = mcNemar(first, second);
        expect(mcNemar(firstBack, secondBack)).toEqual(forward);
        expect(mcNemar(second, first).exactP).toBe(forward.exactP);
        expect(forward.exactP).toBeGreaterThan(0);
        expect(forward.exactP).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("refuses cases of different number", () => {
    expect(() => mcNemar([true], [])).toThrow(RangeError);
  });
});

describe("intervals over resamples that may lack a value", () => {
  const options = { replicates: 200, seed: 7 };
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  const meanOf = (drawn: Int32Array): number =>
    drawn.reduce((sum, at) => sum + (values[at] as number), 0) / drawn.length;

  it("equal the bootstrap where every resample has one", () => {
    expect(resampledIntervals(8, (drawn) => [meanOf(drawn)], options)).toEqual(
      bootstrap(8, (drawn) => [meanOf(drawn)], options),
    );
  });

  it("do not exist where fewer than nine in ten have one", () => {
    // The first of two cases is drawn in three of four resamples.
    const rare = resampledIntervals(2, (drawn) => [drawn.includes(0) ? 1 : null, 2], options);
    expect(rare[0]).toBeNull();
    expect(rare[1]).toEqual({ low: 2, high: 2, se: 0 });
  });

  it("are empty without cases or replicates", () => {
    expect(resampledIntervals(0, () => [1], options)).toEqual([]);
    expect(resampledIntervals(5, () => [1], { replicates: 0, seed: 1 })).toEqual([]);
  });
});

describe("interval of Fleiss' kappa", () => {
  const counts = [
    [3, 0, 0],
    [2, 1, 0],
    [0, 3, 0],
    [0, 2, 1],
    [0, 0, 3],
    [1, 0, 2],
    [3, 0, 0],
    [0, 3, 0],
  ];
  const options = { replicates: 300, seed: 11 };

  it("holds replicates of the kappa itself", () => {
    const [slow] = resampledIntervals(
      counts.length,
      (drawn) => [fleissKappa(Array.from(drawn, (at) => counts[at] as number[])).kappa],
      options,
    );
    const fast = fleissInterval(counts, options);
    expect(fast?.low).toBeCloseTo(slow?.low as number, 12);
    expect(fast?.high).toBeCloseTo(slow?.high as number, 12);
  });

  it("does not depend on the names of the classes", () => {
    const renamed = counts.map(([a, b, c]) => [c as number, a as number, b as number]);
    const [first, second] = [fleissInterval(counts, options), fleissInterval(renamed, options)];
    expect(second?.low).toBeCloseTo(first?.low as number, 12);
    expect(second?.high).toBeCloseTo(first?.high as number, 12);
  });

  it("has no width at complete agreement, and none exists with one class", () => {
    const agreed = [
      [2, 0],
      [0, 2],
      [2, 0],
      [0, 2],
      [2, 0],
      [0, 2],
      [2, 0],
    ];
    expect(fleissInterval(agreed, options)).toMatchObject({ low: 1, high: 1 });
    expect(
      fleissInterval(
        [
          [2, 0],
          [2, 0],
        ],
        options,
      ),
    ).toBeNull();
  });
});
