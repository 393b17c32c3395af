import type { AnalysisOptions } from "../../shared/contract/analysis.ts";
import { type AnalysisSetup, analyseSession, runKey } from "../analysis/analyse-session.ts";
import { checkSpan, requestedParameters } from "../analysis/requested-parameters.ts";
import { findRun } from "../analysis/run-repo.ts";
import { clientChoice } from "../evidence/client-choice.ts";
import { usableVideo } from "../media/linked-video.ts";
import type { Platform } from "../platform.ts";
import type { OpenStudy } from "../study/open-study.ts";
import type { JobRunner } from "./job-runner.ts";

/**
 * Setup of an analysis with these networks, the usual ones when left out.
 *
 * @throws Failure NOT_FOUND, INVALID_VALUE for networks that cannot be chosen
 */
export type SetupWith = (modelIds: readonly string[] | undefined) => AnalysisSetup;

/** Analyses faces. Where the client sits is read when a job starts, so that it counts as it was chosen last. */
export function analysisRunner(platform: Platform, study: OpenStudy, setupWith: SetupWith): JobRunner {
  const setupFor = (sessionId: number, options: AnalysisOptions): AnalysisSetup => {
    const setup = setupWith(options.modelIds);
    const client = clientChoice(study.db, sessionId);
    return { ...setup, parameters: requestedParameters(setup.parameters, options, client) };
  };
  return {
    kind: "analysis",
    doneBefore: async (sessionId, options) => {
      const setup = setupFor(sessionId, options);
      const video = await usableVideo(study, sessionId);
      checkSpan(options, video.probe.durationMs, video.path);
      const runId = findRun(study.db, sessionId, runKey(setup, video.fingerprint), true);
      return runId === null ? null : { runId };
    },
    run: async ({ sessionId, options }, listener, signal) => {
      const setup = setupFor(sessionId, options);
      return { runId: await analyseSession(platform, study, sessionId, setup, listener, signal) };
    },
  };
}
