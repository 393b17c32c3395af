import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { congerKappa } from "./conger-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { gwetCoefficient } from "./gwet.ts";
import { intraclassCorrelations } from "./intraclass.ts";
import { cohenKappa } from "./kappa.ts";
import { kappaConditions } from "./kappa-conditions.ts";
import { krippendorffAlpha } from "./krippendorff.ts";
import { sharedValues } from "./shared-values.ts";

const SCALE = 4;
/** Units by three raters, on a scale of four. */
const tables = fc.array(fc.array(fc.integer({ min: 0, max: SCALE - 1 }), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 40,
});
const categories = Array.from({ length: SCALE }, (_, c) => c);
const countsOf = (table: readonly (readonly number[])[]): number[][] =>
  table.map((row) => categories.map((c) => row.filter((value) => value === c).length));
const crossOf = (table: readonly (readonly number[])[]): number[][] =>
  categories.map((a) => categories.map((b) => table.filter((row) => row[0] === a && row[1] === b).length));

function expectSame(a: number | null | undefined, b: number | null | undefined): void {
  if (a == null || b == null) expect(a ?? null).toBe(b ?? null);
  else expect(a).toBeCloseTo(b, 9);
}

describe("coefficients of agreement", () => {
  it("do not care about the order of the units, nor about the names of unordered categories", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const reversed = table.toReversed();
        const renamed = table.map((row) => row.map((value) => (value + 1) % SCALE));
        for (const other of [reversed, renamed]) {
          expectSame(cohenKappa(crossOf(other)).kappa, cohenKappa(crossOf(table)).kappa);
          expectSame(fleissKappa(countsOf(other)).kappa, fleissKappa(countsOf(table)).kappa);
          expectSame(krippendorffAlpha(other, "nominal").alpha, krippendorffAlpha(table, "nominal").alpha);
          expectSame(
            gwetCoefficient(countsOf(other)).coefficient,
            gwetCoefficient(countsOf(table)).coefficient,
          );
        }
      }),
    );
  });

  it("do not care which end of a scale is high, nor which rater comes first", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const turned = table.map((row) => row.map((value) => SCALE - 1 - value));
        const swapped = table.map((row) => row.toReversed());
        for (const weights of ["linear", "quadratic"] as const) {
          const reference = cohenKappa(crossOf(table), weights);
          const flipped = cohenKappa(crossOf(table.map(([a = 0, b = 0]) => [b, a])), weights);
          expectSame(cohenKappa(crossOf(turned), weights).kappa, reference.kappa);
          expectSame(flipped.kappa, reference.kappa);
        }
        for (const metric of ["ordinal", "interval"] as const) {
          expectSame(krippendorffAlpha(turned, metric).alpha, krippendorffAlpha(table, metric).alpha);
          expectSame(krippendorffAlpha(swapped, metric).alpha, krippendorffAlpha(table, metric).alpha);
        }
        const [a, b] = [intraclassCorrelations(table).values, intraclassCorrelations(swapped).values];
        for (const [i, value] of (a ?? []).entries()) expectSame(b?.[i]?.icc, value.icc);
      }),
    );
  });

  it("have no value of means where their denominator is zero", () => {
    const equalMeans = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ];
    const withNone = (table: readonly (readonly number[])[]) =>
      intraclassCorrelations(table).values?.flatMap(({ type, icc, interval }) =>
        icc === null && interval === null ? type : [],
      );
    expect(withNone(equalMeans)).toEqual(["ICC(1,k)", "ICC(3,k)"]);
    const cancelling = [
      [2, 1, 0],
      [3, 0, 3],
      [2, 2, 0],
      [0, 2, 3],
    ];
    expect(withNone(cancelling)).toEqual(["ICC(2,k)"]);
  });

  it("never exceed 1, and are 1 where all raters agree and something varies", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const agreeing = table.map(([first = 0]) => [first, first, first]);
        const values = [
          cohenKappa(crossOf(agreeing), "quadratic").kappa,
          fleissKappa(countsOf(agreeing)).kappa,
          krippendorffAlpha(agreeing, "ordinal").alpha,
        ];
        const varies = agreeing.some((row) => row[0] !== agreeing[0]?.[0]);
        for (const value of values) expectSame(value, varies ? 1 : null);
        expect(gwetCoefficient(countsOf(agreeing)).coefficient).toBeCloseTo(1, 9);
        expect(sharedValues(agreeing)).toMatchObject({ allEqual: 1, pairsWithinOne: 1 });
        expect(cohenKappa(crossOf(table)).kappa ?? 0).toBeLessThanOrEqual(1);
        expect(fleissKappa(countsOf(table)).kappa ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("have no spread where both raters always say the same", () => {
    const counts = [3, 5, 7, 2, 9, 1, 4].map((count, i, all) => all.map((_, j) => (i === j ? count : 0)));
    for (const weights of ["identity", "linear", "quadratic"] as const) {
      expect(cohenKappa(counts, weights)).toMatchObject({ kappa: 1, se: 0, interval: { low: 1, high: 1 } });
    }
  });

  it("are 0 where the raters are independent", () => {
    const independent = [
      [16, 8],
      [8, 4],
    ];
    expect(cohenKappa(independent).kappa).toBeCloseTo(0, 12);
    expect(cohenKappa(independent)).toMatchObject({ p: expect.closeTo(1, 9) });
  });

  it("are no number without units", () => {
    expect(fleissKappa([])).toMatchObject({ kappa: null, reason: "no-units" });
    expect(sharedValues([])).toBeNull();
    expect(intraclassCorrelations([[1, 2]])).toMatchObject({ values: null, reason: "too-few" });
    expect(intraclassCorrelations([[1], [2]])).toMatchObject({ values: null, reason: "too-few" });
  });

  it("refuse tables with holes", () => {
    expect(() => cohenKappa([[1, 2]])).toThrow(RangeError);
    expect(() =>
      fleissKappa([
        [2, 1],
        [1, 1],
      ]),
    ).toThrow(RangeError);
    expect(() => intraclassCorrelations([[1, 2], [1]])).toThrow(RangeError);
    expect(() => sharedValues([[1, 2], [1]])).toThrow(RangeError);
  });
});

