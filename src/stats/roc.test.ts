import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rocCurve, rocOfCounts, rocPoints } from "./roc.ts";

/** Cases with whole scores, so that ties occur and transforms keep them. */
const cases = fc
  .array(fc.record({ positive: fc.boolean(), score: fc.integer({ min: -6, max: 6 }) }), { minLength: 2 })
  .filter((rows) => rows.some(({ positive }) => positive) && rows.some(({ positive }) => !positive));

type Case = { readonly positive: boolean; readonly score: number };

const curveOf = (rows: readonly Case[], change = (score: number) => score) =>
  rocCurve(
    rows.map(({ positive }) => positive),
    rows.map(({ score }) => change(score)),
  );

describe("rocCurve", () => {
  it("depends on the order of scores alone", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const plain = curveOf(rows);
        const bent = curveOf(rows, (score) => Math.exp(score) + 2);
        expect(bent?.auc).toBe(plain?.auc);
        expect(bent?.se).toBe(plain?.se);
        expect(bent?.youden?.j).toBe(plain?.youden?.j);
        expect([bent?.youden?.tp, bent?.youden?.fp]).toEqual([plain?.youden?.tp, plain?.youden?.fp]);
      }),
    );
  });

  it("does not care about the order of cases", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        expect(curveOf(rows.toReversed())).toEqual(curveOf(rows));
      }),
    );
  });

  it("turns when labels are swapped, and turns back with the scores", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const plain = curveOf(rows);
        const swapped = curveOf(rows.map(({ positive, score }) => ({ positive: !positive, score })));
        const both = curveOf(rows.map(({ positive, score }) => ({ positive: !positive, score: -score })));
        expect(swapped?.auc).toBeCloseTo(1 - (plain?.auc ?? 0), 12);
        expect(swapped?.se).toBeCloseTo(plain?.se ?? 0, 12);
        expect(both?.auc).toBeCloseTo(plain?.auc ?? 0, 12);
        expect(both?.youden?.j ?? 0).toBeCloseTo(plain?.youden?.j ?? 0, 12);
      }),
    );
  });

  it("is the share of pairs in the right order, ties one half", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        let [wins, pairs] = [0, 0];
        for (const a of rows.filter(({ positive }) => positive))
          for (const b of rows.filter(({ positive }) => !positive)) {
            pairs += 1;
            wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
          }
        expect(curveOf(rows)?.auc).toBeCloseTo(wins / pairs, 12);
      }),
    );
  });

  it("cuts where no other cut is better, and counts what lies on either side", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const curve = curveOf(rows);
        const cut = curve?.youden ?? null;
        if (cut === null) {
          expect(new Set(rows.map(({ score }) => score)).size).toBe(1);
          return;
        }
        expect(cut.tp).toBe(rows.filter(({ positive, score }) => positive && score >= cut.threshold).length);
        expect(cut.fp).toBe(rows.filter(({ positive, score }) => !positive && score >= cut.threshold).length);
        expect(cut.tp + cut.fn + cut.tn + cut.fp).toBe(rows.length);
        for (let threshold = -5.5; threshold < 6; threshold++) {
          const called = rows.filter(({ score }) => score >= threshold);
          // A cut has cases on both sides.
          if (called.length === 0 || called.length === rows.length) continue;
          const hits = called.filter(({ positive }) => positive).length;
          const j = hits / (curve?.positives ?? 0) - (called.length - hits) / (curve?.negatives ?? 0);
          expect(j).toBeLessThanOrEqual(cut.j + 1e-12);
        }
      }),
    );
  });

  it("is the same for cases that come in counts", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const groups = [...Map.groupBy(rows, ({ score }) => score)];
        const counted = rocOfCounts(
          groups.map(([, own]) => own.filter(({ positive }) => positive).length),
          groups.map(([, own]) => own.length),
          groups.map(([score]) => score),
        );
        expect(counted).toEqual(curveOf(rows));
      }),
    );
  });

  it("has no curve for one kind of case, and no cut for one score", () => {
    expect(rocCurve([true, true], [1, 2])).toBeNull();
    expect(rocCurve([], [])).toBeNull();
    expect(rocCurve([true, false], [1, 1])).toMatchObject({ auc: 0.5, se: 0, youden: null });
    expect(() => rocCurve([true], [])).toThrow(RangeError);
  });
});

describe("rocPoints", () => {
  it("draw a line whose area is that of the curve", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const points = rocPoints(
          rows.map(({ positive }) => Number(positive)),
          null,
          rows.map(({ score }) => score),
          0,
        );
        let area = 0;
        for (const [i, { falsePositive, truePositive }] of points.entries()) {
          const before = points[i - 1] ?? { falsePositive: 0, truePositive: 0 };
          area += ((falsePositive - before.falsePositive) * (truePositive + before.truePositive)) / 2;
        }
        expect(area).toBeCloseTo(curveOf(rows)?.auc ?? 0, 12);
        expect(points.at(-1)).toEqual({ falsePositive: 1, truePositive: 1 });
      }),
    );
  });

  it("are few enough to be drawn", () => {
    const scores = Array.from({ length: 5000 }, (_, i) => i);
    const points = rocPoints(
      scores.map((i) => i % 2),
      null,
      scores,
    );
    expect(points.length).toBeLessThan(220);
    expect(points.at(-1)).toEqual({ falsePositive: 1, truePositive: 1 });
    expect(rocPoints([1, 1], null, [1, 2])).toEqual([]);
  });
});
