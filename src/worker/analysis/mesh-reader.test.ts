import { describe, expect, it } from "vitest";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { LANDMARK_MEASURE_COUNT } from "../../shared/face-geometry/landmark-measures.ts";
import { STABLE_POINTS } from "../../shared/face-geometry/mean-face.ts";
import type { Picture } from "../picture/picture.ts";
import type { ObservedFrame } from "./frame-observer.ts";
import { MeshReader } from "./mesh-reader.ts";
import { MinuteRecord } from "./minute-record.ts";

const FACE = { x: 10, y: 10, width: 80, height: 80, score: 0.9 };

/** Points in general position that contain the mean face's stable points. */
const points = Float32Array.from({ length: 468 * 3 }, (_, i) => Math.sin(i) * 50);
for (const { index, place } of STABLE_POINTS)
  points.set(
    place.map((value) => value * 100),
    3 * index,
  );

function record(): MinuteRecord {
  return new MinuteRecord({
    expressions: [{ modelId: "a", labels: EXPRESSIONS }],
    readings: [],
    others: [],
    meshMeasures: LANDMARK_MEASURE_COUNT,
    eventThreshold: 0.5,
    endMs: 60_000,
  });
}

/** Reads frames of 1/30 s; `presenceAt` says what the mesh tells of the face, null that there is none. */
async function readFrames(
  reader: (presence: () => number) => MeshReader,
  frames: readonly { presence: number | null; track?: number }[],
) {
  const minute = record();
  let presence = 0;
  const used = reader(() => presence);
  for (const [index, { presence: now, track = 1 }] of frames.entries()) {
    presence = now ?? Number.NaN;
    const box = now === null ? null : FACE;
    const timeMs = (index * 1000) / 30;
    minute.add(timeMs, box, track, 0.95);
    const observed: ObservedFrame = {
      picture: {} as Picture,
      timeMs,
      frameInRun: index,
      indexInMinute: index,
      box,
      track: box ? track : 0,
      region: FACE,
    };
    await used.observe(observed, minute);
  }
  return { minute: minute.finish(1, { framesBefore: 0, state: "" }), reader: used };
}

const every =
  (intervalMs: number) =>
  (presence: () => number): MeshReader =>
    new MeshReader({ read: async () => ({ presence: presence(), points }) }, intervalMs);

describe("MeshReader", () => {
  it("reads the first frame with a face, then at intervals, though times are rounded", async () => {
    const frames = Array.from({ length: 20 }, (_, i) => ({ presence: i < 2 ? null : 0.99 }));
    const { minute } = await readFrames(every(200), frames);
    expect([...minute.meshFrames]).toEqual([2, 8, 14]);
    expect(minute.meshMeasures).toHaveLength(3 * LANDMARK_MEASURE_COUNT);
    expect(minute.medianPose?.every(Number.isFinite)).toBe(true);
  });

  it("reads every frame when asked to", async () => {
    const { minute } = await readFrames(every(0), [{ presence: 0.9 }, { presence: 0.9 }, { presence: 0.9 }]);
    expect([...minute.meshFrames]).toEqual([0, 1, 2]);
  });

  it("carries the presence of the last reading, on the same track only", async () => {
    const { minute } = await readFrames(every(100), [
      { presence: 0.8 },
      { presence: 0.7 },
      { presence: 0.6, track: 2 },
      { presence: 0.5, track: 2 },
      { presence: 0.4, track: 2 },
    ]);
    expect([...minute.presences].map((value) => Number(value.toFixed(2)))).toEqual([
      0.8, 0.8, 0.95, 0.5, 0.5,
    ]);
  });

  it("notes that there is no face, without measures", async () => {
    const { minute } = await readFrames(every(200), [{ presence: 0.2 }]);
    expect(minute.meshFrames).toHaveLength(0);
    expect(minute.presences[0]).toBeCloseTo(0.2, 6);
  });

  it("continues from its state as if it had never stopped", async () => {
    const frames = Array.from({ length: 8 }, () => ({ presence: 0.99 }));
    const { reader } = await readFrames(every(200), frames);
    const state: unknown = JSON.parse(JSON.stringify(reader.state()));
    const continued = every(200)(() => 0.5);
    continued.restore(state);
    const next = record();
    for (let i = 0; i < 6; i++) {
      const timeMs = ((8 + i) * 1000) / 30;
      next.add(timeMs, FACE, 1, 0.95);
      await continued.observe(
        {
          picture: {} as Picture,
          timeMs,
          frameInRun: 8 + i,
          indexInMinute: i,
          box: FACE,
          track: 1,
          region: FACE,
        },
        next,
      );
    }
    const minute = next.finish(2, { framesBefore: 8, state: "" });
    expect([...minute.meshFrames]).toEqual([4]);
    expect(minute.presences[0]).toBeCloseTo(0.99, 6);
  });

  it("does not carry on what was said of another person", async () => {
    const { reader } = await readFrames(every(200), [{ presence: 0.3, track: 3 }]);
    reader.forget(3);
    expect(reader.state().track).toBe(0);
  });
});
