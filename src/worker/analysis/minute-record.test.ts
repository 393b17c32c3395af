import { describe, expect, it } from "vitest";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { MinuteRecord, meanProbabilities } from "./minute-record.ts";

const following = { framesBefore: 0, state: "" };
const box = { x: 1, y: 2, width: 3, height: 4, score: 0.9 };

describe("MinuteRecord", () => {
  it("keeps probabilities where they belong and averages the frames with a face only", () => {
    const record = new MinuteRecord(["a", "b"]);
    const first = record.add(0, box);
    record.add(40, null);
    const third = record.add(80, box);
    EXPRESSIONS.forEach((_, k) => {
      record.setProbability(1, first, k, k / 10);
      record.setProbability(1, third, k, k / 5);
    });
    const minute = record.finish(1, following);
    expect(minute.nFrames).toBe(3);
    expect(minute.nFaces).toBe(2);
    const means = minute.means[1]?.values ?? [];
    for (const [k, mean] of means.entries()) expect(mean).toBeCloseTo(0.15 * k, 6);
    expect([...(minute.probabilities[1]?.values.slice(7, 14) ?? [])].every(Number.isNaN)).toBe(true);
  });

  it("sends buffers that hold the minute alone", () => {
    const record = new MinuteRecord(["a"]);
    record.add(0, box);
    const minute = record.finish(1, following);
    expect(minute.timesMs.buffer.byteLength).toBe(8);
    expect(minute.probabilities[0]?.values.buffer.byteLength).toBe(28);
  });

  it("grows with fast recordings and starts empty after each minute", () => {
    const record = new MinuteRecord(["a"]);
    for (let i = 0; i < 5000; i++) record.setProbability(0, record.add(i * 12, box), 6, i / 5000);
    const minute = record.finish(1, following);
    expect(minute.nFrames).toBe(5000);
    expect(minute.timesMs[4999]).toBe(4999 * 12);
    expect(minute.probabilities[0]?.values[4999 * 7 + 6]).toBeCloseTo(0.9998, 4);
    expect(record.finish(2, following).nFrames).toBe(0);
  });
});

describe("meanProbabilities", () => {
  it("is null without a face, never zero", () => {
    expect(meanProbabilities(new Float32Array(0))).toBeNull();
    expect(meanProbabilities(new Float32Array(14).fill(Number.NaN))).toBeNull();
  });
});
