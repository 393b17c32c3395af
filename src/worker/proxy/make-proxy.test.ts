import { existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { recordVideo } from "../testing/record-video.ts";
import { runWorker, talkingFace } from "../testing/run-worker.ts";
import { proxySize } from "./proxy-size.ts";

const SOURCE = talkingFace("cap13_edit2.mp4");
const copyOf = (videoPath: string, targetPath: string) => ({ kind: "proxy", videoPath, targetPath }) as const;

describe("making a playback copy", () => {
  it("leaves nothing behind when it is cancelled", async () => {
    const target = join(tempFolder(), "copy.mp4");
    const { outcome } = await runWorker(copyOf(SOURCE, target), {
      onMessage: (message, parent) => {
        if (message.type === "progress") parent.send({ type: "cancel" });
      },
    });
    expect(outcome).toEqual({ type: "cancelled" });
    expect(readdirSync(join(target, ".."))).toEqual([]);
  });

  it.skipIf(!existsSync("/dev/full"))("says so when the disk is full, and leaves nothing", async () => {
    const target = join(tempFolder(), "copy.mp4");
    symlinkSync("/dev/full", `${target}.unfinished`);
    const { outcome } = await runWorker(copyOf(SOURCE, target));
    expect(outcome).toMatchObject({
      type: "failed",
      failure: { code: "STORAGE_FAILED", message: expect.stringMatching(/disk is full/) },
    });
    expect(readdirSync(join(target, ".."))).toEqual([]);
  });

  it("refuses what is no video, and a folder that is not there", async () => {
    const folder = tempFolder();
    const text = join(folder, "text.mp4");
    writeFileSync(text, "just text");
    expect((await runWorker(copyOf(text, join(folder, "copy.mp4")))).outcome).toMatchObject({
      failure: { code: "UNSUPPORTED_MEDIA" },
    });
    expect((await runWorker(copyOf(SOURCE, join(folder, "none", "copy.mp4")))).outcome).toMatchObject({
      failure: { code: "STORAGE_FAILED" },
    });
    expect(readdirSync(folder)).toEqual(["text.mp4"]);
  });

  it("keeps the distance between the start of the sound and the first picture", async () => {
    const folder = tempFolder();
    const [late, copy] = [join(folder, "late.mkv"), join(folder, "copy.mp4")];
    recordVideo({
      source: SOURCE,
      target: late,
      width: 160,
      height: 120,
      frames: 20,
      timeOf: (frame) => 500 + frame * 40,
      sound: { seconds: 2, sampleAt: (sample) => Math.sin(sample / 3) / 2 },
    });
    expect((await runWorker(copyOf(late, copy))).outcome).toMatchObject({ frames: 20 });
    const { outcome } = await runWorker({ kind: "probe", videoPath: copy });
    expect(outcome).toMatchObject({ probe: { durationMs: 1300, audio: { codec: "aac" } } });
  });
});

describe("proxySize", () => {
  it("keeps sizes that are even and not too large", () => {
    expect(proxySize({ width: 1280, height: 720 })).toEqual({ width: 1280, height: 720 });
    expect(proxySize({ width: 1080, height: 1920 })).toEqual({ width: 1080, height: 1920 });
  });

  it("makes odd sizes even and reduces large ones in their shape", () => {
    expect(proxySize({ width: 321, height: 241 })).toEqual({ width: 322, height: 242 });
    expect(proxySize({ width: 3840, height: 2160 })).toEqual({ width: 1920, height: 1080 });
    expect(proxySize({ width: 2160, height: 3840 })).toEqual({ width: 1080, height: 1920 });
    expect(proxySize({ width: 1440, height: 1440 })).toEqual({ width: 1080, height: 1080 });
  });
});
