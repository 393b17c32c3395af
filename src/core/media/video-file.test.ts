import { copyFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { probing, standInPlatform } from "../../../test/support/stand-in-worker.ts";
import { addTestSession, newStudy, writeVideoFile } from "../../../test/support/study-fixture.ts";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { relinkVideo } from "./relink.ts";
import { videoOfSession } from "./repo.ts";
import { examineVideo, videoStatus } from "./video-file.ts";

const platform = standInPlatform("", "", probing);

describe("examining a video", () => {
  it("refuses files that are missing, empty or folders before anything is read", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "empty.mp4"), "");
    await expect(examineVideo(platform, join(folder, "none.mp4"))).rejects.toMatchObject({
      code: "VIDEO_MISSING",
    });
    await expect(examineVideo(platform, folder)).rejects.toMatchObject({ code: "VIDEO_MISSING" });
    await expect(examineVideo(platform, join(folder, "empty.mp4"))).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA",
      message: expect.stringContaining("0 bytes"),
    });
  });

  it("hands on why the child could not read it", async () => {
    const file = writeVideoFile(join(tempFolder(), "text.mp4"), "just text");
    const refusing = standInPlatform("", "", (worker) => {
      worker.send({
        type: "failed",
        failure: { code: "UNSUPPORTED_MEDIA", message: "No video.", remedy: "Convert it." },
      });
      worker.exit(0);
    });
    await expect(examineVideo(refusing, file)).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA",
      where: file,
    });
  });

  it("reports a child that dies", async () => {
    const file = writeVideoFile(join(tempFolder(), "deadly.mp4"), "x");
    const dying = standInPlatform("", "", (worker) => worker.exit(null, "SIGSEGV"));
    await expect(examineVideo(dying, file)).rejects.toMatchObject({
      code: "ANALYSIS_FAILED",
      message: expect.stringContaining("SIGSEGV"),
    });
  });
});

describe("a linked video", () => {
  it("is present, also as a copy with another time, missing, or changed", async () => {
    const study = newStudy();
    const video = videoOfSession(study.db, await addTestSession(study));
    if (!video) throw new Error("no video");
    expect(await videoStatus(video)).toBe("present");
    utimesSync(video.path, 1_000_000, 1_000_000);
    expect(await videoStatus(video)).toBe("present");
    writeFileSync(video.path, "P01 X");
    utimesSync(video.path, 2_000_000, 2_000_000);
    expect(await videoStatus(video)).toBe("changed");
    rmSync(video.path);
    expect(await videoStatus(video)).toBe("missing");
  });

  it("is re-linked to where it was moved; another file only on purpose", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    const video = videoOfSession(study.db, sessionId);
    if (!video) throw new Error("no video");
    const moved = join(tempFolder(), "moved.mp4");
    copyFileSync(video.path, moved);
    rmSync(video.path);
    const request = { videoId: video.videoId, path: moved, acceptDifferentFile: false };
    expect(await relinkVideo(platform, study, "test", request)).toMatchObject({
      path: moved,
      status: "present",
    });

    const other = writeVideoFile(join(tempFolder(), "other.mp4"), "another recording");
    const replace = { ...request, path: other };
    await expect(relinkVideo(platform, study, "test", replace)).rejects.toMatchObject({
      code: "VIDEO_CHANGED",
    });
    expect(videoOfSession(study.db, sessionId)?.path).toBe(moved);
    await relinkVideo(platform, study, "test", { ...replace, acceptDifferentFile: true });
    expect(videoOfSession(study.db, sessionId)?.path).toBe(other);
  });
});
