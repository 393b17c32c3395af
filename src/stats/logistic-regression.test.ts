import { describe, expect, it } from "vitest";
import { logisticRegression } from "./logistic-regression.ts";

const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const successes = [0, 0, 1, 0, 1, 1, 0, 1, 1, 1];
const x = values.flatMap((value) => [1, value]);

describe("logisticRegression", () => {
  it("has the estimates, covariances and likelihood of R's glm", () => {
    const fit = logisticRegression({ x, width: 2, successes });
    expect(fit.estimates[0]).toBeCloseTo(-2.290282657262781, 9);
    expect(fit.estimates[1]).toBeCloseTo(0.527860191496384, 9);
    expect(fit.covariance?.get(0, 1)).toBeCloseTo(-0.546046039269456, 7);
    expect(fit.covariance?.get(1, 1)).toBeCloseTo(0.114049179682843, 7);
    expect(fit.logLikelihood).toBeCloseTo(-4.90136567677508, 12);
    expect(fit.converged).toBe(true);
  });

  it("counts equal rows together", () => {
    const twice = logisticRegression({ x: [...x, ...x], width: 2, successes: [...successes, ...successes] });
    const counted = logisticRegression({
      x,
      width: 2,
      successes: successes.map((y) => 2 * y),
      trials: successes.map(() => 2),
    });
    expect(counted.logLikelihood).toBeCloseTo(twice.logLikelihood, 10);
    expect(counted.estimates[1]).toBeCloseTo(twice.estimates[1] ?? 0, 9);
  });

  it("takes a known part of the log odds off the estimates", () => {
    const plain = logisticRegression({ x, width: 2, successes });
    const shifted = logisticRegression({ x, width: 2, successes, offset: values.map((value) => value / 2) });
    expect(shifted.estimates[1]).toBeCloseTo((plain.estimates[1] ?? 0) - 0.5, 8);
  });

  it("says that an estimate runs off where a value tells the label apart", () => {
    const fit = logisticRegression({ x, width: 2, successes: values.map((value) => Number(value > 5)) });
    expect(fit.converged).toBe(false);
  });

  it("has no covariance where columns say the same", () => {
    const fit = logisticRegression({ x: values.flatMap((v) => [1, v, 2 * v]), width: 3, successes });
    expect(fit.logLikelihood).toBeCloseTo(-4.90136567677508, 9);
    expect(fit.covariance).toBeNull();
  });

  it("refuses rows without an outcome", () => {
    expect(() => logisticRegression({ x, width: 2, successes: [1] })).toThrow(RangeError);
  });
});
