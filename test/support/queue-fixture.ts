import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { analysisModels, readModelCatalogue } from "../../src/core/analysis/model-catalogue.ts";
import { analysisRunner, type SetupWith } from "../../src/core/queue/analysis-runner.ts";
import type { JobRunner } from "../../src/core/queue/job-runner.ts";
import { JobQueue } from "../../src/core/queue/queue.ts";
import type { OpenStudy } from "../../src/core/study/open-study.ts";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../../src/shared/analysis-parameters.ts";
import type { AnalysisOptions, Job, JobKind } from "../../src/shared/contract/analysis.ts";
import { probing, type Script, sendMinutes, standInPlatform } from "./stand-in-worker.ts";
import { addTestSession } from "./study-fixture.ts";

const MODELS = fileURLToPath(new URL("../../resources/models", import.meta.url));
const CATALOGUE = readModelCatalogue(MODELS);
/** Minutes of a test session. */
export const LAST_MINUTE = 3;

const setupWith: SetupWith = (modelIds) => ({
  models: analysisModels(CATALOGUE, modelIds),
  parameters: DEFAULT_ANALYSIS_PARAMETERS,
  providers: ["cpu"],
});

/** Answers probes and hands analyses to `analyse`. */
export function scripted(analyse: Script): Script {
  return (worker) => (worker.task.kind === "analysis" ? analyse(worker) : probing(worker));
}

/** Sends every minute and ends well. */
export const succeeding: Script = scripted((worker) => {
  if (worker.task.kind !== "analysis") return;
  const framesDone = sendMinutes(worker, worker.task, LAST_MINUTE);
  worker.send({ type: "finished", framesDone, notices: [] });
  worker.exit(0);
});

/** A queue whose analyses follow a script; closed when the test has finished. */
export function openQueue(
  study: OpenStudy,
  script: Script,
  { workers = 1, others = [] }: { workers?: number; others?: readonly JobRunner[] } = {},
): JobQueue {
  const platform = standInPlatform(study.folder, MODELS, script);
  const runners = [analysisRunner(platform, study, setupWith), ...others];
  const queue = new JobQueue(study, runners, { workers, host: "test", log: pino({ enabled: false }) });
  onTestFinished(() => queue.close());
  return queue;
}

/** Sessions 1 to `count` of patient P01. */
export async function addSessions(study: OpenStudy, count: number): Promise<number[]> {
  const sessions: number[] = [];
  for (let number = 1; number <= count; number += 1)
    sessions.push(await addTestSession(study, "P01", number));
  return sessions;
}

/** Queues work of these sessions as a test without further wishes does. */
export async function enqueue(
  queue: JobQueue,
  sessionIds: readonly number[],
  {
    kind = "analysis",
    again = false,
    options = {},
  }: { kind?: JobKind; again?: boolean; options?: AnalysisOptions } = {},
): Promise<Job[]> {
  return (await queue.enqueue({ sessionIds, kind, again, options }, "test")).jobs;
}

/** Watches until no job waits or runs. */
export function settled(queue: JobQueue): Promise<Job[]> {
  return until(queue, (jobs) => jobs.every((job) => job.state !== "queued" && job.state !== "running"));
}

/** Watches until the jobs are as described. */
export async function until(queue: JobQueue, reached: (jobs: readonly Job[]) => boolean): Promise<Job[]> {
  for await (const { jobs } of queue.watch(undefined)) if (reached(jobs)) return jobs;
  throw new Error("The queue was closed.");
}
