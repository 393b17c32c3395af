import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterBootstrap } from "./bootstrap.ts";
import { clusteredMean } from "./clustered-mean.ts";
import { congerKappa } from "./conger-kappa.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { gwetCoefficient } from "./gwet.ts";
import { gwetOfSums, gwetSums } from "./gwet-sums.ts";
import { intraclassCorrelations } from "./intraclass.ts";
import { intraclassOfComponents } from "./intraclass-of-components.ts";
import { clustersForWidth, expectedHalfWidth, intraclassError } from "./intraclass-precision.ts";
import { alphaOfCoincidences, coincidenceSums, krippendorffAlpha } from "./krippendorff.ts";
import { intraclassOfSums, meanSquareSums } from "./mean-square-sums.ts";
import { momentComponents, momentSums, type RatedUnit } from "./moment-components.ts";
import { agreementOfPairTables, categoriesOfPairTables, pairTableSums } from "./pair-tables.ts";
import { percentileInterval } from "./percentile-interval.ts";
import { sharedValues } from "./shared-values.ts";
import { mean } from "./summary.ts";
import { blockBootstrapOfSums, clusterReplicatesOfSums } from "./summed-bootstrap.ts";
import {
  jackknifeError,
  leavingOneOut,
  type SummedStatistic,
  together,
  totalOf,
} from "./summed-statistic.ts";
import { varianceComponents } from "./variance-components.ts";

const Q = 5;
const RATERS = 3;
const level = fc.integer({ min: 0, max: Q - 1 });
const complete = fc.array(fc.array(level, { minLength: RATERS, maxLength: RATERS }), {
  minLength: 4,
  maxLength: 30,
});
const holed = fc.array(fc.array(fc.option(level), { minLength: RATERS, maxLength: RATERS }), {
  minLength: 4,
  maxLength: 30,
});
const countsOf = (units: readonly (readonly (number | null)[])[]): number[][] =>
  units.map((unit) => Array.from({ length: Q }, (_, c) => unit.filter((value) => value === c).length));
const given = (units: readonly RatedUnit[]): number[][] =>
  units.map((unit) => unit.filter((value) => value !== null));

function expectSame(a: number | null | undefined, b: number | null | undefined): void {
  if (a == null || b == null) expect(a ?? null).toBe(b ?? null);
  else expect(a).toBeCloseTo(b, 9);
}

describe("coefficients from sums", () => {
  it("are those of the units, however the units are divided into parts", () => {
    fc.assert(
      fc.property(holed, fc.integer({ min: 1, max: 4 }), (units, parts) => {
        const groups = Array.from({ length: parts }, (_, p) => units.filter((_, i) => i % parts === p));
        const coincidences = totalOf(groups.map((part) => coincidenceSums(part, Q)));
        for (const metric of ["nominal", "ordinal", "interval"] as const)
          expectSame(
            alphaOfCoincidences(coincidences, Q, metric),
            krippendorffAlpha(given(units), metric).alpha,
          );
        const several = units.filter((unit) => unit.filter((value) => value !== null).length >= 2);
        if (several.length < 2) return;
        for (const weights of ["identity", "quadratic"] as const) {
          const sums = totalOf(groups.map((part) => gwetSums(part, Q, weights)));
          expectSame(gwetOfSums(sums, Q, weights), gwetCoefficient(countsOf(several), weights).coefficient);
        }
      }),
    );
  });

  it("of complete tables are the mean squares, Fleiss', Conger's and percent agreement", () => {
    fc.assert(
      fc.property(complete, (units) => {
        const [one, two, three] = intraclassCorrelations(units).values ?? [];
        const icc = intraclassOfSums(meanSquareSums(units, RATERS), RATERS);
        expectSame(icc?.oneWay, one?.icc);
        expectSame(icc?.agreement, two?.icc);
        expectSame(icc?.consistency, three?.icc);
        const result = agreementOfPairTables(pairTableSums(units, RATERS, Q), RATERS, Q);
        expectSame(result?.fleiss, fleissKappa(countsOf(units)).kappa);
        const fleiss = fleissKappa(countsOf(units));
        const byCategory = categoriesOfPairTables(pairTableSums(units, RATERS, Q), RATERS, Q);
        for (const [c, kappa] of byCategory.entries())
          expectSame(kappa, fleiss.kappa === null ? null : fleiss.categories[c]?.test?.kappa);
        expectSame(result?.conger, congerKappa(units).kappa);
        expectSame(result?.exact, sharedValues(units)?.pairsEqual);
        expectSame(result?.withinOne, sharedValues(units)?.pairsWithinOne);
      }),
    );
  });

  it("have no value without units", () => {
    expect(alphaOfCoincidences(coincidenceSums([], Q), Q, "nominal")).toBeNull();
    expect(gwetOfSums(gwetSums([[1, null]], Q, "identity"), Q, "identity")).toBeNull();
    expect(intraclassOfSums(meanSquareSums([[1, null, 2]], RATERS), RATERS)).toBeNull();
    expect(agreementOfPairTables(pairTableSums([], RATERS, Q), RATERS, Q)).toBeNull();
  });
});

