import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommandLine } from "./program.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-cli-"));
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]) {
  let [out, err] = ["", ""];
  const code = await runCommandLine(args, {
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

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe("init", () => {
  it("names the study after its folder unless told otherwise", async () => {
    expect(JSON.parse((await run("init", "My study", "--json")).out)).toMatchObject({
      study: join(folder, "My study"),
      name: "My study",
    });
    expect(JSON.parse((await run("init", "other", "--name", "Zürich 2026", "--json")).out).name).toBe(
      "Zürich 2026",
    );
  });

  it("leaves a study that is there alone", async () => {
    await run("init", "study");
    const { code, out, err } = await run("init", "study");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("There is a study in this folder already.");
    expect(err).toContain("What to do:");
  });
});

describe("a study that is not there", () => {
  it.each([
    ["analyze", "nowhere", "--json"],
    ["minutes", "nowhere", "--format", "json"],
    ["report", "agreement", "nowhere", "--out", "report"],
  ])("%s says so in words", async (...args) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("There is no study in this folder.");
    expect(err).toContain(join(folder, "nowhere"));
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe("a study that another program has open", () => {
  it("is not touched", async () => {
    await run("init", "study");
    const { createCore } = await import("../core/core.ts");
    const { createNodePlatform } = await import("../core/node-platform.ts");
    const other = createCore(createNodePlatform("browser"));
    await other.client(other.connect()).studies.open({ path: join(folder, "study") });
    const { code, err } = await run("minutes", "study");
    await other.close();
    expect(code).toBe(1);
    expect(err).toContain("open in another Minutewise window or command");
    expect((await run("minutes", "study")).code).toBe(0);
  });
});

describe("import", () => {
  beforeEach(async () => void (await run("init", "study")));

  it("takes a manifest without videos, twice without a change", async () => {
    write("sessions.csv", "patient,session\nP01,1\nP01,2\n");
    expect(JSON.parse((await run("import", "study", "--manifest", "sessions.csv", "--json")).out)).toEqual({
      sessions: [
        { patient: "P01", session: 1, outcome: "added" },
        { patient: "P01", session: 2, outcome: "added" },
      ],
    });
    const again = await run("import", "study", "--manifest", "sessions.csv");
    expect(again.out).toContain("P01 session 1: unchanged");
  });

  it.each([
    ["missing.csv", "There is no such file."],
    [".", "This is a folder, not a file."],
  ])("%s: %s", async (file, words) => {
    const { code, err } = await run("import", "study", "--manifest", file);
    expect(code).toBe(1);
    expect(err).toContain(words);
  });
});

describe("import-ratings", () => {
  beforeEach(async () => {
    await run("init", "study");
    write("sessions.csv", "patient,session\nP01,1\n");
    await run("import", "study", "--manifest", "sessions.csv");
  });

  it("names each bad row with its line and stores nothing", async () => {
    write(
      "ratings.csv",
      "patient,session,minute,rater,arousal,emotion\nP01,1,1,R1,2,\nP01,1,0,R1,8,\nP09,1,1,R1,2,joy\n",
    );
    const { code, out, err } = await run("import-ratings", "study", "ratings.csv", "--json");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("Line 3:");
    expect(err).toContain("Line 4:");
    expect(err).not.toContain("Line 2:");
  });
});

describe("analyze and minutes", () => {
  it("of an empty study are empty, not a failure", async () => {
    await run("init", "study");
    const analysed = await run("analyze", "study", "--json");
    expect(analysed.code).toBe(0);
    expect(JSON.parse(analysed.out)).toEqual({
      study: join(folder, "study"),
      frames: 0,
      faces: 0,
      coverage: null,
      sessions: [],
    });
    expect((await run("minutes", "study", "--format", "csv")).out).toBe(
      "patient,session,minute,angry,disgust,fear,happy,sad,surprise,neutral,nonspecific,n_frames,n_faces,coverage\n",
    );
    expect(JSON.parse((await run("minutes", "study", "--format", "json")).out)).toEqual({
      model: "fer2013-xception",
      minutes: [],
    });
  });

  it("name a session that is not there", async () => {
    await run("init", "study");
    const { code, err } = await run("analyze", "study", "--patient", "P01", "--session", "3", "--json");
    expect(code).toBe(1);
    expect(err).toContain("session 3 of patient P01");
  });
});

describe("an error that nobody expected", () => {
  it("is one line that names the log, which has the stack", async () => {
    await run("init", "study");
    write("sessions.csv", "patient,session\nP01,1\n");
    const broken = vi
      .spyOn(Blob.prototype, "arrayBuffer")
      .mockRejectedValue(new TypeError("broken on purpose"));
    const { code, out, err } = await run("import", "study", "--manifest", "sessions.csv");
    broken.mockRestore();
    expect([code, out]).toEqual([1, ""]);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).not.toContain("broken on purpose");
    const log = join(folder, "user", "minutewise.log");
    expect(err).toContain(log);
    expect(readFileSync(log, "utf8")).toContain("broken on purpose");
  });
});
