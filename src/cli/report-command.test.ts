import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "../../test/support/run-command.ts";
import { tempFolder } from "../../test/support/temp-folder.ts";
import { REPORT_NAMES } from "../shared/reports/report-options.ts";

let folder = "";
beforeEach(async () => {
  folder = tempFolder();
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
  await runCommand(folder, "init", "study");
});

const report = (...args: string[]) => runCommand(folder, "report", ...args);

describe("report", () => {
  it.each(REPORT_NAMES)("%s of an empty study is written and says why it holds nothing", async (name) => {
    const { code, out, err } = await report(name, "study", "--out", "out");
    expect(code).toBe(0);
    expect(out).toContain(`  ${join(folder, "out", `${name}.html`)}\n`);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(join(folder, "out")).sort()).toEqual(
      expect.arrayContaining([`${name}.html`, `${name}.json`, "analysis.R", "columns.csv", "numbers.csv"]),
    );
  });

  it("says in a line what a part of a report lacks", async () => {
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write("sessions.csv", "patient,session\nP01,1\nP02,1\n");
    write("outcomes.csv", "patient,dropout,pre_a,post_a\nP01,0,20,10\nP02,0,20,15\n");
    await runCommand(folder, "import", "study", "--manifest", "sessions.csv");
    await runCommand(folder, "import-outcomes", "study", "outcomes.csv");
    const { code, err } = await report("outcome", "study", "--out", "out");
    expect(code).toBe(0);
    expect(err).toMatch(/^No minute of the machine belongs to this report.*import-minutes\.\n$/);
    const { out } = await report("outcome", "study", "--out", "out", "--json");
    expect(JSON.parse(out)).toMatchObject({ missing: null, partly_missing: err.trim() });
  });

  it("prints one JSON object when asked for", async () => {
    const { out } = await report("agreement", "study", "--out", "out", "--json");
    expect(JSON.parse(out)).toMatchObject({
      report: "agreement",
      directory: join(folder, "out"),
      files: expect.arrayContaining(["agreement.html"]),
      missing: expect.any(String),
    });
  });

  it("holds seed and replicates that were asked for", async () => {
    await report("agreement", "study", "--out", "out", "--seed", "7", "--resamples", "50");
    expect(readFileSync(join(folder, "out", "agreement.html"), "utf8")).toContain("50 replicates, seed 7");
  });

  it("names what is known when a model or a set of clips is not", async () => {
    const model = await report("agreement", "study", "--out", "out", "--model", "none-such");
    expect([model.code, model.err]).toEqual([1, expect.stringContaining("none-such")]);
    const labels = await report("classification", "study", "--out", "out", "--label-set", "none-such");
    expect([labels.code, labels.err]).toEqual([1, expect.stringContaining("none-such")]);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("says that a folder cannot be written, and where", async () => {
    writeFileSync(join(folder, "file.txt"), "");
    for (const out of ["file.txt", "file.txt/out"]) {
      const { code, err } = await report("agreement", "study", "--out", out);
      expect(code).toBe(1);
      expect(err).toContain(`Where: ${join(folder, out)}`);
      expect(err).toContain("What to do:");
    }
  });

  it("keeps what stood there when a file of the report cannot be put in its place", async () => {
    mkdirSync(join(folder, "out", "agreement.html", "in the way"), { recursive: true });
    const { code, err } = await report("agreement", "study", "--out", "out");
    expect(code).toBe(1);
    expect(err).toContain("a folder is in the way of a file");
    expect(readdirSync(join(folder, "out")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("is cancelled by Ctrl-C and leaves nothing behind", async () => {
    const listeners = process.listenerCount("SIGINT");
    const running = report("agreement", "study", "--out", "out");
    await vi.waitFor(() => expect(process.listenerCount("SIGINT")).toBeGreaterThan(listeners));
    process.emit("SIGINT");
    expect(await running).toEqual({ code: 1, out: "", err: "Cancelled. Nothing was written.\n" });
    expect(existsSync(join(folder, "out"))).toBe(false);
    expect(process.listenerCount("SIGINT")).toBe(listeners);
  });
});
