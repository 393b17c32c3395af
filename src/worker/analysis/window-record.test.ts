import { describe, expect, it } from "vitest";
import type { AnalysedMinute } from "../../shared/worker-protocol.ts";
import type { FaceBox } from "../faces/face-box.ts";
import type { WindowFaces } from "../faces/tracker.ts";
import type { Standing } from "../faces/window-looks.ts";
import { colourMatrix } from "../picture/colour.ts";
import type { Picture } from "../picture/picture.ts";
import { ExpressionBatch } from "./expression-batch.ts";
import type { FrameObserver, ObservedFrame } from "./frame-observer.ts";
import { MinuteRecord } from "./minute-record.ts";
import { WindowRecord } from "./window-record.ts";

const plane = { samples: new Uint8Array(4), stride: 2, width: 2, height: 2 };
const picture: Picture = {
  luma: plane,
  chromaU: plane,
  chromaV: plane,
  colour: colourMatrix("bt601", true),
  rotation: 0,
  width: 640,
  height: 360,
};
const LAYOUT = {
  expressions: [],
  readings: [],
  others: [],
  meshMeasures: 1,
  eventThreshold: 0.5,
  endMs: 60_000,
};
const WINDOW = 2;

const box = (x: number): FaceBox => ({ x, y: 50, width: 60, height: 60, score: 0.8 });

/** Reads something of each face, as the mesh does. */
class Reader implements FrameObserver {
  readonly name = "reader";
  readonly seen: ObservedFrame[] = [];
  readonly forgotten: [number, number[]][] = [];

  observe(frame: ObservedFrame, record: MinuteRecord): void {
    this.seen.push(frame);
    if (frame.box) record.addMesh(frame.indexInMinute, [frame.box.x]);
  }

  forget(track: number, frames: readonly number[]): void {
    this.forgotten.push([track, [...frames]]);
  }

  state(): null {
    return null;
  }

  restore(): void {}
}

/** Writes windows of two frames; each lists its tracks as id, x and standing. */
async function write(
  ...windows: readonly {
    readonly tracks: readonly (readonly [id: number, x: number, standing: Standing])[];
    readonly likeliest: number | null;
  }[]
): Promise<{ minute: AnalysedMinute; reader: Reader }> {
  const record = new MinuteRecord(LAYOUT);
  const reader = new Reader();
  const written = new WindowRecord(record, new ExpressionBatch([], 4), [reader]);
  for (const [number, { tracks, likeliest }] of windows.entries()) {
    const frames = Array.from({ length: WINDOW }, (_, i) => ({
      picture,
      timeMs: (number * WINDOW + i) * 40,
    }));
    const faces: WindowFaces = {
      tracks: tracks.map(([id, x, standing]) => ({
        id,
        boxes: frames.map(() => box(x)),
        presence: 0.99,
        standing,
      })),
      likeliest,
      dropped: [],
      soughtIn: null,
    };
    await written.write(frames, faces, number * WINDOW);
  }
  await written.endMinute();
  return { minute: record.finish(1, { framesBefore: 0, state: "" }), reader };
}

const xsOf = ({ boxes, nFrames }: AnalysedMinute) =>
  Array.from({ length: nFrames }, (_, i) => boxes[4 * i] ?? Number.NaN);

describe("WindowRecord", () => {
  it("gives the elected client every frame in which it was only a candidate, and the others theirs", async () => {
    const { minute, reader } = await write(
      {
        tracks: [
          [1, 10, "candidate"],
          [2, 300, "candidate"],
        ],
        likeliest: 1,
      },
      {
        tracks: [
          [1, 10, "other"],
          [2, 300, "client"],
        ],
        likeliest: 2,
      },
    );
    expect(xsOf(minute)).toEqual([300, 300, 300, 300]);
    expect([...minute.tracks]).toEqual([2, 2, 2, 2]);
    expect(minute.nFaces).toBe(4);
    expect(minute.otherFaces.map(({ track, frames }) => [track, [...frames]])).toEqual([[1, [0, 1, 2, 3]]]);
    // What was read from the wrong face is gone.
    expect(reader.forgotten).toEqual([[1, [0, 1]]]);
    expect([...minute.meshFrames]).toEqual([2, 3]);
    expect([...minute.meshMeasures]).toEqual([300, 300]);
  });

  it("leaves no trace of what turned out to be no face", async () => {
    const { minute, reader } = await write(
      { tracks: [[1, 10, "candidate"]], likeliest: 1 },
      { tracks: [[1, 10, "void"]], likeliest: null },
    );
    expect(minute.nFaces).toBe(0);
    expect(minute.otherFaces).toEqual([]);
    expect([...minute.meshFrames]).toEqual([]);
    expect(reader.forgotten).toEqual([[1, [0, 1]]]);
  });

  it("takes the likeliest for the client when the minute ends before it is decided", async () => {
    const { minute } = await write({
      tracks: [
        [1, 10, "candidate"],
        [2, 300, "candidate"],
        [3, 500, "open"],
      ],
      likeliest: 2,
    });
    expect(xsOf(minute)).toEqual([300, 300]);
    expect(minute.otherFaces).toEqual([]);
  });

  it("tells observers the region that was looked at", async () => {
    const { reader } = await write(
      { tracks: [[1, 100, "client"]], likeliest: 1 },
      { tracks: [], likeliest: null },
    );
    expect(reader.seen.map(({ region }) => region)).toEqual([
      { x: 40, y: 0, width: 180, height: 170 },
      { x: 40, y: 0, width: 180, height: 170 },
      { x: 0, y: 0, width: 640, height: 360 },
      { x: 0, y: 0, width: 640, height: 360 },
    ]);
  });
});
