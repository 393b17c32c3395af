import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterBootstrap, drawer } from "./bootstrap.ts";
import { concordance } from "./concordance.ts";
import { pearson } from "./correlation.ts";
import { groupingOf } from "./grouping.ts";
import { nestedCorrelation } from "./nested-correlation.ts";
import { nestedDraws } from "./nested-draws.ts";
import {
  betweenClusters,
  betweenParts,
  filledParts,
  movingBlockSums,
  pairSums,
  pooledConcordance,
  pooledCorrelation,
  runningSums,
  withinClusters,
  withinParts,
} from "./pair-sums.ts";
import { percentileInterval } from "./percentile-interval.ts";
import { spearman } from "./spearman.ts";

const value = fc.double({ min: -100, max: 100, noNaN: true }).map((x) => Math.round(8 * x) / 8);
/** Patients 0 and 1 with two sessions each, patient 2 with one. */
const CLUSTERS = [[0, 1], [2, 3], [4]];
const patientOf = (session: number): string => String(CLUSTERS.findIndex((own) => own.includes(session)));
const rows = fc
  .array(fc.record({ session: fc.integer({ min: 0, max: 4 }), x: value, y: value }), {
    minLength: 8,
    maxLength: 40,
  })
  .map((list) => [...list, ...CLUSTERS.flat().map((session) => ({ session, x: session, y: session ** 2 }))]);
const everything = {
  parts: Int32Array.from(CLUSTERS.flat()),
  ends: Int32Array.from(CLUSTERS.map((_, c) => CLUSTERS.slice(0, c + 1).flat().length)),
};

function columns(list: readonly { session: number; x: number; y: number }[]): {
  x: number[];
  y: number[];
  session: number[];
} {
  return {
    x: list.map((row) => row.x),
    y: list.map((row) => row.y),
    session: list.map((row) => row.session),
  };
}

describe("correlations from sums by session", () => {
  it("are those of the pairs themselves", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { x, y, session } = columns(list);
        const sums = pairSums(5, session, x, y);
        const bySession = nestedCorrelation(x, y, groupingOf(session.map(String)));
        const byPatient = nestedCorrelation(x, y, groupingOf(session.map(patientOf)));
        const same = (a: number | null, b: number | null): void => {
          // Where next to nothing varies, one of the two may call it nothing.
          if (a !== null && b !== null) expect(a).toBeCloseTo(b, 6);
        };
        expect(pooledCorrelation(sums, everything)).toBeCloseTo(pearson(x, y).r as number, 9);
        same(withinParts(sums, everything), bySession.within);
        same(betweenParts(sums, everything), bySession.between);
        same(withinClusters(sums, everything), byPatient.within);
        same(betweenClusters(sums, everything), byPatient.between);
      }),
    );
  });

  it("over resamples are the cluster bootstrap of the pairs", () => {
    const list = Array.from({ length: 60 }, (_, i) => ({
      session: i % 5,
      x: Math.sin(i * 7.3),
      y: Math.sin(i * 7.3) + Math.cos(i * 3.1),
    }));
    const { x, y, session } = columns(list);
    const options = { replicates: 200, seed: 20_231 };
    const sums = pairSums(5, session, x, y);
    const fast = percentileInterval(
      nestedDraws(CLUSTERS, options).map((draw) => pooledCorrelation(sums, draw)),
    );
    const clusters = CLUSTERS.map((own) =>
      own.map((part) => session.flatMap((at, row) => (at === part ? [row] : []))),
    );
    const slow = clusterBootstrap(
      clusters,
      (drawn) =>
        pearson(
          drawn.map((row) => x[row] as number),
          drawn.map((row) => y[row] as number),
        ).r,
      options,
    );
    expect(fast?.low).toBeCloseTo(slow?.low as number, 10);
    expect(fast?.high).toBeCloseTo(slow?.high as number, 10);
    expect(fast?.replicates).toBe(slow?.replicates);
  });

  it("over one draw of everything give Lin's concordance, wherever the means lie", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -5, max: 5 }), (list, apart) => {
        const { x, y, session } = columns(list.map((row) => ({ ...row, x: row.x + apart })));
        const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
        const statistic = pooledConcordance(mean(x) - mean(y));
        const expected = concordance(x, y)?.ccc ?? null;
        const value = statistic(pairSums(5, session, x, y), everything);
        if (expected !== null && value !== null) expect(value).toBeCloseTo(expected, 9);
      }),
    );
  });

  it("count the parts that hold a pair", () => {
    expect(filledParts(pairSums(4, [2, 2, 0], [1, 2, 3], [1, 2, 3]))).toBe(2);
    expect(filledParts(pairSums(3, [], [], []))).toBe(0);
  });

  it("need three pairs that vary", () => {
    const one = { parts: Int32Array.of(0), ends: Int32Array.of(1) };
    expect(pooledCorrelation(pairSums(1, [0, 0], [1, 2], [1, 2]), one)).toBeNull();
    expect(pooledCorrelation(pairSums(1, [0, 0, 0], [0.1, 0.1, 0.1], [1, 2, 3]), one)).toBeNull();
    expect(pooledCorrelation(pairSums(1, [0, 0, 0], [1, 2, 3], [1, 2, 3]), one)).toBeCloseTo(1, 12);
  });
});

describe("moving blocks", () => {
  it("of the whole series give the series back", () => {
    const { x, y } = columns(Array.from({ length: 9 }, (_, i) => ({ session: 0, x: i, y: (i * i) % 5 })));
    const units = pairSums(9, x, x, y);
    const sums = movingBlockSums(runningSums(units, [5, 4]), 5, drawer(1));
    const both = { parts: Int32Array.of(0, 1), ends: Int32Array.of(1, 2) };
    expect(pooledCorrelation(sums, both)).toBeCloseTo(pearson(x, y).r as number, 10);
  });

  it("keep the number of minutes and what is the same in all of them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 99 }),
        (n, length, seed) => {
          const minutes = Array.from({ length: n }, (_, i) => i);
          const sums = movingBlockSums(
            runningSums(
              pairSums(
                n,
                minutes,
                minutes,
                minutes.map((i) => -i),
              ),
              [n],
            ),
            length,
            drawer(seed),
          );
          expect(sums[0]).toBe(n);
          const r = pooledCorrelation(sums, { parts: Int32Array.of(0), ends: Int32Array.of(1) });
          if (r !== null) expect(r).toBeCloseTo(-1, 9);
        },
      ),
    );
  });
});

describe("Spearman's rho", () => {
  it("does not change when a variable is stretched", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 4, maxLength: 30 }), (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        expect(
          spearman(
            x.map((a) => a ** 3),
            y,
          ).rho,
        ).toBe(spearman(x, y).rho);
      }),
    );
  });

  it("is 1 for the same order, with an interval that has no width", () => {
    expect(spearman([1, 2, 3, 4], [1, 4, 9, 16])).toMatchObject({ rho: 1, interval: { low: 1, high: 1 } });
  });

  it("says why there is none", () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toEqual({ n: 3, rho: null, reason: "constant-x" });
    expect(() => spearman([1, Number.NaN, 2], [1, 2, 3])).toThrow(RangeError);
  });
});
