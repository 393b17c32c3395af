import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../../shared/analysis-parameters.ts";
import type { AnalysisParameters } from "../../shared/worker-protocol.ts";
import { type PaintedFace, type PaintedFrame, paintFrames, SceneFinder } from "../testing/painted-scene.ts";
import { type FollowState, NOTHING_KNOWN } from "./follow-state.ts";
import { Tracker } from "./tracker.ts";
import type { Standing } from "./window-looks.ts";

const FRAME_MS = 40;

interface Seen {
  /** Left edge of the client's box in each frame, once all is decided; null without a face. */
  readonly xs: readonly (number | null)[];
  readonly ids: readonly number[];
  /** For each other track, the frames that hold it. */
  readonly others: ReadonlyMap<number, readonly number[]>;
  readonly dropped: readonly (readonly [track: number, reason: string])[];
  readonly state: FollowState;
  readonly finder: SceneFinder;
}

/** Follows painted frames in windows of the given lengths (the last is repeated) and settles whose faces are whose. */
async function follow(
  frames: readonly PaintedFrame[],
  changes: Partial<AnalysisParameters> = {},
  windows: readonly number[] = [10],
  start: FollowState = NOTHING_KNOWN,
): Promise<Seen> {
  const finder = new SceneFinder();
  const tracker = new Tracker<PaintedFrame>(finder, { ...DEFAULT_ANALYSIS_PARAMETERS, ...changes }, start);
  const standings = new Map<number, Standing>();
  const entries: { frame: number; id: number; x: number; standing: Standing }[] = [];
  const dropped: [number, string][] = [];
  for (let at = 0, n = 0; at < frames.length; n++) {
    const length = windows[Math.min(n, windows.length - 1)] ?? 1;
    const window = frames
      .slice(at, at + length)
      .map((picture) => ({ picture, timeMs: picture.frame * FRAME_MS }));
    const faces = await tracker.follow(window);
    for (const { id, boxes, standing } of faces.tracks) {
      standings.set(id, standing);
      boxes.forEach((box, i) => {
        if (box) entries.push({ frame: at + i, id, x: box.x, standing });
      });
    }
    dropped.push(...faces.dropped.map(({ track, reason }): [number, string] => [track, reason]));
    at += length;
  }
  const xs: (number | null)[] = frames.map(() => null);
  const ids = frames.map(() => 0);
  const others = new Map<number, number[]>();
  for (const { frame, id, x, standing } of entries) {
    const settled = standing === "candidate" || standing === "open" ? standings.get(id) : standing;
    if (settled === "client") [xs[frame], ids[frame]] = [x, id];
    if (settled === "other") others.set(id, [...(others.get(id) ?? []), frame]);
  }
  return { xs, ids, others, dropped, state: tracker.state, finder };
}

const person = (x: number, size = 100): PaintedFace => ({ x, size });
const photograph = (x: number, size = 100): PaintedFace => ({ x, size, kind: "photograph" });
const xsOf = (frames: readonly PaintedFrame[], index = 0) =>
  frames.map(({ faces }) => faces[index]?.x ?? null);
const framesIn = (frames: readonly PaintedFrame[], has: (face: PaintedFace) => boolean) =>
  frames.filter(({ faces }) => faces.some(has)).map(({ frame }) => frame);

