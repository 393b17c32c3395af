import { Failure } from "../failure.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { type StoredVideo, videoOfSession } from "./repo.ts";
import { videoStatus } from "./video-file.ts";

/**
 * The video of a session, checked to be the file that was imported.
 *
 * @throws Failure NOT_FOUND, VIDEO_MISSING, VIDEO_CHANGED
 */
export async function usableVideo(study: OpenStudy, sessionId: number): Promise<StoredVideo> {
  const video = videoOfSession(study.db, sessionId);
  if (!video) {
    throw new Failure("NOT_FOUND", "This session has no video.", { remedy: "Import its video first." });
  }
  const status = await videoStatus(video);
  if (status === "missing") {
    throw new Failure("VIDEO_MISSING", "The session's video is not where it was.", {
      where: video.path,
      remedy: "Re-link it on the sessions page, or import it again from its new place.",
    });
  }
  if (status === "changed") {
    throw new Failure("VIDEO_CHANGED", "Another file stands under the name of the session's video.", {
      where: video.path,
      remedy: "Put the original file back, or re-link the session on the sessions page.",
    });
  }
  return video;
}
