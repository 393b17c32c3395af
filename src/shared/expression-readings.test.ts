import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRawReading, readFrames, readingsOf } from "./expression-readings.ts";

const study = { id: "fer2013-xception", name: "Study model", calibration: { temperature: 1.65 } };
const second = { id: "face-api-expression", name: "Second model" };

const frame = fc
  .array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 })
  .map((values) => {
    const sum = values.reduce((a, b) => a + b, 0);
    return Float32Array.from(values, (value) => value / sum);
  });

describe("readingsOf", () => {
  it("offers each network as it is, calibrated where its card says how, and the blend of both shipped ones", () => {
    expect(readingsOf([study, second]).map(({ id }) => id)).toEqual([
      "fer2013-xception",
      "fer2013-xception-calibrated",
      "face-api-expression",
      "blend",
      "blend-calibrated",
    ]);
  });

  it("has no blend where one of its networks is missing", () => {
    expect(readingsOf([second]).map(({ id }) => id)).toEqual(["face-api-expression"]);
  });
});

describe("readFrames", () => {
  const [, calibrated, , blend] = readingsOf([study, second]);
  if (!calibrated || !blend) throw new Error("readings are missing");

  it("hands a network's own reading through untouched", () => {
    const values = new Float32Array(7).fill(1 / 7);
    const [raw] = readingsOf([study]);
    expect(raw && isRawReading(raw) && readFrames(raw, () => values)).toBe(values);
  });

  it("adds up to 1, keeps the order of a calibrated frame and makes it less sure", () => {
    fc.assert(
      fc.property(frame, (values) => {
        const read = readFrames(calibrated, () => values);
        expect(read.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
        expect(Math.max(...read)).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
        const top = values.indexOf(Math.max(...values));
        expect(read[top]).toBeCloseTo(Math.max(...read), 6);
      }),
    );
  });

  it("blends log-probabilities, 0.3 of the first and 0.7 of the second", () => {
    const one = Float32Array.of(0.5, 0.5, 0, 0, 0, 0, 0);
    const other = Float32Array.of(0.2, 0.8, 0, 0, 0, 0, 0);
    const read = readFrames(blend, (id) => (id === "fer2013-xception" ? one : other));
    const a = 0.5 ** 0.3 * 0.2 ** 0.7;
    const b = 0.5 ** 0.3 * 0.8 ** 0.7;
    expect(read[0]).toBeCloseTo(a / (a + b), 6);
    expect(read[1]).toBeCloseTo(b / (a + b), 6);
  });

  it("has nothing to say about a frame that one part lacks", () => {
    const missing = new Float32Array(7).fill(Number.NaN);
    const there = new Float32Array(7).fill(1 / 7);
    const read = readFrames(blend, (id) =>
      id === "blend" ? there : id === "fer2013-xception" ? missing : there,
    );
    expect([...read].every(Number.isNaN)).toBe(true);
  });

  it("refuses parts of different lengths", () => {
    expect(() => readFrames(blend, (id) => new Float32Array(id === "fer2013-xception" ? 7 : 14))).toThrow(
      RangeError,
    );
  });
});
