import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDefinedError } from "@orpc/client";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Core, createCore } from "../../src/core/core.ts";
import { REPORT_NAMES } from "../../src/shared/reports/report-options.ts";
import { probing, standInPlatform } from "../support/stand-in-worker.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { TRANSPORTS } from "./support/transports.ts";

/** A core with an empty study; its report threads run `thread` where that is given. */
async function coreWithStudy(thread?: string): Promise<{ core: Core; folder: string }> {
  const folder = tempFolder();
  const models = fileURLToPath(new URL("../../resources/models", import.meta.url));
  const platform = standInPlatform(join(folder, "user"), models, probing);
  const entry = join(folder, "thread.mjs");
  if (thread !== undefined) writeFileSync(entry, thread);
  const core = createCore(thread === undefined ? platform : { ...platform, reportThread: entry });
  onTestFinished(() => core.close());
  await core.client(core.connect()).studies.create({ path: join(folder, "study"), name: "Reports" });
  return { core, folder };
}

describe.each(Object.entries(TRANSPORTS))("reports over %s", (_name, connect) => {
  it("tell which can be computed, end with a document and are written", async () => {
    const { core, folder } = await coreWithStudy();
    const client = await connect(core);
    const available = await client.reports.available();
    expect(available.map(({ report }) => report)).toEqual(REPORT_NAMES);
    for (const { lacks } of available) expect(lacks).toMatch(/import-/);

    const kinds: string[] = [];
    for await (const event of await client.reports.compute({ report: "outcome" })) {
      kinds.push(event.kind);
      if (event.kind === "document") expect(event.document.report).toBe("outcome");
    }
    expect(kinds.at(-1)).toBe("document");

    const directory = join(folder, "out");
    for await (const event of await client.reports.write({ report: "outcome", directory })) {
      if (event.kind === "written") expect(event).toMatchObject({ directory, missing: expect.any(String) });
    }
    expect(statSync(join(directory, "outcome.html")).isFile()).toBe(true);
  });

  it("end with a failure that is declared", async () => {
    const { core, folder } = await coreWithStudy();
    const client = await connect(core);
    writeFileSync(join(folder, "file.txt"), "");
    const writing = async (): Promise<void> => {
      const events = await client.reports.write({
        report: "outcome",
        directory: join(folder, "file.txt", "out"),
      });
      for await (const _ of events) expect.unreachable();
    };
    const error: unknown = await writing().catch((reason: unknown) => reason);
    expect(isDefinedError(error as Error) && error).toMatchObject({ code: "STORAGE_FAILED" });
  });

  it("end as an error of the program, without its stack, when the thread fails", async () => {
    const { core } = await coreWithStudy(`throw new TypeError("secret words");`);
    const client = await connect(core);
    const computing = async (): Promise<void> => {
      for await (const _ of await client.reports.compute({ report: "outcome" })) expect.unreachable();
    };
    const error: unknown = await computing().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "INTERNAL_SERVER_ERROR" });
    expect(String(error)).not.toContain("secret words");
  });

  it("stop being computed when nobody listens any more", async () => {
    const beats = join(tempFolder(), "beats");
    const { core } = await coreWithStudy(
      `import { appendFileSync } from "node:fs";
      import { parentPort } from "node:worker_threads";
      setInterval(() => {
        appendFileSync(${JSON.stringify(beats)}, "x");
        parentPort.postMessage({ type: "progress", label: "busy", share: 0.5 });
      }, 10);`,
    );
    const client = await connect(core);
    for await (const event of await client.reports.compute({ report: "outcome" })) {
      expect(event).toEqual({ kind: "progress", label: "busy", share: 0.5 });
      break;
    }
    let size = -1;
    await vi.waitFor(
      () => {
        const before = size;
        size = statSync(beats).size;
        expect(size).toBe(before);
      },
      { interval: 150, timeout: 5_000 },
    );
  });
});
