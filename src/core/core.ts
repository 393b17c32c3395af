import type { ContractRouterClient } from "@orpc/contract";
import { createRouterClient } from "@orpc/server";
import type { Contract } from "../shared/contract/contract.ts";
import type { Connection } from "./connection.ts";
import { createState } from "./core-state.ts";
import { stillFile } from "./evidence/still-files.ts";
import { hasStill } from "./evidence/stills.ts";
import { usableProxy } from "./media/proxy-file.ts";
import { findVideo } from "./media/repo.ts";
import type { Platform } from "./platform.ts";
import { type CoreRouter, createRouter } from "./router.ts";

/** The application: one at a time owns a study; hosts reach it through the contract. */
export interface Core {
  readonly router: CoreRouter;
  /** A new connection, nobody signed in. */
  connect(): Connection;
  /** A client within this process. */
  client(connection: Connection): ContractRouterClient<Contract>;
  /**
   * Where the file of a video of the open study, or its playback copy, is; null for an unknown one and where there is
   * no copy. For the media listener.
   */
  openVideo(videoId: number, copy: boolean): { path: string } | null;
  /** Where the file of a still of the open study belongs; null for an unknown one. For the media listener. */
  openStill(runId: number, frame: number): string | null;
  /** Stops what runs, closes the study and gives up its lock. */
  close(): Promise<void>;
}

export function createCore(platform: Platform): Core {
  const state = createState(platform);
  const router = createRouter(state);
  return {
    router,
    connect: () => ({ host: platform.host, signIn: { current: null } }),
    client: (connection) => createRouterClient(router, { context: connection }),
    openVideo: (videoId, copy) => {
      const current = state.current();
      const video = current && findVideo(current.study.db, videoId);
      if (!current || !video) return null;
      const path = copy ? usableProxy(current.study, video.fingerprint) : video.path;
      return path === null ? null : { path };
    },
    openStill: (runId, frame) => {
      const study = state.current()?.study;
      return study && hasStill(study.db, runId, frame) ? stillFile(study.folder, runId, frame) : null;
    },
    close: () => state.close(),
  };
}
