import { basename } from "node:path";
import type { ContractRouterClient } from "@orpc/contract";
import type { Contract } from "../shared/contract/contract.ts";
import type { PathPurpose } from "../shared/contract/system.ts";

/** What the menu's study entries need. */
interface StudyMenu {
  readonly client: ContractRouterClient<Contract>;
  choosePath(purpose: PathPurpose): Promise<string | null>;
  /** Shows the page anew, with whatever study is open now. */
  showStart(): Promise<void>;
  tellFailure(error: unknown): void;
}

/** The menu's study entries: they work through the contract like every page. */
export function studyActions({ client, choosePath, showStart, tellFailure }: StudyMenu) {
  const run = (work: () => Promise<unknown>): void => {
    work().catch(tellFailure);
  };
  async function open(path: string): Promise<void> {
    await client.studies.open({ path });
    await showStart();
  }
  return {
    newStudy: () =>
      run(async () => {
        const path = await choosePath("new-study");
        if (path === null) return;
        await client.studies.create({ path, name: basename(path) });
        await showStart();
      }),
    openStudy: () =>
      run(async () => {
        const path = await choosePath("study");
        if (path !== null) await open(path);
      }),
    openRecent: (path: string) => run(() => open(path)),
    closeStudy: () =>
      run(async () => {
        await client.studies.close();
        await showStart();
      }),
  };
}
