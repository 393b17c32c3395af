import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "../../test/support/run-command.ts";
import { madeUpMinute, NETWORK, storeRun } from "../../test/support/run-fixture.ts";
import { addTestSession } from "../../test/support/study-fixture.ts";
import { writeStills } from "../core/evidence/still-files.ts";
import { createStudy, openStudyFolder } from "../core/study/study-folder.ts";
import { LANDMARK_MEASURE_COUNT } from "../shared/face-geometry/landmark-measures.ts";
import type { RegionStill } from "../shared/worker-protocol.ts";

const BOX = { x: 10.126, y: 20, width: 80, height: 100 };
const HAPPY = [0, 0, 0, 0.75, 0, 0, 0.25];
const STILL: RegionStill = {
  frame: 0,
  timeMs: 0,
  region: { x: 0, y: 0, width: 200, height: 150 },
  jpeg: Buffer.from("a still"),
  width: 200,
  height: 150,
};

let folder: string;
let runs: number[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-evidence-"));
  vi.stubEnv("MINUTEWISE_DATA", join(folder, "user"));
  createStudy(join(folder, "study"), "Study", "test");
  const study = openStudyFolder(join(folder, "study"));
  const sessionId = await addTestSession(study, "P01", 1);
  await addTestSession(study, "P01", 2);
  const series = { median: 0.25, p90: 0.5, maximum: 0.75, msAbove: 40, bursts: 1 };
  const minute = madeUpMinute(
    1,
    [
      { timeMs: 0, box: BOX, seven: HAPPY, track: 2, presence: 0.875 },
      { timeMs: 100 / 3, box: BOX },
      { timeMs: 200 / 3 },
    ],
    { stills: [STILL] },
  );
  const [reading] = minute.readings;
  if (!reading) throw new Error("The minute has no reading.");
  const summed = { ...minute, readings: [{ ...reading, statistics: new Array(8).fill(series) }] };
  runs = [
    storeRun(study, sessionId, [minute]),
    storeRun(study, sessionId, [summed, madeUpMinute(2, [{ timeMs: 60_000 }])], {
      notices: ["It ends early."],
    }),
  ];
  writeStills(study.folder, runs[1] ?? 0, [STILL]);
  study.db.close();
  study.lock.release();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => runCommand(folder, ...args);

const SESSION = ["--patient", "P01", "--session", "1"];

describe("frames", () => {
  it("prints one row a frame with exactly the stated columns, cells empty without a face", async () => {
    const { code, out, err } = await run("frames", "study", ...SESSION, "--format", "csv");
    expect([code, err]).toEqual([0, ""]);
    const models = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"];
    expect(out.split("\n")).toEqual([
      `frame,time_ms,face,x,y,w,h,score,presence,track,${models.map((name) => `${NETWORK}_${name}`).join(",")}`,
      "0,0,1,10.13,20,80,100,0.75,0.875,2,0,0,0,0.75,0,0,0.25",
      "1,33.333,1,10.13,20,80,100,0.75,0.99,1,,,,,,,",
      "2,66.667,0,,,,,,,,,,,,,,",
      "3,60000,0,,,,,,,,,,,,,,",
      "",
    ]);
  });

  it("prints the same as one JSON object, of an older run when it is named", async () => {
    const { out } = await run("frames", "study", ...SESSION, "--format", "json", "--run", String(runs[0]));
    const parsed = JSON.parse(out);
    expect(parsed).toMatchObject({ patient: "P01", session: 1, run: runs[0] });
    expect(parsed.frames).toHaveLength(3);
    expect(parsed.frames[0]).toMatchObject({ frame: 0, face: 1, track: 2, [`${NETWORK}_happy`]: 0.75 });
    expect(parsed.frames[2]).toMatchObject({ frame: 2, face: 0, x: null, [`${NETWORK}_happy`]: null });
  });
});

describe("a session that is not there or not analysed", () => {
  it.each(["frames", "tracks"])("%s says so", async (command) => {
    const unknown = await run(command, "study", "--patient", "P01", "--session", "9");
    expect([unknown.code, unknown.out]).toEqual([1, ""]);
    expect(unknown.err).toContain("The study has no session 9 of patient P01.");
    const waiting = await run(command, "study", "--patient", "P01", "--session", "2");
    expect(waiting.code).toBe(1);
    expect(waiting.err).toContain("Session 2 of P01 is not analysed yet.");
    const noRun = await run(command, "study", ...SESSION, "--run", "99");
    expect(noRun.err).toContain("Run 99 is not part of this study.");
    expect((await run(command, "study", ...SESSION, "--run", "0")).code).toBe(2);
  });
});

describe("tracks", () => {
  it("prints them in words and as JSON", async () => {
    const words = await run("tracks", "study", ...SESSION);
    expect(words.out).toContain("2 tracks in session 1 of P01:");
    expect(words.out).toContain("2  client, 0:00 to 0:00, 1 frame, 100 px high, at 50, 70");
    const { out } = await run("tracks", "study", ...SESSION, "--json");
    expect(JSON.parse(out)).toMatchObject({ tracks: [{ track: 1 }, { track: 2 }].reverse() });
  });
});

describe("action-units", () => {
  it("say of each session without a neutral face why its action units are empty", async () => {
    const study = openStudyFolder(join(folder, "study"));
    const sessionId = (await addTestSession(study, "P02", 1)) as number;
    storeRun(study, sessionId, [
      madeUpMinute(1, [{ timeMs: 0, box: BOX, seven: HAPPY }], {
        meshFrames: Uint32Array.of(0),
        meshMeasures: new Float32Array(LANDMARK_MEASURE_COUNT),
      }),
    ]);
    study.db.close();
    study.lock.release();
    const { code, out, err } = await run("action-units", "study");
    expect(code).toBe(0);
    const [header = "", row = ""] = out.split("\n");
    expect(row.split(",")[header.split(",").indexOf("AU12")]).toBe("");
    expect(err).toContain(
      "P02 session 1 has no action units: The person faces the camera in 1 samples; a neutral face needs",
    );
  });
});

describe("analyze", () => {
  it("names the models that there are when it is asked for another", async () => {
    const { code, err } = await run("analyze", "study", "--models", "nonsense");
    expect(code).toBe(1);
    expect(err).toContain('There is no model "nonsense" that reads faces.');
    expect(err).toMatch(/What to do: Known are: .*fer2013-xception/);
  });
});

describe("stills", () => {
  it("copies them, says that they show faces, and draws boxes only when asked to", async () => {
    const plain = await run("stills", "study", ...SESSION, "--out", "plain");
    expect(plain.code).toBe(0);
    expect(plain.out).toContain("1 still of run");
    expect(plain.err).toContain("The stills show faces");
    expect(readdirSync(join(folder, "plain")).sort()).toEqual(["frame-000000_0-00.000.jpg", "index.csv"]);
    const boxes = await run("stills", "study", ...SESSION, "--out", "boxes", "--boxes", "--json");
    expect(JSON.parse(boxes.out)).toMatchObject({ run: runs[1], missing: [] });
    expect(readFileSync(join(folder, "boxes", "contact-sheet.html"), "utf8")).toContain("<rect");
    expect(readFileSync(join(folder, "boxes", "frame-000000_0-00.000.jpg"), "utf8")).toBe("a still");
  });

  it("whose files were deleted end in words", async () => {
    rmSync(join(folder, "study", "derived"), { recursive: true });
    const { code, err } = await run("stills", "study", ...SESSION, "--out", "gone");
    expect(code).toBe(1);
    expect(err).toContain("has no stills");
    expect(existsSync(join(folder, "gone"))).toBe(false);
  });
});

describe("quality", () => {
  it("tells of all analysed sessions, or of one", async () => {
    const words = await run("quality", "study");
    expect(words.code).toBe(0);
    expect(words.out).toContain(`P01 1 (run ${runs[1]}): face in 50.0% of the frames, face 100 px high`);
    expect(words.out).toContain("note: It ends early.");
    const { out } = await run("quality", "study", ...SESSION, "--json");
    expect(JSON.parse(out).sessions).toEqual([
      expect.objectContaining({ patient: "P01", session: 1, run: runs[1], coverage: 0.5 }),
    ]);
    expect((await run("quality", "study", "--session", "1")).code).toBe(2);
  });
});

describe("compare", () => {
  it("sets two runs side by side", async () => {
    const { code, out } = await run("compare", "study", String(runs[0]), String(runs[1]), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      runs,
      differences: [],
      n_frames_compared: 3,
      readings: [{ model_id: NETWORK, identical_frames: 1 }],
    });
    const words = await run("compare", "study", String(runs[0]), String(runs[1]));
    expect(words.out).toContain("Made with the same.");
  });

  it("says when no minute can be set side by side", async () => {
    const study = openStudyFolder(join(folder, "study"));
    const sessionId = await addTestSession(study, "P02", 1);
    const minute = madeUpMinute(1, [{ timeMs: 0, box: BOX, seven: HAPPY }]);
    const whole = storeRun(study, sessionId, [minute]);
    const part = storeRun(study, sessionId, [minute], { toMs: 30_000 });
    study.db.close();
    study.lock.release();
    const { out } = await run("compare", "study", String(whole), String(part));
    expect(out).toContain("happy: no minute with values is covered alike by both, frames correlate");
    expect(out).not.toContain("at most");
  });

  it("refuses what cannot be compared", async () => {
    const same = await run("compare", "study", String(runs[0]), String(runs[0]));
    expect(same.code).toBe(1);
    expect(same.err).toContain("cannot be compared with itself");
    expect((await run("compare", "study", "one", "2")).code).toBe(2);
  });
});