describe("Conger's kappa", () => {
  it("is Cohen's for two raters, whichever comes first", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const two = table.map((row) => row.slice(0, 2));
        expectSame(congerKappa(two).kappa, cohenKappa(crossOf(two)).kappa);
        expectSame(congerKappa(two.map((row) => row.toReversed())).kappa, congerKappa(two).kappa);
      }),
    );
  });

  it("is not below Fleiss', whose raters share their distribution", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const [conger, fleiss] = [congerKappa(table).kappa, fleissKappa(countsOf(table)).kappa];
        if (conger !== null && fleiss !== null) expect(conger).toBeGreaterThanOrEqual(fleiss - 1e-12);
      }),
    );
  });

  it("explains itself where there is none", () => {
    expect(congerKappa([])).toMatchObject({ kappa: null, reason: "no-units" });
    expect(congerKappa([[1, 1, 1]])).toMatchObject({ kappa: null, reason: "one-category" });
    expect(() => congerKappa([[1]])).toThrow(RangeError);
  });
});

describe("prevalence and bias", () => {
  it("explain a kappa of 0 beside high agreement", () => {
    const counts = [
      [90, 5],
      [5, 0],
    ];
    expect(cohenKappa(counts).kappa).toBeLessThan(0);
    expect(kappaConditions(counts)).toEqual({
      n: 100,
      observed: 0.9,
      pabak: expect.closeTo(0.8, 12),
      prevalence: expect.closeTo(0.95, 12),
      bias: 0,
    });
  });

  it("see raters who use the categories differently", () => {
    const counts = [
      [10, 30],
      [0, 10],
    ];
    expect(kappaConditions(counts)?.bias).toBeCloseTo(0.6, 12);
    expect(
      kappaConditions([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull();
    expect(() => kappaConditions([[1]])).toThrow(RangeError);
  });
});