describe("one person", () => {
  it("is found in every frame, the first ones included, as one track", async () => {
    const frames = paintFrames([60, () => [person(50)]]);
    const { xs, ids, others } = await follow(frames);
    expect(xs).toEqual(new Array(60).fill(50));
    expect(new Set(ids)).toEqual(new Set([1]));
    expect(others.size).toBe(0);
  });

  it("costs one look a window once known, one part of the picture per sweep and few looks of the mesh", async () => {
    const frames = paintFrames([100, () => [person(50)]]);
    const { state } = await follow(frames);
    const { finder } = await follow(frames, {}, [10], state);
    expect(finder.looks).toBe(10);
    expect(finder.searchedParts).toBe(3);
    expect(finder.presences).toBeLessThanOrEqual(4);
  });

  it("lies on a line between two looks, whatever way it moves", async () => {
    const frames = paintFrames([60, (i) => [person(2 * i)]]);
    const { xs } = await follow(frames);
    for (const [i, x] of xs.entries()) expect(x).toBeCloseTo(2 * i, 9);
  });

  it("is lost and found again exact to the frame, as the same track", async () => {
    const frames = paintFrames([44, () => [person(10)]], [9, () => []], [27, () => [person(10)]]);
    const { xs, ids } = await follow(frames);
    expect(xs).toEqual(xsOf(frames));
    expect(ids).toEqual(frames.map(({ faces }) => (faces.length > 0 ? 1 : 0)));
  });

  it("comes back elsewhere after three seconds: a new track, exact to the frame, and a word about it", async () => {
    const frames = paintFrames([54, () => [person(10)]], [72, () => []], [80, () => [person(900)]]);
    const { xs, ids, state, others } = await follow(frames);
    expect(xs).toEqual(xsOf(frames));
    expect(ids.at(-1)).toBe(2);
    expect(others.size).toBe(0);
    expect(state.retaken).toEqual([{ lostMs: 53 * FRAME_MS, foundMs: 126 * FRAME_MS, elsewhere: true }]);
  });

  it("keeps its track when the light was out for two seconds", async () => {
    const frames = paintFrames([54, () => [person(10)]], [50, () => []], [80, () => [person(12)]]);
    const { ids, state } = await follow(frames);
    expect(ids.at(-1)).toBe(1);
    expect(state.retaken).toEqual([]);
  });

  it("is looked for in the whole picture only as often as asked while nobody is there", async () => {
    const { finder } = await follow(paintFrames([95, () => []]), {}, [7]);
    expect(finder.searchedParts).toBeLessThanOrEqual(5 * (1 + Math.ceil(95 / 10)));
    expect(finder.looks).toBe(0);
  });

  it("is not lettering, nor what is to be seen in one frame only", async () => {
    const lettering: PaintedFace = { x: 300, kind: "lettering" };
    const { xs } = await follow(
      paintFrames([49, () => [lettering]], [1, () => [person(300)]], [50, () => [lettering]]),
    );
    expect(xs).toEqual(new Array(100).fill(null));
  });

  it("is given up when the face flag fails again and again", async () => {
    const frames = paintFrames(
      [60, () => [person(10)]],
      [120, () => [{ x: 10, kind: "lettering" as const }]],
    );
    const { xs } = await follow(frames);
    expect(xs.slice(0, 60)).toEqual(new Array(60).fill(10));
    // Looked at by the mesh every third window, then given up at the third doubt.
    expect(xs.slice(60 + 60)).toEqual(new Array(60).fill(null));
  });
});

describe("several people", () => {
  it("the largest is the client from the first frame on, whoever moves first", async () => {
    const frames = paintFrames([90, () => [person(100, 80), person(700, 120)]]);
    const { xs, others } = await follow(frames);
    expect(xs).toEqual(xsOf(frames, 1));
    expect([...others.values()].map(({ length }) => length)).toEqual([90]);
  });

  it("is the one in the marked region, nearest to its centre, though another is larger", async () => {
    const region = { kind: "region", x: 0, y: 0, width: 0.4, height: 1 } as const;
    const frames = paintFrames([90, () => [person(700, 120), person(210, 80), person(20, 90)]]);
    const { xs } = await follow(frames, { client: region });
    expect(xs).toEqual(xsOf(frames, 1));
  });

  it("nobody is the client while the marked region is empty", async () => {
    const region = { kind: "region", x: 0, y: 0, width: 0.4, height: 1 } as const;
    const frames = paintFrames([90, () => [person(700, 120)]], [60, () => [person(700, 120), person(150)]]);
    const { xs, others } = await follow(frames, { client: region });
    expect(xs.slice(0, 90)).toEqual(new Array(90).fill(null));
    expect(xs.slice(100)).toEqual(new Array(50).fill(150));
    expect(others.get(1)?.length).toBeGreaterThan(120);
  });

  it("somebody who enters is another track, and stays it while the client is away and when the client returns", async () => {
    const frames = paintFrames(
      [60, () => [person(100)]],
      [400, () => [person(100), person(700, 110)]],
      [75, () => [person(700, 110)]],
      [100, () => [person(700, 110), person(300)]],
    );
    const { xs, ids, others, state } = await follow(frames);
    const isClient = (face: PaintedFace) => face.x !== 700;
    expect(xs.map((x, i) => (x === null ? -1 : i)).filter((i) => i >= 0)).toEqual(framesIn(frames, isClient));
    expect(xs.includes(700)).toBe(false);
    expect(new Set(ids)).toEqual(new Set([0, 1, 3]));
    expect([...others.keys()]).toEqual([2]);
    expect(state.retaken.length).toBe(1);
  });

  it("a neighbour who comes close is not taken for the client who goes out of sight", async () => {
    const frames = paintFrames(
      [60, () => [person(100), person(500)]],
      [30, (i) => [person(100), person(500 - 9 * i)]],
      [120, () => [person(230)]],
    );
    const { xs } = await follow(frames);
    expect(xs.slice(0, 90)).toEqual(new Array(90).fill(100));
    expect(xs.slice(90)).toEqual(new Array(120).fill(null));
  });

  it("somebody of another size who enters while the client is away is not silently the client", async () => {
    const frames = paintFrames([60, () => [person(100)]], [40, () => []], [120, () => [person(600, 200)]]);
    const { xs, others } = await follow(frames);
    expect(xs.slice(60)).toEqual(new Array(160).fill(null));
    expect(others.size).toBe(1);
  });

  it("does not jump to a face that shows up beside the client from one frame to the next", async () => {
    const frames = paintFrames([64, () => [person(100)]], [20, () => [person(180)]]);
    const { xs } = await follow(frames);
    expect(xs[63]).toBe(100);
    expect(xs[64]).toBeNull();
  });
});

