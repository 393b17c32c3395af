import type { JobKind } from "../../shared/contract/analysis.ts";
import { usableVideo } from "../media/linked-video.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import type { JobRunner } from "./job-runner.ts";

/** Work on a session's video that stores its result itself and starts anew when it was stopped. */
export type VideoWork = (
  platform: Platform,
  study: OpenStudy,
  sessionId: number,
  onProgress: (framesDone: number) => void,
  signal: AbortSignal,
) => Promise<void>;

/** @param isDone whether the result for the video with this fingerprint is there */
export function videoRunner(
  kind: JobKind,
  platform: Platform,
  study: OpenStudy,
  work: VideoWork,
  isDone: (fingerprint: string) => boolean,
): JobRunner {
  return {
    kind,
    doneBefore: async (sessionId) =>
      isDone((await usableVideo(study, sessionId)).fingerprint) ? { runId: null } : null,
    run: async ({ sessionId }, { onProgress }, signal) => {
      await work(platform, study, sessionId, onProgress, signal);
      return {};
    },
  };
}
