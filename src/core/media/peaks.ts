import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Peaks } from "../../shared/contract/media.ts";
import { storageFailure, systemErrorCode } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { runWorkerTask } from "../worker-task.ts";
import { usableVideo } from "./linked-video.ts";
import type { StoredVideo } from "./repo.ts";

const PEAKS_PER_SECOND = 40;

/** The waveform of a session's audio; computed at the first call and kept in the study's derived folder. */
export async function sessionPeaks(platform: Platform, study: OpenStudy, sessionId: number): Promise<Peaks> {
  const video = await usableVideo(study, sessionId);
  if (video.probe.audio === null) return { state: "no-audio" };
  const file = peaksFile(study, video);
  let values = readKept(file);
  if (values === null) {
    values = await computePeaks(platform, video.path);
    if (values === null) return { state: "no-audio" };
    keep(file, values);
  }
  return { state: "ready", peaksPerSecond: PEAKS_PER_SECOND, values: new Blob([new Uint8Array(values)]) };
}

function peaksFile(study: OpenStudy, video: StoredVideo): string {
  const content = video.fingerprint.split(":").at(-1) ?? video.fingerprint;
  return join(study.folder, "derived", "peaks", `${content}-${PEAKS_PER_SECOND}.u8`);
}

function readKept(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}

function keep(file: string, values: Uint8Array): void {
  try {
    makeFolder(join(file, ".."));
    writeFileSync(`${file}.new`, values);
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw storageFailure(error, file) ?? error;
  }
}

async function computePeaks(platform: Platform, videoPath: string): Promise<Uint8Array | null> {
  const found: { values: Uint8Array | null } = { values: null };
  const task = { kind: "peaks", videoPath, peaksPerSecond: PEAKS_PER_SECOND } as const;
  await runWorkerTask(platform, task, videoPath, (message) => {
    if (message.type === "peaks") found.values = message.values;
  });
  return found.values;
}