describe("components by moments", () => {
  it("are those of the mean squares where the table is complete and nothing is nested", () => {
    fc.assert(
      fc.property(complete, (units) => {
        const result = intraclassCorrelations(units);
        const parts = momentComponents(momentSums(units, RATERS), RATERS);
        if (result.values === null || parts === null) return;
        const { msr, msc, mse } = result;
        expect(parts.cluster).toBeNull();
        expect(parts.unit).toBeCloseTo(Math.max(0, (msr - mse) / RATERS), 9);
        expect(parts.rater).toBeCloseTo(Math.max(0, (msc - mse) / units.length), 9);
        expect(parts.residual).toBeCloseTo(mse, 9);
        expect(parts.negative.includes("unit")).toBe(msr < mse - 1e-9);
      }),
    );
  });

  it("do not depend on the order of units or raters, nor on a shift of all values", () => {
    fc.assert(
      fc.property(holed, (units) => {
        const clusters = [units.slice(0, 2), units.slice(2)];
        const of = (list: readonly (readonly RatedUnit[])[]) =>
          momentComponents(totalOf(list.map((part) => momentSums(part, RATERS))), RATERS);
        const reference = of(clusters);
        const others = [
          of(clusters.toReversed().map((part) => part.toReversed())),
          of(clusters.map((part) => part.map((unit) => unit.toReversed()))),
          of(clusters.map((part) => part.map((unit) => unit.map((v) => (v === null ? null : v + 3))))),
        ];
        for (const other of others) {
          expect(other === null).toBe(reference === null);
          for (const name of ["cluster", "unit", "rater", "residual"] as const)
            if (reference && other) expect(other[name]).toBeCloseTo(reference[name] as number, 6);
        }
      }),
    );
  });

  it("come near those by restricted maximum likelihood, with holes and sessions", () => {
    const units = Array.from({ length: 240 }, (_, u) => {
      const level = 3 * Math.sin(Math.floor(u / 12) * 5) + 2 * Math.sin(u * 7);
      return [0, 1, 2].map((r) => ((u + r) % 7 === 0 ? null : level + 0.4 * r + Math.sin(u * 31 + r * 17)));
    });
    const sessions = Array.from({ length: 20 }, (_, s) => units.slice(12 * s, 12 * s + 12));
    const moments = momentComponents(totalOf(sessions.map((part) => momentSums(part, RATERS))), RATERS);
    const rows = units.flatMap((unit, u) =>
      unit.flatMap((value, r) =>
        value === null ? [] : [{ unit: `${u}`, rater: `${r}`, cluster: `${Math.floor(u / 12)}`, value }],
      ),
    );
    const likelihood = varianceComponents(rows, RATERS);
    if (moments === null || likelihood.agreement === null) throw new Error("no components");
    expect(intraclassOfComponents(moments, RATERS)?.agreement).toBeCloseTo(likelihood.agreement, 1);
    expect(moments.residual).toBeCloseTo(likelihood.residual, 1);
  });

  it("have none with one unit, one rater or no second value", () => {
    for (const units of [
      [[1, 2, null]],
      [
        [1, null, null],
        [2, null, null],
      ],
      [],
    ])
      expect(momentComponents(momentSums(units, RATERS), RATERS)).toBeNull();
    expect(intraclassOfComponents({ cluster: null, unit: 0, rater: 0, residual: 0 }, 3)).toBeNull();
  });
});

/** Mean of values, as a statistic of sums. */
const average: SummedStatistic<number> = {
  sums: (part) => [part.length, part.reduce((sum, value) => sum + value, 0)],
  values: (sums) => [(sums[0] as number) > 0 ? (sums[1] as number) / (sums[0] as number) : null],
};

