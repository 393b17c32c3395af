import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrap, drawer } from "./bootstrap.ts";
import {
  fQuantile,
  fTail,
  noncentralStudentCdf,
  normalCdf,
  normalQuantile,
  studentQuantile,
  studentTwoSided,
} from "./distributions.ts";
import { findRoot } from "./find-root.ts";
import { fourierTransform, inverseFourierTransform } from "./fourier.ts";
import { rocCurve } from "./roc.ts";
import { midRanks, quantile } from "./summary.ts";
import { largestFreeScale, morletTransform, paddedLength } from "./wavelet.ts";

describe("Fourier transform", () => {
  it.each([1, 2, 3, 8, 12, 97, 100])("of length %i is the sum that defines it, and can be inverted", (n) => {
    const x = {
      re: Float64Array.from({ length: n }, (_, i) => Math.sin(3.7 * i * i)),
      im: Float64Array.from({ length: n }, (_, i) => Math.cos(1.3 * i)),
    };
    const found = fourierTransform(n)(x);
    for (let k = 0; k < n; k++) {
      let [re, im] = [0, 0];
      for (let i = 0; i < n; i++) {
        const angle = (-2 * Math.PI * ((i * k) % n)) / n;
        re += (x.re[i] ?? 0) * Math.cos(angle) - (x.im[i] ?? 0) * Math.sin(angle);
        im += (x.re[i] ?? 0) * Math.sin(angle) + (x.im[i] ?? 0) * Math.cos(angle);
      }
      expect(found.re[k]).toBeCloseTo(re, 10);
      expect(found.im[k]).toBeCloseTo(im, 10);
    }
    const back = inverseFourierTransform(n)(found);
    for (let i = 0; i < n; i++) expect(back.re[i]).toBeCloseTo(x.re[i] ?? 0, 11);
  });
});

describe("Morlet transform", () => {
  it("moves with its series where the ends meet", () => {
    const series = Array.from({ length: 60 }, (_, i) => Math.sin(i / 3) + Math.cos(i * i));
    const moved = [...series.slice(-7), ...series.slice(0, -7)];
    const [a, b] = [morletTransform(series, 60)(5), morletTransform(moved, 60)(5)];
    for (let i = 0; i < 60; i++) expect(b.re[(i + 7) % 60]).toBeCloseTo(a.re[i] ?? 0, 10);
  });

  it("is free of the ends where these make no difference", () => {
    const series = Array.from({ length: 400 }, (_, i) => Math.sin(i / 2));
    const spoilt = series.with(0, 50).with(399, 50);
    const scale = 20;
    const [a, b] = [morletTransform(series, 1024)(scale), morletTransform(spoilt, 1024)(scale)];
    const change = (i: number): number =>
      Math.hypot((a.re[i] ?? 0) - (b.re[i] ?? 0), (a.im[i] ?? 0) - (b.im[i] ?? 0));
    expect(largestFreeScale(200, 400)).toBeGreaterThan(scale);
    expect(largestFreeScale(5, 400)).toBeLessThan(scale);
    expect(change(200)).toBeLessThan(1e-3 * change(5));
  });

  it("pads as the authors do, and refuses a length below the series'", () => {
    expect([paddedLength(2000), paddedLength(1024), paddedLength(1500)]).toEqual([4096, 2048, 4096]);
    expect(() => morletTransform([1, 2, 3], 2)).toThrow(RangeError);
  });
});

describe("distributions", () => {
  it("have quantiles that invert them", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        (p, df1, df2) => {
          expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
          const t = studentQuantile(p, df1);
          expect(studentTwoSided(t, df1)).toBeCloseTo(2 * Math.min(p, 1 - p), 9);
          expect(fTail(fQuantile(p, df1, df2), df1, df2)).toBeCloseTo(1 - p, 9);
        },
      ),
    );
  });

  it("noncentral t: central at 0, mirrored, and close to normal with many degrees of freedom", () => {
    expect(noncentralStudentCdf(1.3, 7, 0)).toBeCloseTo(1 - studentTwoSided(1.3, 7) / 2, 12);
    expect(noncentralStudentCdf(-1, 9, 2)).toBeCloseTo(1 - noncentralStudentCdf(1, 9, -2), 12);
    expect(noncentralStudentCdf(60, 1e7, 60)).toBeCloseTo(0.5, 3);
    // R: pt(2, 10, ncp = 1).
    expect(noncentralStudentCdf(2, 10, 1)).toBeCloseTo(0.8076115625, 9);
  });
});

describe("ranks, quantiles and roots", () => {
  it("share ranks among equals", () => {
    expect(midRanks([10, 30, 20, 20])).toEqual([1, 4, 2.5, 2.5]);
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it("find where a function is zero, and say that there is no such place", () => {
    expect(findRoot((x) => x ** 3 - 2, 0, 5, 1e-12)).toBeCloseTo(Math.cbrt(2), 11);
    expect(() => findRoot((x) => x * x + 1, -1, 1, 1e-9)).toThrow(RangeError);
  });
});

describe("ROC", () => {
  const cases = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -50, max: 50 })), {
    minLength: 4,
    maxLength: 60,
  });

  it("does not care about the scale of the scores, and turns with their sign", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const positive = rows.map(([has]) => has);
        const scores = rows.map(([, score]) => score);
        const roc = rocCurve(positive, scores);
        const stretched = rocCurve(
          positive,
          scores.map((score) => Math.exp(score / 20)),
        );
        const turned = rocCurve(
          positive,
          scores.map((score) => -score),
        );
        if (roc === null) {
          expect(turned).toBeNull();
          return;
        }
        expect(stretched?.auc).toBeCloseTo(roc.auc, 12);
        expect(stretched?.youden?.j).toBe(roc.youden?.j);
        expect(turned?.auc).toBeCloseTo(1 - roc.auc, 12);
        expect(turned?.se).toBeCloseTo(roc.se, 10);
      }),
    );
  });
});

describe("bootstrap", () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];
  const meanOf = (drawn: Int32Array): number[] => [
    drawn.reduce((sum, at) => sum + (values[at] ?? 0), 0) / drawn.length,
  ];

  it("gives the same intervals for the same seed, and others for another", () => {
    const [a, b, c] = [7, 7, 8].map((seed) => bootstrap(8, meanOf, { replicates: 200, seed }));
    expect(a).toEqual(b);
    expect(c).not.toEqual(a);
  });

  it("draws every case about equally often, and refuses a seed that is none", () => {
    const draw = drawer(1);
    const counts = new Int32Array(5);
    for (let i = 0; i < 5000; i++) {
      const at = draw(5);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(() => drawer(0)).toThrow(RangeError);
    expect(() => drawer(1.5)).toThrow(RangeError);
  });
});
