import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "../../test/support/run-command.ts";
import { madeUpMinute, storeRun } from "../../test/support/run-fixture.ts";
import { addTestSession } from "../../test/support/study-fixture.ts";
import { tempFolder } from "../../test/support/temp-folder.ts";
import { openStudyFolder } from "../core/study/study-folder.ts";

let folder: string;

beforeEach(async () => {
  folder = tempFolder();
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
  await run("init", "study");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const run = (...args: string[]) => runCommand(folder, ...args);
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

const HEADER = "patient,session,minute,angry,disgust,fear,happy,sad,surprise,neutral,n_frames,n_faces";
const VIDEOS = "video,person,phq,AU01\nV1,S1,3,0.5\n";

describe("commands that import tables", () => {
  it("say what was stored in lines or as JSON", async () => {
    write("minutes.csv", `${HEADER}\nP01,1,1,,,,,,,,1800,0\n`);
    const { code, out } = await run("import-minutes", "study", "minutes.csv", "--source", "clinic");
    expect([code, out.split("\n")]).toEqual([
      0,
      [
        "1 row: 1 stored, 0 unchanged.",
        "Sessions added to the study: 1.",
        "Minutes without a face: 1.",
        'The minutes are the reading "imported:clinic".',
        "",
      ],
    ]);
    write("outcomes.csv", "patient,pre_a\nP01,3\n");
    expect(JSON.parse((await run("import-outcomes", "study", "outcomes.csv", "--json")).out)).toEqual({
      rows: 1,
      stored: 1,
      unchanged: 0,
      notes: ["Patients: 1.", "Subscales: a."],
    });
    write("labels.csv", "clip,truth_e,vgg_e\nC1,x,x\n");
    const labels = await run("import-labels", "study", "labels.csv", "--set", "my clips", "--models", "vgg");
    expect(labels.out).toContain('The set is "my clips".\nJudged: e.\nPeople: none. Models: vgg.\n');
    write("units.csv", VIDEOS);
    write("series.csv", "time_s,AU12\n0,0\n0.04,1\n");
    const units = [
      "import-action-units",
      "study",
      "units.csv",
      "--severity",
      "phq",
      "--series",
      "series.csv",
    ];
    expect((await run(...units)).out).toContain("Series of AU12: 2 samples at 25 Hz.");
  });

  it("name the file that a failure is about as it was typed, and its lines", async () => {
    write("units.csv", VIDEOS);
    write("series.csv", "time_s,AU12\n0,0\n1,7\n");
    const units = [
      "import-action-units",
      "study",
      "./units.csv",
      "--severity",
      "phq",
      "--series",
      "./series.csv",
    ];
    const { code, err } = await run(...units);
    expect(code).toBe(1);
    expect(err).toContain("./series.csv");
    expect(err).toMatch(/line 3.*au12 "7" is not between 0 and 1/i);
    expect((await run("import-minutes", "study", "nowhere.csv")).err).toContain("There is no such file.");
  });

  it("refuse a manifest with a header line alone", async () => {
    write("sessions.csv", "patient,session,n_minutes\n");
    const { code, err } = await run("import", "study", "--manifest", "sessions.csv");
    expect([code, err]).toEqual([1, expect.stringContaining("sessions.csv has no rows.")]);
  });

  it("bring minutes that minutes and report find by their source alone", async () => {
    write("minutes.csv", `${HEADER}\nP01,1,1,0,0,0,0,0,0,1,9,9\n`);
    await run("import-minutes", "study", "minutes.csv", "--source", "clinic");
    const named = await run("minutes", "study", "--model", "imported:clinic");
    expect(await run("minutes", "study", "--model", "clinic")).toEqual(named);
    expect(named.out).toContain("P01,1,1,");
    const { code } = await run("report", "agreement", "study", "--model", "clinic", "--out", "out");
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "out", "agreement.html"), "utf8")).toContain("imported:clinic");
    expect((await run("minutes", "study", "--model", "none-such")).code).toBe(1);
  });

  it("refuse a source that cannot be named in a command", async () => {
    write("minutes.csv", `${HEADER}\n`);
    const { code, err } = await run("import-minutes", "study", "minutes.csv", "--source", "my clinic");
    expect([code, err]).toEqual([
      1,
      "A value was not accepted: a source is named by a code such as fer: letters, digits, dot, dash or underscore, at most 32 characters\n",
    ]);
  });
});

describe("minutes that were exported", () => {
  it("are the same in the study into which they are imported", async () => {
    const series = { median: 0.5, p90: 0.625, maximum: 0.75, msAbove: 30_000, bursts: 2 };
    const box = { x: 0, y: 0, width: 80, height: 100 };
    const minute = madeUpMinute(1, [
      { timeMs: 0, box, seven: [0, 0, 0, 0.75, 0, 0, 0.25] },
      { timeMs: 500, box, seven: [0, 0, 0, 0.25, 0, 0, 0.75] },
      { timeMs: 1000 },
    ]);
    const readings = minute.readings.map((reading) => ({ ...reading, statistics: Array(8).fill(series) }));
    const study = openStudyFolder(join(folder, "study"));
    storeRun(study, await addTestSession(study), [
      { ...minute, readings },
      madeUpMinute(2, [{ timeMs: 60_000 }]),
    ]);
    study.db.close();
    study.lock.release();
    const exported = (await run("minutes", "study", "--statistics")).out;
    write("exported.csv", exported);
    await run("init", "other");
    expect((await run("import-minutes", "other", "exported.csv")).out).toContain("2 rows: 2 stored");
    const own = (await run("minutes", "study")).out;
    expect((await run("minutes", "other", "--model", "imported:fer")).out).toBe(own);
    const stored = openStudyFolder(join(folder, "other"));
    const summaries = stored.db
      .prepare(
        "SELECT median, p90, maximum, share_above, bursts FROM imported_minute_current ORDER BY minute",
      )
      .raw()
      .all();
    stored.db.close();
    stored.lock.release();
    // A face was read in 40 s of the minute's 60.
    expect(summaries).toEqual([
      [0.5, 0.625, 0.75, 0.75, 2],
      [null, null, null, null, null],
    ]);
  });
});
