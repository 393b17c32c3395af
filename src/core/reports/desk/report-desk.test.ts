import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { goldenReportTables } from "../../../../test/golden/golden-report-tables.ts";
import { tempFolder } from "../../../../test/support/temp-folder.ts";
import { reportOptionsSchema } from "../../../shared/reports/report-options.ts";
import type { Log } from "../../log.ts";
import type { Progress } from "./followed-work.ts";
import { type AskedReport, ReportDesk } from "./report-desk.ts";

const log = { info() {}, warn() {}, error() {} } as unknown as Log;
const options = reportOptionsSchema.parse({ resamples: 0 });
const tables = { ...(await goldenReportTables()), labels: null };
const asked: AskedReport = { report: "classification", options, tables };

let folder = "";
let threads = "";
beforeEach(() => {
  folder = tempFolder();
  threads = join(folder, "threads");
});

/** A desk whose threads leave a mark each; `code` runs before the thread's own program. */
function desk(code = ""): ReportDesk {
  const entry = join(folder, "entry.mjs");
  const real = JSON.stringify(new URL("../thread/entry.ts", import.meta.url).href);
  writeFileSync(
    entry,
    `import { appendFileSync } from "node:fs";
    import { parentPort } from "node:worker_threads";
    appendFileSync(${JSON.stringify(threads)}, "x");
    ${code}
    await import(${real});`,
  );
  const scriptsFolder = fileURLToPath(new URL("../../../../resources/r", import.meta.url));
  return new ReportDesk({ reportThread: entry, scriptsFolder }, log);
}

const started = (): number => (existsSync(threads) ? statSync(threads).size : 0);

async function end<Result>(work: AsyncGenerator<Progress, Result>): Promise<Result> {
  for (;;) {
    const next = await work.next();
    if (next.done) return next.value;
  }
}

describe("desk of the reports", () => {
  it("computes what it has computed from the same data only once", async () => {
    const reports = desk();
    const document = await end(reports.compute(asked));
    const later = { ...asked, tables: { ...tables, computedAt: "2027-01-01T00:00:00.000Z" } };
    expect(await end(reports.compute(later))).toEqual(document);
    expect(started()).toBe(1);
    await end(reports.compute({ ...asked, options: { ...options, seed: 7 } }));
    await end(reports.compute({ ...asked, tables: { ...tables, dataVersion: "1".repeat(64) } }));
    expect(started()).toBe(3);
  });

  it("lets two who ask at the same time share one computation", async () => {
    const reports = desk();
    const documents = await Promise.all([end(reports.compute(asked)), end(reports.compute(asked))]);
    expect(documents[0]).toEqual(documents[1]);
    expect(started()).toBe(1);
  });

  it("writes a report that was computed without computing it again, and says what is missing", async () => {
    const reports = desk();
    const document = await end(reports.compute(asked));
    const directory = join(folder, "new", "out");
    const written = await end(reports.write(asked, directory));
    expect(written).toMatchObject({ directory, missing: document.missing });
    expect(written.files.toSorted()).toEqual(readdirSync(directory).sort());
    expect(written.files).toContain("classification.html");
    expect(started()).toBe(2);
  });

  it("names a report that is computed, but not written, by what comes next", async () => {
    const reports = desk(`parentPort.postMessage({ type: "progress", label: "Done", share: 1 });`);
    const writing = reports.write(asked, join(folder, "out"));
    expect(await writing.next()).toMatchObject({ value: { label: "Figures", share: 0.8 } });
    await end(writing);
  });

  it("leaves no file behind when it is cancelled, and can be asked again", async () => {
    const reports = desk(
      `parentPort.postMessage({ type: "progress", label: "busy", share: 0.5 }); for (;;);`,
    );
    const stop = new AbortController();
    const directory = join(folder, "out");
    const writing = reports.write(asked, directory, stop.signal);
    expect(await writing.next()).toMatchObject({ value: { label: "busy", share: 0.4 } });
    stop.abort();
    await expect(writing.next()).rejects.toMatchObject({ name: "AbortError" });
    expect(existsSync(directory)).toBe(false);
    const again = reports.compute(asked);
    expect(await again.next()).toMatchObject({ value: { label: "busy" } });
    await again.return(undefined as never);
  });

  it("passes on an error of the thread and forgets it", async () => {
    const reports = desk(`throw new RangeError("no such minute");`);
    for (const time of [1, 2]) {
      await expect(end(reports.compute(asked))).rejects.toThrow("no such minute");
      expect(started()).toBe(time);
    }
  });

  it("ends what it computes when the study is closed", async () => {
    const reports = desk("for (;;);");
    const waiting = end(reports.compute(asked));
    reports.clear();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  });

  it("refuses a folder that cannot be written before it computes", async () => {
    const blocked = join(folder, "file.txt");
    writeFileSync(blocked, "");
    for (const directory of [blocked, join(blocked, "report")]) {
      await expect(end(desk().write(asked, directory))).rejects.toMatchObject({
        code: "STORAGE_FAILED",
        where: directory,
      });
    }
    expect(started()).toBe(0);
  });
});
