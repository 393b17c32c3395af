import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibration, calibrationBins } from "./calibration.ts";
import { clopperPearson } from "./distributions.ts";

const probabilities = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.15, 0.35, 0.55, 0.75];
const successes = [0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1];

const cases = fc.array(fc.record({ p: fc.integer({ min: 0, max: 20 }), y: fc.boolean() }), { minLength: 1 });
const forecastsOf = (rows: readonly { p: number; y: boolean }[]) => ({
  successes: rows.map(({ y }) => Number(y)),
  probabilities: rows.map(({ p }) => p / 20),
});

describe("calibrationBins", () => {
  it("cuts at equal counts, with the exact interval of each share", () => {
    const bins = calibrationBins({ successes, probabilities }, 4);
    expect(bins.map(({ n, events }) => [n, events])).toEqual([
      [3, 0],
      [3, 1],
      [3, 2],
      [3, 3],
    ]);
    expect(bins[1]).toMatchObject({ from: 0.3, to: 0.4, observed: 1 / 3, ...clopperPearson(1, 3) });
    expect(bins[1]?.predicted).toBeCloseTo(0.35, 12);
  });

  it("keeps equal probabilities together", () => {
    const bins = calibrationBins({ successes: [0, 1, 0, 1, 1], probabilities: [0.2, 0.2, 0.2, 0.2, 0.9] }, 5);
    expect(bins.map(({ n }) => n)).toEqual([4, 1]);
  });

  it("loses no case, and rises with the probability", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 12 }), (rows, count) => {
        const bins = calibrationBins(forecastsOf(rows), count);
        expect(bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(rows.length);
        expect(bins.reduce((sum, bin) => sum + bin.events, 0)).toBe(rows.filter(({ y }) => y).length);
        for (const [i, bin] of bins.entries()) expect(bin.from).toBeGreaterThan(bins[i - 1]?.to ?? -1);
      }),
    );
  });

  it("refuses what is no probability, and lengths that differ", () => {
    expect(() => calibrationBins({ successes: [1], probabilities: [1.01] })).toThrow("no probability");
    expect(() => calibrationBins({ successes: [1], probabilities: [Number.NaN] })).toThrow("no probability");
    expect(() => calibrationBins({ successes: [1, 0], probabilities: [0.5] })).toThrow("Every case");
    expect(() => calibrationBins({ successes: [1], probabilities: [0.5] }, 0)).toThrow("0 bins");
  });
});

describe("calibration", () => {
  it("has R's values: glm with the log odds as predictor and as offset", () => {
    const result = calibration({ successes, probabilities }, 4);
    expect(result?.slope?.value).toBeCloseTo(1.89623560980452, 9);
    expect(result?.slope?.se).toBeCloseTo(1.04954419379551, 8);
    expect(result?.intercept?.value).toBeCloseTo(0.254475524953753, 8);
    expect(result?.intercept?.se).toBeCloseTo(0.651044815985173, 8);
    expect(result?.brier).toBeCloseTo(0.154166666666667, 12);
    expect(result?.expectedError).toBeCloseTo(0.133333333333333, 12);
    expect(result?.brierSkill).toBeCloseTo(1 - 0.154166666666667 / 0.25, 12);
  });

  it("is perfect for shares that are exactly as predicted, whatever the probabilities", () => {
    const result = calibration({
      successes: [1, 5, 8],
      trials: [10, 10, 10],
      probabilities: [0.1, 0.5, 0.8],
    });
    expect(result?.intercept?.value).toBeCloseTo(0, 9);
    expect(result?.slope?.value).toBeCloseTo(1, 9);
    expect(result?.expectedError).toBeCloseTo(0, 12);
  });

  it("says that a label of all or no cases, or one probability for all, has no slope", () => {
    expect(calibration({ successes: [1, 1], probabilities: [0.4, 0.6] })).toMatchObject({
      intercept: null,
      slope: null,
      brierSkill: null,
    });
    const constant = calibration({ successes: [1, 0, 0], probabilities: [0.5, 0.5, 0.5] });
    expect(constant?.slope).toBeNull();
    expect(constant?.intercept?.value).toBeCloseTo(Math.log(0.5), 9);
    expect(calibration({ successes: [], probabilities: [] })).toBeNull();
  });

  it("has no slope where the probabilities tell the label apart without error", () => {
    expect(calibration({ successes: [0, 0, 1, 1], probabilities: [0.1, 0.2, 0.8, 0.9] })?.slope).toBeNull();
  });

  it("does not care about the order of cases, nor whether equal ones are counted together", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const whole = calibration(forecastsOf(rows));
        const turned = calibration(forecastsOf(rows.toReversed()));
        const groups = [...Map.groupBy(rows, ({ p }) => p)];
        const counted = calibration({
          successes: groups.map(([, own]) => own.filter(({ y }) => y).length),
          trials: groups.map(([, own]) => own.length),
          probabilities: groups.map(([p]) => p / 20),
        });
        for (const other of [turned, counted]) {
          expect(other?.brier).toBeCloseTo(whole?.brier ?? Number.NaN, 10);
          expect(other?.expectedError).toBeCloseTo(whole?.expectedError ?? Number.NaN, 10);
          expect(other?.slope === null).toBe(whole?.slope === null);
          expect(other?.slope?.value ?? 0).toBeCloseTo(whole?.slope?.value ?? 0, 5);
          expect(other?.intercept?.value ?? 0).toBeCloseTo(whole?.intercept?.value ?? 0, 5);
        }
      }),
    );
  });

  it("turns its intercept and keeps its slope when the label is swapped", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const one = calibration(forecastsOf(rows));
        const other = calibration(forecastsOf(rows.map(({ p, y }) => ({ p: 20 - p, y: !y }))));
        expect(other?.brier).toBeCloseTo(one?.brier ?? Number.NaN, 10);
        expect(other?.intercept?.value ?? 0).toBeCloseTo(-(one?.intercept?.value ?? 0), 5);
        expect(other?.slope?.value ?? 0).toBeCloseTo(one?.slope?.value ?? 0, 5);
      }),
    );
  });
});
