import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { examineVideo } from "../../src/core/media/video-file.ts";
import { addOrCompleteSession } from "../../src/core/sessions/add-session.ts";
import type { OpenStudy } from "../../src/core/study/open-study.ts";
import { createStudy, openStudyFolder } from "../../src/core/study/study-folder.ts";
import { probing, standInPlatform } from "./stand-in-worker.ts";
import { tempFolder } from "./temp-folder.ts";

/** A new study in a folder of its own, closed when the test has finished. */
export function newStudy(): OpenStudy {
  const folder = join(tempFolder(), "study");
  createStudy(folder, "Test study", "test");
  const study = openStudyFolder(folder);
  onTestFinished(() => {
    study.db.close();
    study.lock.release();
  });
  return study;
}

/** Writes a file that the stand-in child takes for a video; `content` makes its fingerprint. */
export function writeVideoFile(path: string, content: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Adds a session of 125 s (three minutes) whose video the stand-in child has probed. */
export async function addTestSession(study: OpenStudy, patient = "P01", session = 1): Promise<number> {
  const path = writeVideoFile(join(study.folder, "..", `${patient}-${session}.mp4`), `${patient} ${session}`);
  const video = await examineVideo(standInPlatform(study.folder, study.folder, probing), path);
  return addOrCompleteSession(study.db, "test", { patient, session, date: null, video }).sessionId;
}
