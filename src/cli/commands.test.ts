import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "../../test/support/run-command.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-cli-"));
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => runCommand(folder, ...args);

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

  it("says which name is too long, and what is allowed", async () => {
    const { code, err } = await run("init", "study", "--name", "x".repeat(5_000));
    expect(code).toBe(1);
    expect(err).toBe("A value was not accepted: a name has at most 120 characters\n");
  });
});

describe("a folder for the program's own data that cannot be made", () => {
  it.runIf(process.platform === "linux")("is said in words", async () => {
    vi.stubEnv("MINUTEWISE_DATA", "/proc/minutewise");
    const { code, err } = await run("doctor");
    expect(code).toBe(1);
    expect(err).toContain("no folder can be created there");
    expect(err).toContain("/proc/minutewise");
  });
});

describe("a study that is not there", () => {
  it.each([
    ["analyze", "nowhere"],
    ["minutes", "nowhere"],
    ["report", "agreement", "nowhere", "--out", "report"],
  ])("%s says so in words", async (...args) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("There is no study in this folder.");
    expect(err).toContain(join(folder, "nowhere"));
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe("a failure of a command that was asked for JSON", () => {
  it.each([
    ["analyze", "nowhere", "--json"],
    ["import", "nowhere", "--manifest", "sessions.csv", "--json"],
    ["import-ratings", "nowhere", "ratings.csv", "--json"],
    ["minutes", "nowhere", "--format", "json"],
    ["report", "agreement", "nowhere", "--out", "report", "--json"],
  ])("%s is one JSON object beside the words", async (...args) => {
    write("sessions.csv", "patient,session\nP01,1\n");
    write("ratings.csv", "patient,session,minute,rater,arousal,emotion\n");
    const { code, out, err } = await run(...args);
    expect(code).toBe(1);
    expect(err).toContain("There is no study in this folder.");
    expect(JSON.parse(out)).toEqual({
      error: {
        code: "STUDY_NOT_FOUND",
        message: "There is no study in this folder.",
        where: join(folder, "nowhere"),
        remedy: expect.any(String),
        problems: [],
      },
    });
  });

  it("init", async () => {
    await run("init", "study");
    const { code, out } = await run("init", "study", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { code: "STUDY_EXISTS" } });
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
        { patient: "P01", session: 1, outcome: "added", notices: [] },
        { patient: "P01", session: 2, outcome: "added", notices: [] },
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
    const { code, out, err } = await run("import-ratings", "study", "./ratings.csv", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      error: { code: "INVALID_FILE", where: "./ratings.csv", problems: [{ line: 3 }, { line: 4 }] },
    });
    expect(err).toContain("Where: ./ratings.csv\n");
    expect(err).toContain("Line 3:");
    expect(err).toContain("Line 4:");
    expect(err).not.toContain("Line 2:");
  });

  it("counts one row and one minute as one", async () => {
    const header = "patient,session,minute,rater,arousal,emotion";
    write("one.csv", `${header}\nP01,1,1,R1,5,\n`);
    expect((await run("import-ratings", "study", "one.csv")).out).toBe(
      "1 row of R1: 1 stored, 0 unchanged.\n1 minute lacks the emotion that its arousal asks for.\n",
    );
    write("two.csv", `${header}\nP01,1,2,R1,,\nP01,1,3,R1,2,\n`);
    expect((await run("import-ratings", "study", "two.csv")).out).toBe(
      "2 rows of R1: 2 stored, 0 unchanged.\n1 minute has no arousal and counts as not ratable.\n",
    );
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

  it.each([
    [[], "None of the study's 3 sessions has a video."],
    [["--patient", "P01"], "None of the 2 sessions of patient P01 has a video."],
    [["--patient", "P02"], "P02 session 1 has no video."],
    [["--patient", "P01", "--session", "2"], "P01 session 2 has no video."],
  ])("without a single video fail in words: %j", async (chosen, words) => {
    await run("init", "study");
    write("sessions.csv", "patient,session\nP01,1\nP01,2\nP02,1\n");
    await run("import", "study", "--manifest", "sessions.csv");
    const { code, out, err } = await run("analyze", "study", ...chosen);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(words);
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

describe("models", () => {
  it("lists licence, limits and the readings that they allow", async () => {
    const { models, readings } = JSON.parse((await run("models", "list", "--json")).out);
    expect(models.map((model: { model_id: string }) => model.model_id)).toContain("fer2013-xception");
    for (const model of models) {
      expect(Object.keys(model).filter((key) => /[A-Z]/.test(key))).toEqual([]);
      expect(model.training_data).not.toBe("");
      expect(model.licence).not.toBe("");
      expect(model.limits.length).toBeGreaterThan(0);
    }
    expect(readings.map(({ id, kind }: { id: string; kind: string }) => `${id} ${kind}`)).toEqual([
      "face-api-expression raw",
      "face-api-expression-calibrated calibrated",
      "fer2013-xception raw",
      "fer2013-xception-calibrated calibrated",
      "blend blend",
      "blend-calibrated blend",
    ]);
    expect(readings[0].parts).toEqual([{ model_id: "face-api-expression", weight: 1 }]);
  });

  it("adds nothing that is no model, and takes one thing to try it on", async () => {
    write("card.json", '{"id": "lab", "file": "lab.onnx"}');
    const { code, err } = await run("models", "add", "card.json");
    expect(code).toBe(1);
    expect(err).toContain("lab.onnx is not there");
    expect((await run("models", "add", "card.json", "--picture", "a.jpg", "--video", "b.mp4")).code).toBe(2);
    expect((await run("models", "remove", "face-mesh")).err).toContain("comes with Minutewise and stays");
    expect((await run("models", "check", "nope")).err).toContain('no model "nope"');
  });
});
