import { usableVideo } from "../media/linked-video.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { runWorkerTask } from "../worker-task.ts";

/** Longer side of the picture that the client is chosen on. */
const MAX_SIDE_PX = 960;

export interface SessionPicture {
  readonly timeMs: number;
  readonly width: number;
  readonly height: number;
  readonly jpeg: Blob;
}

/**
 * The displayed picture of a session's video at an instant (the last one before its end).
 *
 * @throws Failure NOT_FOUND, VIDEO_MISSING, VIDEO_CHANGED, UNSUPPORTED_MEDIA
 */
export async function sessionPicture(
  platform: Platform,
  study: OpenStudy,
  sessionId: number,
  timeMs: number,
): Promise<SessionPicture> {
  const video = await usableVideo(study, sessionId);
  const task = { kind: "still", videoPath: video.path, timeMs, maxSidePx: MAX_SIDE_PX } as const;
  const found: { picture: SessionPicture | null } = { picture: null };
  await runWorkerTask(platform, task, video.path, (message) => {
    if (message.type !== "still") return;
    const { width, height } = message;
    const jpeg = new Blob([new Uint8Array(message.jpeg)], { type: "image/jpeg" });
    found.picture = { timeMs: message.timeMs, width, height, jpeg };
  });
  if (found.picture === null) throw new Error("The worker ended without a picture.");
  return found.picture;
}
