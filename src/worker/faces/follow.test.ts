import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../../shared/analysis-parameters.ts";
import { centreDistance, type FaceBox } from "./face-box.ts";
import type { Finder } from "./face-finder.ts";
import { type FollowState, followWindow, NOTHING_KNOWN } from "./follow.ts";

/** What is to be seen in a frame: where the face is (x; its size is 100), or null. `false`: a face that is none. */
interface Scene {
  readonly x: number | null;
  readonly real?: boolean;
}

const box = (x: number): FaceBox => ({ x, y: 0, width: 100, height: 100, score: 0.9 });

class FakeFinder implements Finder<Scene> {
  looks = 0;
  searches = 0;

  async near(scene: Scene, known: FaceBox): Promise<FaceBox | null> {
    this.looks += 1;
    const found = scene.x === null ? null : box(scene.x);
    return found && centreDistance(known, found) <= 1 ? found : null;
  }

  async again(scene: Scene, known: FaceBox): Promise<FaceBox | null> {
    return scene.real === false ? null : await this.near(scene, known);
  }

  async anywhere(scene: Scene): Promise<FaceBox | null> {
    this.searches += 1;
    return scene.x === null || scene.real === false ? null : box(scene.x);
  }
}

const parameters = {
  ...DEFAULT_ANALYSIS_PARAMETERS,
  detectionInterval: 10,
  lostAfterMs: 1000,
  searchInterval: 10,
};
const FRAME_MS = 40;

/** Follows scenes in windows of the given lengths (the last length is repeated). */
async function follow(
  scenes: readonly Scene[],
  windows: readonly number[] = [10],
  start: FollowState = NOTHING_KNOWN,
) {
  const finder = new FakeFinder();
  const boxes: (FaceBox | null)[] = [];
  let state = start;
  for (let at = 0, n = 0; at < scenes.length; n++) {
    const length = windows[Math.min(n, windows.length - 1)] ?? 1;
    const window = scenes
      .slice(at, at + length)
      .map((picture, i) => ({ picture, timeMs: (at + i) * FRAME_MS }));
    const followed = await followWindow(window, state, finder, parameters);
    boxes.push(...followed.boxes);
    state = followed.state;
    at += length;
  }
  return { boxes, state, finder, xs: boxes.map((found) => found?.x ?? null) };
}

const still = (count: number, x: number | null): Scene[] => Array.from({ length: count }, () => ({ x }));

describe("followWindow", () => {
  it("finds a face that is there from the start in every frame, the first ones included", async () => {
    const { xs } = await follow(still(30, 50));
    expect(xs).toEqual(new Array(30).fill(50));
  });

  it("looks once a window while the face keeps still", async () => {
    const { finder } = await follow(still(110, 50));
    // The first window: one search, then back over nine frames. Ten windows after that: one look each.
    expect(finder.searches).toBe(1);
    expect(finder.looks).toBe(9 + 10);
  });

  it("joins two looks by a line", async () => {
    const moving = Array.from({ length: 30 }, (_, i) => ({ x: i }));
    const { xs } = await follow(moving);
    for (const [i, x] of xs.entries()) expect(x).toBeCloseTo(i, 9);
  });

  it("looks at frames in between where the face moved far", async () => {
    // At rest, then 40 px in a single frame.
    const jump = [...still(14, 0), ...still(16, 40)];
    const { xs } = await follow(jump);
    for (const [i, x] of xs.entries()) {
      expect(Math.abs((x ?? Number.NaN) - (jump[i]?.x ?? 0))).toBeLessThanOrEqual(20);
    }
    expect(xs.slice(17)).toEqual(new Array(13).fill(40));
  });

  it("loses and finds a face again exact to the frame", async () => {
    const scenes = [...still(24, 10), ...still(9, null), ...still(17, 10)];
    const { xs } = await follow(scenes);
    expect(xs).toEqual(scenes.map(({ x }) => x));
  });

  it("does not see a face go and come back between two looks", async () => {
    const { xs } = await follow([...still(11, 10), ...still(6, null), ...still(13, 10)]);
    expect(xs).toEqual(new Array(30).fill(10));
  });

  it("does not take something else for the face after a loss", async () => {
    const scenes = [
      ...still(20, 10),
      ...still(12, null),
      ...Array.from({ length: 18 }, () => ({ x: 10, real: false })),
    ];
    const { xs } = await follow(scenes);
    expect(xs.slice(20)).toEqual(new Array(30).fill(null));
  });

  it("searches the whole picture once the face has been lost for a while, and finds it elsewhere", async () => {
    const scenes = [...still(20, 10), ...still(60, null), ...still(40, 900)];
    const { xs, finder } = await follow(scenes);
    expect(xs).toEqual(scenes.map(({ x }) => x));
    // Lost at frame 20, searched from 1 s (25 frames) later until found.
    expect(finder.searches).toBeLessThanOrEqual(1 + 5);
  });

  it("does not believe a new face that is to be seen in one frame only", async () => {
    const { xs } = await follow([...still(29, null), ...still(1, 300), ...still(30, null)]);
    expect(xs).toEqual(new Array(60).fill(null));
  });

  it("searches only as often as asked while there is no face", async () => {
    const { finder, state } = await follow(still(95, null), [7]);
    expect(finder.searches).toBeLessThanOrEqual(1 + Math.ceil(95 / 10));
    expect(finder.looks).toBe(0);
    expect(state.box).toBeNull();
  });

  it("leaves a face alone that appears far from the followed one", async () => {
    const { xs } = await follow([...still(20, 10), ...still(10, 700)]);
    expect(xs.slice(20)).toEqual(new Array(10).fill(null));
  });

  it("continues from a stored state as if it had never stopped", async () => {
    const scene = fc.oneof(
      { weight: 5, arbitrary: fc.record({ x: fc.integer({ min: 0, max: 60 }) }) },
      { weight: 1, arbitrary: fc.constant({ x: null }) },
      { weight: 1, arbitrary: fc.constant({ x: 30, real: false }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(scene, { minLength: 41, maxLength: 80 }), async (scenes) => {
        // Minutes of 40 frames end windows; the second run starts at the second minute.
        const whole = await follow(scenes.slice(0, 40), [10, 10, 10, 10]);
        const stored = JSON.parse(JSON.stringify(whole.state)) as FollowState;
        const rest = scenes.slice(40);
        expect(await follow(rest, [10], stored)).toEqual(await follow(rest, [10], whole.state));
      }),
      { numRuns: 50 },
    );
  });
});