describe("resampling sums", () => {
  const values = Array.from({ length: 60 }, (_, i) => Math.floor(i / 10) + Math.sin(i));
  const parts = [0, 1, 2].map((c) => [0, 1].map((p) => values.slice(20 * c + 10 * p, 20 * c + 10 * p + 10)));
  const options = { replicates: 300, seed: 7 };

  it("draws what the bootstrap of the cases themselves draws", () => {
    const positions = [0, 1, 2].map((c) =>
      [0, 1].map((p) => Array.from({ length: 10 }, (_, i) => 20 * c + 10 * p + i)),
    );
    const slow = clusterBootstrap(positions, (drawn) => mean(drawn.map((i) => values[i] as number)), options);
    const sums = parts.map((cluster) => cluster.map((part) => average.sums(part)));
    const [replicates = []] = clusterReplicatesOfSums(sums, average.values, options);
    const fast = percentileInterval(replicates);
    expect(fast?.low).toBeCloseTo(slow?.low ?? 0, 10);
    expect(fast?.high).toBeCloseTo(slow?.high ?? 0, 10);
    expect(clusterReplicatesOfSums(sums, average.values, options)[0]).toEqual(replicates);
  });

  it("in blocks is wider than minute by minute where neighbours resemble each other, and exact where a block is all", () => {
    const waves = Array.from({ length: 8 }, (_, s) =>
      Array.from({ length: 40 }, (_, t) => Math.sin(t / 6 + s)),
    );
    const series = waves.map((wave) => wave.map((value) => average.sums([value])));
    const [single] = blockBootstrapOfSums(series, 1, average.values, options);
    const [blocks] = blockBootstrapOfSums(series, 8, average.values, options);
    expect(blocks?.se).toBeGreaterThan(1.8 * (single?.se ?? 0));
    const [whole] = blockBootstrapOfSums(series, 40, average.values, options);
    expect(whole?.low).toBeCloseTo(mean(waves.flat()), 10);
    expect(whole?.high).toBeCloseTo(mean(waves.flat()), 10);
    expect(() => blockBootstrapOfSums(series, 0, average.values, options)).toThrow(RangeError);
  });

  it("keeps statistics apart, and says null where one has no value", () => {
    const never: SummedStatistic<number> = { sums: () => [0, 0, 0], values: () => [null] };
    const both = together([never, average, never]);
    const sums = parts.map((cluster) => cluster.map((part) => both.sums(part)));
    const [none, found] = clusterReplicatesOfSums(sums, both.values, options);
    expect(new Set(none)).toEqual(new Set([null]));
    expect(found).toEqual(
      clusterReplicatesOfSums(
        parts.map((cluster) => cluster.map((part) => average.sums(part))),
        average.values,
        options,
      )[0],
    );
    expect(clusterReplicatesOfSums(sums, both.values, { replicates: 0, seed: 1 })).toEqual([]);
  });

  it("by leaving one out is the standard error of a mean", () => {
    const cases = [3, 1, 4, 1, 5].map((value) => average.sums([value]));
    const [left = []] = leavingOneOut(cases, average.values);
    expect(left).toHaveLength(5);
    expect(jackknifeError(left)).toBeCloseTo(Math.sqrt(3.2 / 5), 12);
    expect(jackknifeError(leavingOneOut(cases.slice(0, 1), average.values)[0] ?? [])).toBeNull();
  });
});

describe("mean of values in clusters", () => {
  it("has the usual standard error where each cluster is one value", () => {
    const result = clusteredMean([[3], [1], [4], [1], [5]]);
    expect(result).toMatchObject({
      n: 5,
      clusters: 5,
      mean: 2.8,
      se: expect.closeTo(Math.sqrt(3.2 / 5), 12),
    });
  });

  it("does not gain from values said twice", () => {
    const once = clusteredMean([[3], [1], [4]]);
    const twice = clusteredMean([[3, 3], [1, 1], [4, 4], []]);
    expect(twice?.se).toBeCloseTo(once?.se ?? 0, 12);
  });

  it("has no standard error with one cluster, and no mean without values", () => {
    expect(clusteredMean([[1, 2, 3]])).toMatchObject({ mean: 2, se: null, interval: null });
    expect(clusteredMean([[], []])).toBeNull();
  });
});

describe("precision of an intraclass correlation", () => {
  const plan = { icc: 0.7, raters: 2, unitsPerCluster: 1, designEffect: 1 };

  it("needs the numbers of units of Bonett 2002", () => {
    // 8 z² (1 - rho)² (1 + rho)² / (2 width²) + 1, rounded up.
    expect(clustersForWidth(plan, 0.2)).toBe(101);
    expect(clustersForWidth({ ...plan, icc: 0.8 }, 0.2)).toBe(51);
    expect(clustersForWidth({ ...plan, icc: 0.9 }, 0.2)).toBe(15);
  });

  it("has the width that was asked for at that number of clusters", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.integer({ min: 2, max: 6 }),
        fc.double({ min: 1, max: 8, noNaN: true }),
        fc.integer({ min: 5, max: 60 }),
        (icc, raters, designEffect, unitsPerCluster) => {
          const asked = { icc, raters, designEffect, unitsPerCluster };
          const clusters = clustersForWidth(asked, 0.1);
          expect(2 * expectedHalfWidth(asked, clusters)).toBeLessThanOrEqual(0.1 + 1e-9);
          if (clusters > 2) expect(2 * expectedHalfWidth(asked, clusters - 1)).toBeGreaterThan(0.1);
        },
      ),
    );
  });

  it("grows with units and raters", () => {
    const error = (raters: number, units: number) => intraclassError(0.6, [{ raters, units }]) ?? 0;
    expect(error(2, 200)).toBeLessThan(error(2, 100));
    expect(error(3, 100)).toBeLessThan(error(2, 100));
    expect(intraclassError(0.6, [{ raters: 2, units: 1 }])).toBeNull();
    expect(intraclassError(0.6, [{ raters: 1, units: 50 }])).toBeNull();
    expect(intraclassError(1, [{ raters: 2, units: 50 }])).toBeNull();
    expect(expectedHalfWidth({ ...plan, designEffect: 9 }, 5)).toBe(Number.POSITIVE_INFINITY);
  });
});
