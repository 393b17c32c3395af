import type { ContractRouterClient } from "@orpc/contract";
import { createRouterClient } from "@orpc/server";
import type { Contract } from "../shared/contract/contract.ts";
import type { Connection } from "./connection.ts";
import { createState } from "./core-state.ts";
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
    connect: () => ({ host: platform.host, signIn: { current: null } }),
    client: (connection) => createRouterClient(router, { context: connection }),
    openVideo: (videoId) => {
      const current = state.current();
      const video = current ? findVideo(current.study.db, videoId) : null;
      return video ? { path: video.path } : null;
    },
    close: () => state.close(),
  };
}
