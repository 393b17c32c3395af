import { createHash } from "node:crypto";
import type {
  AnalysisModels,
  AnalysisParameters,
  AnalysisTask,
  ExecutionProvider,
  FromWorker,
} from "../../shared/worker-protocol.ts";
import { writeStills } from "../evidence/still-files.ts";
import { usableVideo } from "../media/linked-video.ts";
import type { StoredVideo } from "../media/repo.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { runWorkerTask } from "../worker-task.ts";
import { describeMachine } from "./describe-machine.ts";
import { libraryVersions } from "./library-versions.ts";
import { addRun, findRun, finishRun, resumePoint, setRunProviders } from "./run-repo.ts";
import { storeMinute } from "./store-minute.ts";

export interface AnalysisSetup {
  readonly models: AnalysisModels;
  readonly parameters: AnalysisParameters;
  /** Preferred first. What a run computes on does not belong to its key: results agree within a stated tolerance. */
  readonly providers: readonly ExecutionProvider[];
}

/**
 * Raised when the analysis itself changes so that the same models and parameters give other results: runs made
 * before are then neither continued nor taken for the newest.
 */
const ANALYSIS_REVISION = 2;

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
  return [models.detector, models.mesh, ...models.expressions, ...models.others].map(
    ({ modelId, sha256 }) => ({
      modelId,
      sha256,
    }),
  );
}

export interface AnalysisListener {
  /** The run that is continued or made, the frames that it has stored, and the minute that it continues at. */
  onRun(runId: number, framesBefore: number, resumedAtMinute: number | null): void;
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
  listener.onRun(runId, resume?.following.framesBefore ?? 0, resume?.minute ?? null);

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
    if (message.type === "loaded") {
      setRunProviders(study.db, runId, message.providers);
      if (message.notice !== null) notices.push(message.notice);
    }
    if (message.type === "minute") {
      writeStills(study.folder, runId, message.minute.stills);
      storeMinute(study.db, runId, message.minute);
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
    fromMs: setup.parameters.fromMs,
    toMs: setup.parameters.toMs,
    machine: describeMachine(),
  });
}
