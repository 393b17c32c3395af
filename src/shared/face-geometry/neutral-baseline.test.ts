import { describe, expect, it } from "vitest";
import { LANDMARK_MEASURE_COUNT, type MeasureName, measureOf, placeOf } from "./landmark-measures.ts";
import { MIN_NEUTRAL_SAMPLES, neutralBaseline } from "./neutral-baseline.ts";

function sample(values: Partial<Record<MeasureName, number>>): Float32Array {
  const summary = new Float32Array(LANDMARK_MEASURE_COUNT);
  for (const [name, value] of Object.entries(values)) summary[placeOf(name as MeasureName)] = value;
  return summary;
}

describe("neutralBaseline", () => {
  it("is the median of near-frontal samples", () => {
    const samples = [
      ...Array.from({ length: 20 }, (_, i) => sample({ mouthWidth: 0.7 + i / 1000 })),
      ...Array.from({ length: 100 }, () => sample({ mouthWidth: 2, yaw: 21 })),
      ...Array.from({ length: 100 }, () => null),
    ];
    const { baseline, reason } = neutralBaseline(samples);
    expect(reason).toBeNull();
    expect(baseline?.samples).toBe(20);
    expect(baseline?.leastNeutral).toBeNull();
    expect(measureOf(baseline?.summary ?? [], "mouthWidth")).toBeCloseTo(0.7095, 5);
  });

  it("takes the quarter that looks most neutral where probabilities are known", () => {
    const samples = Array.from({ length: 100 }, (_, i) => sample({ mouthWidth: i < 30 ? 0.7 : 1 }));
    const neutral = samples.map((_, i) => (i < 30 ? 0.9 : 0.2));
    const { baseline } = neutralBaseline(samples, neutral);
    expect(baseline?.samples).toBe(25);
    expect(baseline?.leastNeutral).toBe(0.9);
    expect(measureOf(baseline?.summary ?? [], "mouthWidth")).toBeCloseTo(0.7, 5);
  });

  it("is not moved by blinks", () => {
    const samples = Array.from({ length: 40 }, (_, i) =>
      sample({ eyeOpeningLeft: i % 4 === 0 ? 0.1 : 0.3, eyeOpeningRight: 0.3 }),
    );
    const { baseline } = neutralBaseline(samples);
    expect(measureOf(baseline?.summary ?? [], "eyeOpeningLeft")).toBeCloseTo(0.3, 5);
  });

  it("says why there is none", () => {
    const few = Array.from({ length: MIN_NEUTRAL_SAMPLES - 1 }, () => sample({}));
    expect(neutralBaseline(few)).toEqual({
      baseline: null,
      reason:
        "The person faces the camera in 14 samples; a neutral face needs at least 15, turned by no more than 20 degrees.",
    });
    const unknown = Array.from({ length: 100 }, () => sample({}));
    const { baseline, reason } = neutralBaseline(
      unknown,
      unknown.map(() => Number.NaN),
    );
    expect(baseline).toBeNull();
    expect(reason).toContain("known expression probabilities");
  });
});
