import { describe, expect, it } from "vitest";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { readingsOf } from "../../shared/expression-readings.ts";
import { meanPerLabel, median } from "./means.ts";
import { MinuteRecord, type RecordLayout } from "./minute-record.ts";

const following = { framesBefore: 0, state: "" };
const box = { x: 1, y: 2, width: 3, height: 90, score: 0.9 };

function layout(...modelIds: string[]): RecordLayout {
  return {
    expressions: modelIds.map((modelId) => ({
      modelId,
      labels: EXPRESSIONS,
      minFaceHeightPx: { certain: 60, usable: 40 },
    })),
    readings: readingsOf(modelIds.map((id) => ({ id, name: id }))),
    others: [{ modelId: "own", labels: ["AU12", "AU6"] }],
    meshMeasures: 3,
    eventThreshold: 0.5,
    endMs: 600_000,
  };
}

describe("MinuteRecord", () => {
  it("keeps probabilities where they belong and averages the frames with a face only", () => {
    const record = new MinuteRecord(layout("a", "b"));
    const first = record.add(0, box);
    record.add(40, null);
    const third = record.add(80, box);
    EXPRESSIONS.forEach((_, k) => {
      record.setOutput(1, first, k, k / 10);
      record.setOutput(1, third, k, k / 5);
    });
    const minute = record.finish(1, following);
    expect(minute.nFrames).toBe(3);
    expect(minute.nFaces).toBe(2);
    const means = minute.readings.find(({ modelId }) => modelId === "b")?.means ?? [];
    expect(means).toHaveLength(7);
    for (const [k, mean] of means.entries()) expect(mean).toBeCloseTo(0.15 * k, 6);
    expect([...(minute.probabilities[1]?.values.slice(7, 14) ?? [])].every(Number.isNaN)).toBe(true);
  });

  it("does not use a face that is too small for the model, and counts the uncertain ones", () => {
    const record = new MinuteRecord(layout("a"));
    for (const height of [39, 50, 80]) {
      const frame = record.add(height, { ...box, height });
      EXPRESSIONS.forEach((_, k) => {
        record.setOutput(0, frame, k, k === 6 ? 1 : 0);
      });
    }
    const minute = record.finish(1, following);
    expect(minute.nFaces).toBe(3);
    expect(minute.readings[0]).toMatchObject({ nUsed: 2, nUncertain: 1 });
    expect(minute.probabilities[0]?.values[6]).toBeNaN();
    expect(minute.medianFaceHeight).toBe(50);
  });

  it("keeps a laboratory's own labels, the mesh, other faces and what was dropped, and forgets them", () => {
    const record = new MinuteRecord(layout("a"));
    const frame = record.add(0, box, 4, 0.99);
    record.setOutput(1, frame, 0, 0.5);
    record.setOutput(1, frame, 1, 0.25);
    record.addMesh(frame, [1, 2, 3]);
    record.addOtherFace(7, frame, { ...box, x: 50 });
    record.addDropped({ track: 2, reason: "still-picture", timeMs: 0, box });
    const minute = record.finish(1, following);
    expect(minute.otherOutputs[0]?.means).toEqual([0.5, 0.25]);
    expect([...minute.tracks]).toEqual([4]);
    expect(minute.presences[0]).toBeCloseTo(0.99, 6);
    expect([...minute.meshMeasures]).toEqual([1, 2, 3]);
    expect(minute.medianPose).toEqual([1, 2, 3]);
    expect(minute.otherFaces).toEqual([
      {
        track: 7,
        frames: Uint32Array.of(0),
        boxes: Float32Array.of(50, 2, 3, 90),
        scores: Float32Array.of(0.9),
      },
    ]);
    expect(minute.droppedTracks).toHaveLength(1);
    const next = record.finish(2, following);
    expect([next.nFrames, next.otherFaces.length, next.droppedTracks.length, next.meshFrames.length]).toEqual(
      [0, 0, 0, 0],
    );
  });

  it("sums each minute up beside its means, in the order of the expressions, nonspecific arousal last", () => {
    const record = new MinuteRecord(layout("a"));
    const happy = EXPRESSIONS.indexOf("happy");
    const neutral = EXPRESSIONS.indexOf("neutral");
    // 100 frames of 40 ms: happy in frames 10 to 19, nothing in frame 50, neutral otherwise.
    for (let i = 0; i < 100; i++) {
      const frame = record.add(i * 40, i === 50 ? null : box);
      const isHappy = i >= 10 && i < 20;
      if (i === 50) continue;
      EXPRESSIONS.forEach((_, k) => {
        record.setOutput(0, frame, k, k === (isHappy ? happy : neutral) ? 0.75 : 0.25 / 6);
      });
    }
    const statistics = record.finish(1, following).readings[0]?.statistics ?? [];
    expect(statistics).toHaveLength(8);
    expect(statistics[happy]).toMatchObject({ maximum: 0.75, msAbove: 400, bursts: 1 });
    expect(statistics[neutral]).toMatchObject({ median: 0.75, p90: 0.75, bursts: 3 });
    expect(statistics[7]).toMatchObject({ median: 0.25, msAbove: 400, bursts: 1 });
    expect(statistics[7]?.maximum).toBeCloseTo(1 - 0.25 / 6, 6);
  });

  it("has no statistics without a result", () => {
    const record = new MinuteRecord(layout("a"));
    record.add(0, null);
    expect(record.finish(1, following)).toMatchObject({ medianPose: null });
    expect(record.finish(2, following).readings[0]?.statistics).toBeNull();
  });

  it("lets the last frame last to the end of what is analysed", () => {
    const record = new MinuteRecord({ ...layout("a"), endMs: 1020 });
    const frame = record.add(1000, box);
    EXPRESSIONS.forEach((_, k) => {
      record.setOutput(0, frame, k, k === 0 ? 0.9 : 0);
    });
    expect(record.finish(1, following).readings[0]?.statistics?.[0]?.msAbove).toBe(20);
  });

  it("sends buffers that hold the minute alone", () => {
    const record = new MinuteRecord(layout("a"));
    record.add(0, box);
    const minute = record.finish(1, following);
    expect(minute.timesMs.buffer.byteLength).toBe(8);
    expect(minute.probabilities[0]?.values.buffer.byteLength).toBe(28);
  });

  it("grows with fast recordings and starts empty after each minute", () => {
    const record = new MinuteRecord(layout("a"));
    for (let i = 0; i < 5000; i++) record.setOutput(0, record.add(i * 12, box), 6, i / 5000);
    const minute = record.finish(1, following);
    expect(minute.nFrames).toBe(5000);
    expect(minute.timesMs[4999]).toBe(4999 * 12);
    expect(minute.probabilities[0]?.values[4999 * 7 + 6]).toBeCloseTo(0.9998, 4);
  });
});

describe("meanPerLabel", () => {
  it("is null without a face, never zero", () => {
    expect(meanPerLabel(new Float32Array(0), 7)).toBeNull();
    expect(meanPerLabel(new Float32Array(14).fill(Number.NaN), 7)).toBeNull();
  });
});

describe("median", () => {
  it("leaves NaN out and takes the mean of the middle two", () => {
    expect(median([3, Number.NaN, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([Number.NaN])).toBeNull();
  });
});
