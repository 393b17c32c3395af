import { createHash } from "node:crypto";
import type {
  AnalysisModels,
  AnalysisParameters,
  AnalysisTask,
  FromWorker,
} from "../../shared/worker-protocol.ts";
import { usableVideo } from "../media/linked-video.ts";
import type { StoredVideo } from "../media/repo.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { runWorkerTask } from "../worker-task.ts";
import { libraryVersions } from "./library-versions.ts";
import { addRun, addRunMinute, findRun, finishRun, resumePoint } from "./run-repo.ts";

export interface AnalysisSetup {
  readonly models: AnalysisModels;
  readonly parameters: AnalysisParameters;
}

/**
 * Raised when the analysis itself changes so that the same models and parameters give other results: runs made
 * before are then neither continued nor taken for the newest.
 */
const ANALYSIS_REVISION = 1;

/** What a run's results depend on, as SHA-256: equal keys mean that equal results are expected. */
export function runKey(setup: AnalysisSetup, videoFingerprint: string): string {
  const ingredients = {
    revision: ANALYSIS_REVISION,
    models: usedModels(setup.models),
    parameters: setup.parameters,
    videoFingerprint,
  };
  return createHash("sha256").update(JSON.stringify(ingredients)).digest("hex");
}

function usedModels(models: AnalysisModels): { modelId: string; sha256: string }[] {
  return [models.detector, models.mesh, ...models.expressions].map(({ modelId, sha256 }) => ({
    modelId,
    sha256,
  }));
}

export interface AnalysisListener {
  onRun(runId: number, framesBefore: number): void;
  onProgress(framesDone: number): void;
}

/**
 * Analyses a session's video in a child process and stores each minute as it comes. An unfinished run with the
 * same key is continued after its last stored minute.
 *
 * @returns the id of the finished run
 * @throws Failure NOT_FOUND, VIDEO_MISSING, VIDEO_CHANGED, UNSUPPORTED_MEDIA, MODEL_DAMAGED, ANALYSIS_FAILED,
 * CANCELLED
 */
export async function analyseSession(
  platform: Platform,
  study: OpenStudy,
  sessionId: number,
  setup: AnalysisSetup,
  listener: AnalysisListener,
  signal: AbortSignal,
): Promise<number> {
  const video = await usableVideo(study, sessionId);
  const runId = unfinishedRun(study, video, setup) ?? startRun(study, video, setup);
  const resume = resumePoint(study.db, runId);
  listener.onRun(runId, resume?.following.framesBefore ?? 0);

  const task: AnalysisTask = {
    kind: "analysis",
    videoPath: video.path,
    durationMs: video.probe.durationMs,
    ...setup,
    resume,
  };
  const notices: string[] = [];
  const onMessage = (message: FromWorker, controls: { stored(minute: number): void }): void => {
    if (message.type === "progress") listener.onProgress(message.framesDone);
    if (message.type === "minute") {
      addRunMinute(study.db, runId, message.minute);
      controls.stored(message.minute.minute);
    }
    if (message.type === "finished") notices.push(...message.notices);
  };
  await runWorkerTask(platform, task, video.path, onMessage, signal);
  finishRun(study.db, runId, notices);
  return runId;
}

function unfinishedRun(study: OpenStudy, video: StoredVideo, setup: AnalysisSetup): number | null {
  return findRun(study.db, video.sessionId, runKey(setup, video.fingerprint), false);
}

function startRun(study: OpenStudy, video: StoredVideo, setup: AnalysisSetup): number {
  return addRun(study.db, {
    sessionId: video.sessionId,
    videoId: video.videoId,
    videoFingerprint: video.fingerprint,
    durationMs: video.probe.durationMs,
    runKey: runKey(setup, video.fingerprint),
    models: usedModels(setup.models),
    parameters: setup.parameters,
    versions: libraryVersions(),
  });
}
