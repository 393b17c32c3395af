import type { ContractRouterClient } from "@orpc/contract";
import { createCore } from "../core/core.ts";
import { createNodePlatform } from "../core/node-platform.ts";
import type { Platform } from "../core/platform.ts";
import type { Contract } from "../shared/contract/contract.ts";

export type Client = ContractRouterClient<Contract>;

/** What a command wants otherwise than the user's settings say. */
type PlatformChanges = Pick<Platform, "workers">;

/** Runs work with a core of its own, which is closed however the work ends. */
export async function withCore<Result>(
  work: (client: Client) => Promise<Result>,
  changes: PlatformChanges = {},
): Promise<Result> {
  const core = createCore({ ...createNodePlatform("command-line"), ...changes });
  try {
    return await work(core.client(core.connect()));
  } finally {
    await core.close();
  }
}

/** The same with the study in `folder` open. */
export async function withStudy<Result>(
  folder: string,
  work: (client: Client) => Promise<Result>,
  changes: PlatformChanges = {},
): Promise<Result> {
  return withCore(async (client) => {
    await client.studies.open({ path: folder });
    return work(client);
  }, changes);
}
