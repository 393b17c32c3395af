import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measureScene, type SceneResult } from "./scenes/measure-scene.ts";
import { loadCast, SceneRecorder } from "./scenes/record-scene.ts";
import { sceneTable, withTable } from "./scenes/scene-table.ts";
import { allScenes } from "./scenes/scenes.ts";

/**
 * Builds scenes from real recordings, analyses them and writes what came out to docs/scenes.md. A name (or part of one)
 * as argument runs such scenes alone and only prints.
 */
const PAGE = fileURLToPath(new URL("../docs/scenes.md", import.meta.url));
/** Length of the scenes of a walking face, and frames of each person's recording. */
const WALK_SECONDS = 8;
const ACTOR_FRAMES = 200;

const wanted = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "minutewise-scenes-"));
try {
  const cast = await loadCast(ACTOR_FRAMES);
  for (const [role, actor] of Object.entries(cast)) {
    console.log(`${role}: found in ${(100 * actor.sourceRecall).toFixed(1)}% of its own recording's frames`);
  }
  const recorder = new SceneRecorder(cast);
  const results: SceneResult[] = [];
  for (const scene of allScenes(WALK_SECONDS)) {
    if (wanted && !scene.name.includes(wanted)) continue;
    const path = join(folder, "scene.mp4");
    const result = await measureScene(scene, path, recorder.record(scene, path));
    results.push(result);
    console.log(sceneTable([result]).split("\n").at(-1));
    for (const notice of result.notices) console.log(`  ${notice}`);
  }
  if (!wanted) writeFileSync(PAGE, withTable(readFileSync(PAGE, "utf8"), sceneTable(results)));
} finally {
  rmSync(folder, { recursive: true });
}
