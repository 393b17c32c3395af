import { rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Failure, storageFailure } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { runWorkerTask } from "../worker-task.ts";
import { usableVideo } from "./linked-video.ts";
import { proxyFileName, proxyPath } from "./proxy-file.ts";
import { storeProxy } from "./proxy-repo.ts";

/**
 * Makes the playback copy of a session's video, in place of one that was made before. A copy that is not completed
 * leaves nothing behind, and the one from before where there was one.
 *
 * @throws Failure NOT_FOUND, VIDEO_MISSING, VIDEO_CHANGED, UNSUPPORTED_MEDIA, STORAGE_FAILED; CANCELLED when the signal
 * was aborted
 */
export async function makeProxy(
  platform: Platform,
  study: OpenStudy,
  sessionId: number,
  onProgress: (framesDone: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { path: videoPath, fingerprint } = await usableVideo(study, sessionId);
  const fileName = proxyFileName(fingerprint);
  const targetPath = proxyPath(study, fileName);
  const made: { copy: { frames: number; maxTimeErrorMs: number; encoder: string } | null } = { copy: null };
  try {
    makeFolder(dirname(targetPath));
    const task = { kind: "proxy", videoPath, targetPath } as const;
    await runWorkerTask(
      platform,
      task,
      videoPath,
      (message) => {
        if (message.type === "progress") onProgress(message.framesDone);
        if (message.type === "proxied") made.copy = message;
      },
      signal,
    );
    if (made.copy === null) throw new Error("The child ended without a result.");
    const { frames, maxTimeErrorMs, encoder } = made.copy;
    const sizeBytes = statSync(targetPath).size;
    storeProxy(study.db, { fingerprint, fileName, sizeBytes, frames, maxTimeErrorMs, encoder });
  } catch (error) {
    throw atItsPlace(error, targetPath);
  } finally {
    // A child that was ended has left it.
    rmSync(`${targetPath}.unfinished`, { force: true });
  }
}

/** A failure of the disk is about the copy, not about the video. */
function atItsPlace(error: unknown, targetPath: string): unknown {
  if (error instanceof Failure && error.code === "STORAGE_FAILED") {
    return new Failure("STORAGE_FAILED", error.message, {
      where: targetPath,
      ...(error.remedy === null ? {} : { remedy: error.remedy }),
      cause: error,
    });
  }
  return storageFailure(error, targetPath) ?? error;
}
