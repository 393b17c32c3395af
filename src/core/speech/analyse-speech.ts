import { SPEECH_PARAMETERS } from "../../shared/speech/speech-segments.ts";
import { usableVideo } from "../media/linked-video.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { runWorkerTask } from "../worker-task.ts";
import { addSpeech } from "./repo.ts";
import { voiceModel } from "./voice-model.ts";

/**
 * Finds speech and silence in a session's sound in a child process and stores them. A recording without sound is
 * noted as such.
 *
 * @param onProgress receives how many frames' time has been listened to
 * @throws Failure NOT_FOUND, VIDEO_MISSING, VIDEO_CHANGED, UNSUPPORTED_MEDIA, MODEL_DAMAGED, ANALYSIS_FAILED,
 * CANCELLED
 */
export async function analyseSpeech(
  platform: Platform,
  study: OpenStudy,
  sessionId: number,
  onProgress: (framesDone: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const video = await usableVideo(study, sessionId);
  const model = voiceModel(platform.modelsFolder);
  const task = { kind: "speech", videoPath: video.path, model } as const;
  const { durationMs, frameRate } = video.probe;
  await runWorkerTask(
    platform,
    task,
    video.path,
    (message) => {
      if (message.type === "progress") onProgress(Math.round((message.timeMs * frameRate) / 1000));
      if (message.type !== "speech") return;
      addSpeech(study.db, {
        videoFingerprint: video.fingerprint,
        modelId: model.modelId,
        modelSha256: model.sha256,
        parameters: SPEECH_PARAMETERS,
        durationMs,
        segmentsMs: message.segmentsMs,
      });
    },
    signal,
  );
}
