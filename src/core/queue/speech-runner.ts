import { usableVideo } from "../media/linked-video.ts";
import type { Platform } from "../platform.ts";
import { analyseSpeech } from "../speech/analyse-speech.ts";
import { speechOf } from "../speech/repo.ts";
import type { OpenStudy } from "../study/open-study.ts";
import type { JobRunner } from "./job-runner.ts";

/** Finds speech and silence. */
export function speechRunner(platform: Platform, study: OpenStudy): JobRunner {
  return {
    kind: "speech",
    isDone: async (sessionId) => {
      const { fingerprint } = await usableVideo(study, sessionId);
      return speechOf(study.db, fingerprint) !== null;
    },
    run: async ({ sessionId }, listener, signal) => {
      await analyseSpeech(
        platform,
        study,
        sessionId,
        (framesDone) => listener.onProgress(framesDone),
        signal,
      );
      return {};
    },
  };
}
