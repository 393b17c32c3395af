import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GoldenCorrelation,
  readGoldenMinutes,
  readGoldenRatings,
  readGoldenResults,
} from "../../test/golden/read-golden.ts";
import { pearson } from "./correlation.ts";

/** Paired numbers on a grid, so that affine maps of them are exact enough to compare. */
const pairs = fc.array(
  fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })),
  {
    minLength: 4,
    maxLength: 60,
  },
);
const halves = (values: readonly (readonly [number, number])[]): [number[], number[]] => [
  values.map(([x]) => x),
  values.map(([, y]) => y),
];

describe("pearson against R's cor.test", () => {
  const golden = readGoldenResults();
  const minutes = new Map(
    readGoldenMinutes().map((row) => [`${row.patient} ${row.session} ${row.minute}`, row.means]),
  );
  const rows = readGoldenRatings().flatMap((rating) => {
    const neutral = minutes.get(`${rating.patient} ${rating.session} ${rating.minute}`)?.[6];
    if (neutral === undefined || rating.arousal === null) return [];
    return [{ ...rating, arousal: rating.arousal, nonspecific: 1 - neutral }];
  });
  const { abs, rel } = golden.correlation.overall.tolerance;

  function expectAgreement(chosen: typeof rows, reference: GoldenCorrelation): void {
    const result = pearson(
      chosen.map((row) => row.nonspecific),
      chosen.map((row) => row.arousal),
    );
    if (result.r === null || result.interval === null) throw new Error("no correlation");
    expect(result.n).toBe(reference.n);
    expectWithin(result.r, reference.r, abs + rel * Math.abs(reference.r));
    expectWithin(result.interval.low, reference.ci_low, abs + rel * Math.abs(reference.ci_low));
    expectWithin(result.interval.high, reference.ci_high, abs + rel * Math.abs(reference.ci_high));
    // Relative alone: an absolute tolerance would accept any value for a p of 1e-59.
    expectWithin(result.p, reference.p, rel * reference.p);
  }

  it("agrees over all minutes and raters", () => {
    expectAgreement(rows, golden.correlation.overall);
  });

  it.each(["R1", "R2", "R3"] as const)("agrees for rater %s", (rater) => {
    expectAgreement(
      rows.filter((row) => row.rater === rater),
      golden.correlation.by_rater[rater],
    );
  });

  it("agrees for every session and rater", () => {
    const references = golden.correlation.by_session_and_rater.values;
    expect(references).toHaveLength(88);
    for (const reference of references) {
      expectAgreement(
        rows.filter(
          (row) =>
            row.patient === reference.patient &&
            row.session === reference.session &&
            row.rater === reference.rater,
        ),
        reference,
      );
    }
  });
});

describe("pearson where there is no r", () => {
  it.each([0, 1, 2])("says that %i pairs are too few", (n) => {
    const values = [1, 2].slice(0, n);
    expect(pearson(values, values)).toEqual({ n, r: null, reason: "too-few" });
  });

  it("names the variable that does not vary, also where its mean is not exact", () => {
    const constant = Array.from({ length: 10 }, () => 0.1);
    const varying = constant.map((_, index) => index);
    expect(pearson(constant, varying)).toEqual({ n: 10, r: null, reason: "constant-x" });
    expect(pearson(varying, constant)).toEqual({ n: 10, r: null, reason: "constant-y" });
    expect(pearson(constant, constant)).toEqual({ n: 10, r: null, reason: "constant-both" });
  });

  it("refuses unequal lengths and values that are not finite", () => {
    expect(() => pearson([1, 2, 3], [1, 2])).toThrow(RangeError);
    expect(() => pearson([1, 2, Number.NaN], [1, 2, 3])).toThrow(RangeError);
    expect(() => pearson([1, 2, 3], [1, 2, Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });
});

describe("pearson at its limits", () => {
  it("gives a perfect correlation an interval without width and p = 0", () => {
    expect(pearson([1, 2, 3, 4], [10, 20, 30, 40])).toEqual({
      n: 4,
      r: 1,
      interval: { low: 1, high: 1 },
      p: 0,
    });
    expect(pearson([1, 2, 3, 4], [4, 3, 2, 1])).toMatchObject({
      r: -1,
      interval: { low: -1, high: -1 },
      p: 0,
    });
  });

  it("has a p but no interval for three pairs", () => {
    const result = pearson([1, 2, 3], [1, 3, 2]);
    expect(result).toMatchObject({ n: 3, interval: null });
    expect(result.r).toBeCloseTo(0.5, 14);
    // One degree of freedom is the Cauchy distribution: p = 1 - (2/pi) atan(t), t = 1/sqrt(3).
    expect(result).toHaveProperty("p", expect.closeTo(2 / 3, 14));
  });

  it("lets a p below the smallest double become 0, not NaN", () => {
    const x = Array.from({ length: 5000 }, (_, index) => index);
    const y = x.map((value) => value + (value % 2 === 0 ? 300 : -300));
    expect(pearson(x, y)).toMatchObject({ p: 0 });
  });

  it("keeps its digits beside a large offset and at a tiny scale", () => {
    const x = [1, 2, 3, 4, 5, 6];
    const y = [2, 1, 4, 3, 7, 5];
    const plain = pearson(x, y);
    const shifted = pearson(
      x.map((value) => value + 2 ** 40),
      y.map((value) => value * 2 ** -600),
    );
    expect(shifted.r).toBeCloseTo(plain.r ?? Number.NaN, 14);
  });
});

describe("pearson's properties", () => {
  it("stays in its bounds, the interval around r", () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const result = pearson(...halves(values));
        if (result.r === null) return;
        expect(Math.abs(result.r)).toBeLessThanOrEqual(1);
        expect(result.p).toBeGreaterThanOrEqual(0);
        expect(result.p).toBeLessThanOrEqual(1);
        expect(result.interval?.low).toBeLessThanOrEqual(result.r + 1e-12);
        expect(result.interval?.high).toBeGreaterThanOrEqual(result.r - 1e-12);
      }),
    );
  });

  it("does not care which variable comes first, nor about the order of the pairs", () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const [x, y] = halves(values);
        const r = pearson(x, y).r ?? 2;
        expect(pearson(y, x).r ?? 2).toBeCloseTo(r, 12);
        expect(pearson(x.toReversed(), y.toReversed()).r ?? 2).toBeCloseTo(r, 12);
      }),
    );
  });

  it("is unchanged by a new unit or origin and changes sign with one variable", () => {
    const factor = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(pairs, factor, fc.integer({ min: -1e6, max: 1e6 }), (values, scale, offset) => {
        const [x, y] = halves(values);
        const r = pearson(x, y).r;
        if (r === null) return;
        const mapped = x.map((value) => value * scale + offset);
        expect(pearson(mapped, y).r).toBeCloseTo(r, 10);
        expect(
          pearson(
            mapped.map((value) => -value),
            y,
          ).r,
        ).toBeCloseTo(-r, 10);
      }),
    );
  });
});

function expectWithin(value: number, reference: number, tolerance: number): void {
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(tolerance);
}
