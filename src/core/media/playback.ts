import { rmSync } from "node:fs";
import type { Playback, PlaybackState } from "../../shared/contract/media.ts";
import { recordAudit } from "../database/audit.ts";
import { Failure, storageFailure } from "../failure.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { unplayableBecause } from "./playable.ts";
import { proxyPath, usableProxy } from "./proxy-file.ts";
import { findProxy, forgetProxy } from "./proxy-repo.ts";
import { type StoredVideo, videoOfSession } from "./repo.ts";

/** How a video is played: a copy is played wherever there is one. */
export function playbackState(study: Pick<OpenStudy, "db" | "folder">, video: StoredVideo): PlaybackState {
  if (usableProxy(study, video.fingerprint) !== null) return "proxy-ready";
  return unplayableBecause(video.probe) === null ? "direct" : "proxy-needed";
}

/** What the page plays for a session, and why. @throws Failure NOT_FOUND */
export function sessionPlayback(study: OpenStudy, sessionId: number): Playback {
  const video = requireVideo(study, sessionId);
  const state = playbackState(study, video);
  const reason = unplayableBecause(video.probe);
  return {
    state,
    path: state === "proxy-ready" ? `/media/proxy/${video.videoId}` : `/media/video/${video.videoId}`,
    reason: reason && `The page's player does not play this file: ${reason}. It can be analysed.`,
    encoder: state === "proxy-ready" ? (findProxy(study.db, video.fingerprint)?.encoder ?? null) : null,
  };
}

/** Deletes a session's playback copy; it can be made again. @throws Failure NOT_FOUND, STORAGE_FAILED */
export function removeProxy(study: OpenStudy, sessionId: number, actor: string): Playback {
  const { fingerprint } = requireVideo(study, sessionId);
  const proxy = findProxy(study.db, fingerprint);
  if (proxy !== null) {
    const path = proxyPath(study, proxy.fileName);
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw storageFailure(error, path) ?? error;
    }
    study.db.transaction(() => {
      forgetProxy(study.db, fingerprint);
      recordAudit(study.db, { actor, action: "proxy.removed", sessionId, details: { fingerprint } });
    })();
  }
  return sessionPlayback(study, sessionId);
}

function requireVideo(study: OpenStudy, sessionId: number): StoredVideo {
  const video = videoOfSession(study.db, sessionId);
  if (video === null) {
    throw new Failure("NOT_FOUND", "This session has no video.", { remedy: "Import its video first." });
  }
  return video;
}
