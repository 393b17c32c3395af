import { join } from "node:path";
import type { ContractRouterClient } from "@orpc/contract";
import { createRouterClient } from "@orpc/server";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../shared/analysis-parameters.ts";
import type { Contract } from "../shared/contract/contract.ts";
import type { AnalysisSetup } from "./analysis/analyse-session.ts";
import { analysisModels, type ModelCatalogue, readModelCatalogue } from "./analysis/model-catalogue.ts";
import { AnalysisQueue } from "./analysis/queue.ts";
import type { Connection } from "./connection.ts";
import { Failure } from "./failure.ts";
import { type Log, openLog } from "./log.ts";
import { findVideo } from "./media/repo.ts";
import type { Platform } from "./platform.ts";
import { type CoreRouter, createRouter } from "./router.ts";
import type { OpenStudy } from "./study/open-study.ts";
import { rememberStudy } from "./study/recent-studies.ts";
import { openStudyFolder } from "./study/study-folder.ts";

/** The study that is open, with what works on it. */
export interface Workplace {
  readonly study: OpenStudy;
  readonly queue: AnalysisQueue;
}

/** What the router's procedures work with. */
export interface CoreState {
  readonly platform: Platform;
  readonly log: Log;
  readonly recentStudiesFile: string;
  models(): ModelCatalogue;
  /** The open study, or null. */
  current(): Workplace | null;
  /** The open study. @throws Failure NO_STUDY_OPEN */
  workplace(): Workplace;
  /** Opens a study in place of the one that is open. */
  open(path: string): Promise<Workplace>;
  close(): Promise<void>;
}

/** The application: one at a time owns a study; hosts reach it through the contract. */
export interface Core {
  readonly router: CoreRouter;
  /** A new connection, nobody signed in. */
  connect(): Connection;
  /** A client within this process. */
  client(connection: Connection): ContractRouterClient<Contract>;
  /** Where the file of a video of the open study is; null for an unknown one. For the media listener. */
  openVideo(videoId: number): { path: string } | null;
  /** Stops what runs, closes the study and gives up its lock. */
  close(): Promise<void>;
}

export function createCore(platform: Platform): Core {
  const state = createState(platform);
  const router = createRouter(state);
  return {
    router,
    connect: () => ({ host: platform.host, signedIn: null }),
    client: (connection) => createRouterClient(router, { context: connection }),
    openVideo: (videoId) => {
      const current = state.current();
      const video = current ? findVideo(current.study.db, videoId) : null;
      return video ? { path: video.path } : null;
    },
    close: () => state.close(),
  };
}

function createState(platform: Platform): CoreState {
  const log = openLog(join(platform.userDataFolder, "minutewise.log"));
  const recentStudiesFile = join(platform.userDataFolder, "recent-studies.json");
  let catalogue: ModelCatalogue | null = null;
  let workplace: Workplace | null = null;

  const models = (): ModelCatalogue => {
    catalogue ??= readModelCatalogue(platform.modelsFolder);
    return catalogue;
  };
  const setup = (): AnalysisSetup => ({
    models: analysisModels(models()),
    parameters: DEFAULT_ANALYSIS_PARAMETERS,
  });
  const close = async (): Promise<void> => {
    const closing = workplace;
    workplace = null;
    if (!closing) return;
    await closing.queue.close();
    closing.study.db.close();
    closing.study.lock.release();
  };
  return {
    platform,
    log,
    recentStudiesFile,
    models,
    current: () => workplace,
    workplace: () => {
      if (!workplace) {
        throw new Failure("NO_STUDY_OPEN", "No study is open.", { remedy: "Open or create a study first." });
      }
      return workplace;
    },
    open: async (path) => {
      await close();
      const study = openStudyFolder(path);
      workplace = { study, queue: new AnalysisQueue(platform, study, setup, log) };
      rememberStudy(recentStudiesFile, study.info);
      return workplace;
    },
    close,
  };
}
