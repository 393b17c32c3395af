import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize } from "node:v8";
import { beforeEach, describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import { tempFolder } from "../../../../test/support/temp-folder.ts";
import { reportDocumentSchema } from "../../../shared/reports/document.ts";
import { reportOptionsSchema } from "../../../shared/reports/report-options.ts";
import type { Log } from "../../log.ts";
import { runThread } from "./run-thread.ts";
import type { ThreadTask } from "./thread-task.ts";

const ENTRY = fileURLToPath(new URL("entry.ts", import.meta.url));
const options = reportOptionsSchema.parse({ resamples: 0 });
const log = { info() {}, warn() {}, error() {} } as unknown as Log;
const task: ThreadTask = {
  kind: "files",
  stored: { document: new Uint8Array(), data: new Uint8Array() },
  scripts: { common: "", parts: [] },
};

let folder = "";
beforeEach(() => {
  folder = tempFolder();
});

/** A thread's program of a test. */
function program(code: string): string {
  const file = join(folder, "entry.mjs");
  writeFileSync(file, `import { parentPort } from "node:worker_threads";\n${code}`);
  return file;
}

const run = (code: string, signal = new AbortController().signal, told: string[] = []) =>
  runThread(task, { entry: program(code), signal, log, onProgress: (label) => told.push(label) });

describe("thread of a report", () => {
  it("computes a report from the sources and hands over its files", async () => {
    const told: number[] = [];
    const given = {
      entry: ENTRY,
      log,
      signal: new AbortController().signal,
      onProgress: (_: string, share: number) => told.push(share),
    };
    const tables = { ...(await goldenReportTables()), labels: null };
    const computed = await runThread({ kind: "compute", report: "classification", options, tables }, given);
    if (computed.type !== "computed") throw new Error(computed.type);
    const document = reportDocumentSchema.parse(deserialize(computed.stored.document));
    expect(document.missing).not.toBeNull();

    const { stored } = computed;
    const made = await runThread({ kind: "files", stored, scripts: task.scripts }, given);
    if (made.type !== "files") throw new Error(made.type);
    const page = new TextDecoder().decode(made.files.get("classification.html"));
    expect(page).toContain(document.title);
    expect(told.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it("ends at once when cancelled, even one that never pauses", async () => {
    const stop = new AbortController();
    const told: string[] = [];
    const running = runThread(task, {
      entry: program(`parentPort.postMessage({ type: "progress", label: "busy", share: 0 }); for (;;);`),
      signal: stop.signal,
      log,
      onProgress: (label) => {
        told.push(label);
        stop.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    expect(told).toEqual(["busy"]);
  });

  it("does not start when it is cancelled before", async () => {
    await expect(run("", AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  });

  it("throws what was thrown in it, with the place", async () => {
    const failing = run(`function builds() { throw new TypeError("no such column"); }\nbuilds();`);
    const error: unknown = await failing.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).stack).toContain("at builds");
  });

  it("says that a thread ended without an answer", async () => {
    await expect(run("process.exit(3);")).rejects.toThrow("ended with 3 without an answer");
  });
});
