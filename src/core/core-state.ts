import { join, resolve } from "node:path";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../shared/analysis-parameters.ts";
import { analysisModels, type ModelCatalogue, readModelCatalogue } from "./analysis/model-catalogue.ts";
import { Failure } from "./failure.ts";
import { type Log, openLog } from "./log.ts";
import { labModelsFolder } from "./models/lab-models.ts";
import type { Platform } from "./platform.ts";
import type { SetupWith } from "./queue/analysis-runner.ts";
import { jobRunners } from "./queue/job-runners.ts";
import { JobQueue } from "./queue/queue.ts";
import { ReportDesk } from "./reports/desk/report-desk.ts";
import { providerSetting } from "./settings/provider-setting.ts";
import { type WorkerCount, workerCount } from "./settings/worker-count.ts";
import type { OpenStudy } from "./study/open-study.ts";
import { rememberStudy } from "./study/recent-studies.ts";
import { openStudyFolder } from "./study/study-folder.ts";
import { logFile, settingsFile } from "./user-data-folder.ts";

/** The study that is open, with what works on it. */
export interface Workplace {
  readonly study: OpenStudy;
  readonly queue: JobQueue;
}

/** What the router's procedures work with. */
export interface CoreState {
  readonly platform: Platform;
  readonly log: Log;
  readonly recentStudiesFile: string;
  readonly workers: WorkerCount;
  readonly settingsFile: string;
  readonly reports: ReportDesk;
  models(): ModelCatalogue;
  /** Reads the models again, after one was added or removed. */
  reloadModels(): void;
  /** The open study, or null. */
  current(): Workplace | null;
  /** The open study. @throws Failure NO_STUDY_OPEN */
  workplace(): Workplace;
  /** Opens a study in place of the one that is open, which stays open when the new one cannot be opened. */
  open(path: string): Promise<Workplace>;
  close(): Promise<void>;
}

export function createState(platform: Platform): CoreState {
  const log = openLog(logFile(platform.userDataFolder));
  const recentStudiesFile = join(platform.userDataFolder, "recent-studies.json");
  const settings = settingsFile(platform);
  const workers = workerCount(settings, platform.workers);
  const reports = new ReportDesk(platform, log);
  let catalogue: ModelCatalogue | null = null;
  let workplace: Workplace | null = null;

  const models = (): ModelCatalogue => {
    catalogue ??= readModelCatalogue(platform.modelsFolder, labModelsFolder(platform));
    return catalogue;
  };
  const setupWith: SetupWith = (modelIds) => ({
    models: analysisModels(models(), modelIds),
    parameters: DEFAULT_ANALYSIS_PARAMETERS,
    providers: [providerSetting(settings).provider],
  });
  const openQueue = (study: OpenStudy): JobQueue => {
    try {
      const runners = jobRunners(platform, study, (modelIds) =>
        setupWith(modelIds ?? study.info.modelIds ?? undefined),
      );
      return new JobQueue(study, runners, { workers: workers.count(), host: platform.host, log });
    } catch (error) {
      study.db.close();
      study.lock.release();
      throw error;
    }
  };
  const close = async (): Promise<void> => {
    const closing = workplace;
    workplace = null;
    if (!closing) return;
    reports.clear();
    await closing.queue.close();
    closing.study.db.close();
    closing.study.lock.release();
  };
  return {
    platform,
    log,
    recentStudiesFile,
    workers,
    settingsFile: settings,
    reports,
    models,
    reloadModels: () => {
      catalogue = null;
    },
    current: () => workplace,
    workplace: () => {
      if (!workplace) {
        throw new Failure("NO_STUDY_OPEN", "No study is open.", { remedy: "Open or create a study first." });
      }
      return workplace;
    },
    open: async (path) => {
      if (workplace?.study.folder === resolve(path)) return workplace;
      const study = openStudyFolder(path);
      const queue = openQueue(study);
      await close();
      workplace = { study, queue };
      rememberStudy(recentStudiesFile, study.info);
      return workplace;
    },
    close,
  };
}
