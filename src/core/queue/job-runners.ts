import { makeProxy } from "../media/make-proxy.ts";
import { usableProxy } from "../media/proxy-file.ts";
import type { Platform } from "../platform.ts";
import { analyseSpeech } from "../speech/analyse-speech.ts";
import { speechOf } from "../speech/repo.ts";
import type { OpenStudy } from "../study/open-study.ts";
import { analysisRunner, type SetupWith } from "./analysis-runner.ts";
import type { JobRunner } from "./job-runner.ts";
import { videoRunner } from "./video-runner.ts";

/** Every kind of work that the queue does. */
export function jobRunners(platform: Platform, study: OpenStudy, setupWith: SetupWith): JobRunner[] {
  return [
    analysisRunner(platform, study, setupWith),
    videoRunner("proxy", platform, study, makeProxy, (video) => usableProxy(study, video) !== null),
    videoRunner("speech", platform, study, analyseSpeech, (video) => speechOf(study.db, video) !== null),
  ];
}
