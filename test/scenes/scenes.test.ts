import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureScene, type SceneResult } from "../../scripts/scenes/measure-scene.ts";
import { loadCast, SceneRecorder } from "../../scripts/scenes/record-scene.ts";
import { allScenes } from "../../scripts/scenes/scenes.ts";

/** Short enough for every run of the tests; `npm run scenes` runs all of them in full. */
const WALK_SECONDS = 2.4;
const ACTOR_FRAMES = 60;
const LEAST_RECALL = 0.97;
const SCENE_TIMEOUT_MS = 120_000;

let folder = "";
let recorder: SceneRecorder;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-scenes-"));
  recorder = new SceneRecorder(await loadCast(ACTOR_FRAMES));
}, SCENE_TIMEOUT_MS);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function run(name: string): Promise<SceneResult> {
  const scene = allScenes(WALK_SECONDS).find((one) => one.name === name);
  if (!scene) throw new Error(`There is no scene "${name}".`);
  const path = join(folder, "scene.mp4");
  return await measureScene(scene, path, recorder.record(scene, path));
}

describe("constructed scenes", () => {
  it.each([
    ["face of 240 px, walking", LEAST_RECALL],
    ["face of 120 px, walking", LEAST_RECALL],
    ["face of 60 px, walking", LEAST_RECALL],
    ["face of 40 px, walking", 0.9],
    ["leaves for 3 s, comes back elsewhere", LEAST_RECALL],
    ["a second person stays while the client is away for 3 s", LEAST_RECALL],
    ["a poster larger than the client", LEAST_RECALL],
    ["a poster alone, the client comes after 7 s", LEAST_RECALL],
    ["the light goes out for 2 s", LEAST_RECALL],
  ])(
    "%s",
    async (name, leastRecall) => {
      const result = await run(name);
      const { scene } = result;
      expect(result.recall).toBeGreaterThanOrEqual(leastRecall);
      expect(result.falsePerFrame).toBeLessThan(0.01);
      expect(result.wrongFace).toBe(0);
      expect(result.falseTracks).toBe(0);
      expect([result.clientTracks, result.otherTracks]).toEqual([scene.clientTracks, scene.otherTracks]);
      expect(result.dropped).toBe(scene.cast.some(({ role }) => role === "poster") ? 1 : 0);
      expect(result.notices.length).toBe(scene.clientTracks - 1);
    },
    SCENE_TIMEOUT_MS,
  );
});
