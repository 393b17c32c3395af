import { describe, expect, it } from "vitest";
import {
  accuracy,
  bestTemperature,
  expectedCalibrationError,
  meanNegativeLogLikelihood,
  unweightedAverageRecall,
} from "./classification.ts";

describe("accuracy and unweighted average recall", () => {
  const counts = [
    [8, 2, 0],
    [1, 1, 0],
    [0, 0, 0],
  ];

  it("count every case, or every class that occurs, the same", () => {
    expect(accuracy(counts)).toBeCloseTo(9 / 12, 12);
    expect(unweightedAverageRecall(counts)).toBeCloseTo((0.8 + 0.5) / 2, 12);
  });

  it("have no value without cases, and refuse a table that is not square", () => {
    expect(accuracy([[0]])).toBeNaN();
    expect(unweightedAverageRecall([[0]])).toBeNaN();
    expect(() => accuracy([[1, 2]])).toThrow(RangeError);
  });
});

describe("expectedCalibrationError", () => {
  it("is nothing where each bin is as often right as it is sure", () => {
    expect(expectedCalibrationError([0.75, 0.75, 0.75, 0.75], [true, true, true, false])).toBeCloseTo(0, 12);
  });

  it("weighs the bins by their cases and takes differences to both sides", () => {
    // Bin of 0.9: four cases, half right (0.4 off); bin of 0.3: one case, right (0.7 off the other way).
    const error = expectedCalibrationError([0.9, 0.9, 0.9, 0.9, 0.3], [true, false, true, false, true], 10);
    expect(error).toBeCloseTo((4 * 0.4 + 0.7) / 5, 12);
  });

  it("puts 0 into the first bin and 1 into the last", () => {
    expect(expectedCalibrationError([0, 1], [false, true])).toBe(0);
  });

  it("refuses what is no probability, and lengths that differ", () => {
    expect(() => expectedCalibrationError([1.2], [true])).toThrow(RangeError);
    expect(() => expectedCalibrationError([Number.NaN], [true])).toThrow(RangeError);
    expect(() => expectedCalibrationError([0.5], [])).toThrow(RangeError);
  });
});

describe("meanNegativeLogLikelihood", () => {
  it("is the mean of the logarithms, with a floor for zero", () => {
    expect(meanNegativeLogLikelihood([0.5, 0.25])).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 12);
    expect(meanNegativeLogLikelihood([0])).toBeCloseTo(-Math.log(1e-12), 9);
  });
});

describe("bestTemperature", () => {
  it("finds the minimum on either side of 1", () => {
    for (const wanted of [0.4, 1, 1.65, 6])
      expect(bestTemperature((t) => (Math.log(t) - Math.log(wanted)) ** 2)).toBeCloseTo(wanted, 2);
  });
});
