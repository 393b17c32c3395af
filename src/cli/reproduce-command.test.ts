import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommandLine } from "./program.ts";

const golden = fileURLToPath(new URL("../../test/golden", import.meta.url));
const TABLES = ["ratings", "fer_minutes", "outcomes", "au", "au_series", "labels16"];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-cli-"));
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
  copyFileSync(join(golden, "sessions.csv"), join(folder, "sessions.csv"));
  // The first rows of every other table: enough to read, little to compute.
  for (const table of TABLES) {
    const lines = readFileSync(join(golden, `${table}.csv`), "utf8").split("\n");
    writeFileSync(join(folder, `${table}.csv`), `${lines.slice(0, 40).join("\n")}\n`);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]) {
  let [out, err] = ["", ""];
  const code = await runCommandLine(["reproduce", ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    errIsTerminal: false,
    folder,
  });
  return { code, out, err };
}

describe("reproduce", () => {
  it("writes one JSON, in a folder that it makes, and a reason for what cannot be computed", async () => {
    const { code, out } = await run(".", "--out", "new/results.json");
    expect([code, out]).toEqual([0, `${join(folder, "new", "results.json")}\n`]);
    const results = JSON.parse(readFileSync(join(folder, "new", "results.json"), "utf8"));
    expect(results.descriptives).toMatchObject({ rating_rows: 39, fer_minutes: 39 });
    expect(results.lmm.patient_REML).toBeNull();
    expect(results.not_computed).toContainEqual({
      path: "lmm.patient_REML",
      reason: "A random intercept needs at least two groups.",
    });
  });

  it("names the table that is missing, and every row that cannot be read", async () => {
    rmSync(join(folder, "au.csv"));
    const missing = await run(".", "--out", "results.json");
    expect(missing.code).toBe(1);
    expect(missing.err).toContain("au.csv cannot be read");
    writeFileSync(join(folder, "au.csv"), "video\n");
    writeFileSync(join(folder, "sessions.csv"), "patient,session,analysed,n_raters\nP01,one,1,0\n,2,1,\n");
    const { code, err } = await run(".", "--out", "results.json");
    expect(code).toBe(1);
    expect(err).toContain('session "one" is not a whole number');
    expect(err).toContain('patient ""');
    expect(err).toContain(`Where: ${join(folder, "sessions.csv")}`);
    expect(err).toContain("Correct the rows named and run the command again.");
  });

  it("says where nothing could be written", async () => {
    writeFileSync(join(folder, "file"), "");
    const { code, err } = await run(".", "--out", "file/results.json");
    expect(code).toBe(1);
    expect(err).toContain("Nothing was stored");
  });
});