describe("a photograph on the wall", () => {
  const away = (i: number) => person(100 + 3 * Math.sin(i));

  it.each([
    ["larger than the client", 160],
    ["smaller", 70],
  ])("%s is never the client, and is reported once", async (_, size) => {
    const frames = paintFrames([300, (i) => [away(i), photograph(800, size)]]);
    const { xs, others, dropped } = await follow(frames);
    expect(xs.every((x) => x !== null && x < 200)).toBe(true);
    expect(others.size).toBe(0);
    expect(dropped).toEqual([[expect.any(Number), "still-picture"]]);
  });

  it("is not the client while the room is empty, nor afterwards", async () => {
    const frames = paintFrames(
      [200, () => [photograph(800)]],
      [100, (i) => [away(i), photograph(800)]],
      [60, () => [photograph(800)]],
      [60, () => []],
    );
    const { xs, dropped } = await follow(frames);
    expect(xs.slice(0, 200)).toEqual(new Array(200).fill(null));
    expect(xs.slice(200, 300).every((x) => x !== null && x < 200)).toBe(true);
    expect(xs.slice(300)).toEqual(new Array(120).fill(null));
    expect(dropped.length).toBe(1);
  });

  it("cannot be told from a person while nothing in the picture changes, not even the noise", async () => {
    const frames = paintFrames([200, () => [photograph(800)]]).map((frame) => ({ ...frame, frozen: true }));
    const { xs, dropped, state } = await follow(frames);
    expect(dropped).toEqual([]);
    expect(xs).toEqual(new Array(200).fill(null));
    expect(state.tracks.map(({ life }) => life?.looks)).toEqual([[]]);
  });

  it("does not hide a person who stands before it", async () => {
    const frames = paintFrames([200, () => [photograph(800)]], [100, () => [person(800)]]);
    const { xs } = await follow(frames);
    expect(xs.slice(210)).toEqual(new Array(90).fill(800));
  });
});

it("continues from a stored state as if it had never stopped", async () => {
  const face = fc.record({
    x: fc.integer({ min: 0, max: 1100 }),
    size: fc.constantFrom(60, 100, 140),
    kind: fc.constantFrom("person", "person", "photograph", "lettering") as fc.Arbitrary<
      NonNullable<PaintedFace["kind"]>
    >,
  });
  const stretch = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.array(face, { maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { minLength: 2, maxLength: 6 }), async (stretches) => {
      const frames = paintFrames(...stretches.map(([count, faces]) => [count, () => faces] as const));
      const half = frames.length >> 1;
      const first = await follow(frames.slice(0, half));
      const stored = JSON.parse(JSON.stringify(first.state)) as FollowState;
      const rest = frames.slice(half);
      const { finder: _, ...resumed } = await follow(rest, {}, [10], stored);
      const { finder: __, ...unbroken } = await follow(rest, {}, [10], first.state);
      expect(resumed).toEqual(unbroken);
    }),
    { numRuns: 40 },
  );
});