describe("minutes", () => {
  it("adds its summaries when asked to, and is as before otherwise", async () => {
    const plain = (await run("minutes", "study")).out.split("\n");
    expect(plain[0]).toMatch(/^patient,session,minute,angry,.*,coverage$/);
    const [header = "", first = "", second = ""] = (await run("minutes", "study", "--statistics")).out.split(
      "\n",
    );
    expect(
      header.startsWith(
        `${plain[0]},n_used,n_uncertain,angry_median,angry_p90,angry_max,angry_ms_above,angry_bursts,`,
      ),
    ).toBe(true);
    expect(
      header.endsWith(
        ",nonspecific_median,nonspecific_p90,nonspecific_max,nonspecific_ms_above,nonspecific_bursts",
      ),
    ).toBe(true);
    expect(first.startsWith(plain[1] ?? "-")).toBe(true);
    expect(first.endsWith(",0.25,0.5,0.75,40,1")).toBe(true);
    expect(second.endsWith(",,,,,")).toBe(true);
    const { minutes } = JSON.parse((await run("minutes", "study", "--statistics", "--format", "json")).out);
    expect(minutes[0]).toMatchObject({ happy: 0.75, happy_ms_above: 40, nonspecific_bursts: 1 });
    expect(minutes[1]).toMatchObject({ happy_median: null });
  });
});
