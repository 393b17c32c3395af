import type { Video } from "../../shared/contract/media.ts";
import { recordAudit } from "../database/audit.ts";
import { Failure } from "../failure.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { wholePath } from "../whole-path.ts";
import { playbackState } from "./playback.ts";
import { describeVideo, findVideo, linkVideo, videoByFingerprint } from "./repo.ts";
import { examineVideo } from "./video-file.ts";

/**
 * Points a session's video at the file where it is now.
 *
 * @throws Failure INVALID_VALUE, NOT_FOUND, VIDEO_MISSING, UNSUPPORTED_MEDIA; VIDEO_CHANGED when the file's content is another
 * one and the caller has not agreed to that, or when it already belongs to another session.
 */
export async function relinkVideo(
  platform: Platform,
  study: OpenStudy,
  actor: string,
  request: { videoId: number; path: string; acceptDifferentFile: boolean },
): Promise<Video> {
  const { db } = study;
  const known = findVideo(db, request.videoId);
  if (!known) throw new Failure("NOT_FOUND", "This video is not part of the study.");
  const found = await examineVideo(platform, wholePath(request.path));
  const sameContent = found.fingerprint === known.fingerprint;
  if (!sameContent && !request.acceptDifferentFile) {
    throw new Failure("VIDEO_CHANGED", "This file is not the video that was imported.", {
      where: found.path,
      remedy: "Choose the original file, or confirm that this one replaces it and analyse the session again.",
    });
  }
  const owner = videoByFingerprint(db, found.fingerprint);
  if (owner && owner.sessionId !== known.sessionId) {
    throw new Failure("VIDEO_CHANGED", "This file is already the video of another session.", {
      where: found.path,
    });
  }
  db.transaction(() => {
    linkVideo(db, known.sessionId, found);
    recordAudit(db, {
      actor,
      action: sameContent ? "video.relinked" : "video.replaced",
      sessionId: known.sessionId,
      details: { from: known.fingerprint, to: found.fingerprint },
    });
  })();
  const linked = findVideo(db, known.videoId);
  if (!linked) throw new Error("The video that was just linked is gone.");
  return describeVideo(linked, "present", playbackState(study, linked));
}
