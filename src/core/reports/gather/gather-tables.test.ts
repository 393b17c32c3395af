import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { madeUpMinute, NETWORK, storeRun } from "../../../../test/support/run-fixture.ts";
import { probing, standInPlatform } from "../../../../test/support/stand-in-worker.ts";
import { addTestSession, newStudy } from "../../../../test/support/study-fixture.ts";
import { tableFile } from "../../../../test/support/table-file.ts";
import { readModelCatalogue } from "../../analysis/model-catalogue.ts";
import { decideRun } from "../../evidence/verdicts.ts";
import { importMinutes } from "../../imported-minutes/import-minutes.ts";
import { importOutcomes } from "../../outcomes/import-outcomes.ts";
import { importRatings } from "../../ratings/import-ratings.ts";
import { importManifest } from "../../sessions/import-manifest.ts";
import type { OpenStudy } from "../../study/open-study.ts";
import { gatherTables } from "./gather-tables.ts";
import { reportReading } from "./report-reading.ts";

const MODELS = readModelCatalogue(fileURLToPath(new URL("../../../../resources/models", import.meta.url)));
const MINUTES = "patient,session,minute,angry,disgust,fear,happy,sad,surprise,neutral,n_frames,n_faces\n";
const SEVEN = "0.1,0.1,0.1,0.1,0.1,0.1,0.4";
const BOX = { x: 0, y: 0, width: 100, height: 100 };
let study: OpenStudy;

beforeEach(() => {
  study = newStudy();
});

function gather(asked?: string) {
  const model = reportReading(study.db, MODELS, study.info.defaultModelId, asked);
  return gatherTables(study, model, { version: "0.0.0" });
}
const minutes = (text: string, source = "fer") =>
  importMinutes(study.db, "test", tableFile(`${MINUTES}${text}`), source);
const sessions = (text: string) =>
  importManifest(standInPlatform("", "", probing), study, "test", { ...tableFile(text), videoFolder: null });

/** A run of one minute of two frames, 1 - neutral 0.7 in each. */
function storeOwnRun(sessionId: number, means = [0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.3]): number {
  const series = { median: 0.7, p90: 0.71, maximum: 0.72, msAbove: 30_000, bursts: 1 };
  const made = madeUpMinute(1, [
    { timeMs: 0, box: BOX, seven: means },
    { timeMs: 500, box: BOX, seven: means },
  ]);
  const readings = made.readings.map((reading) => ({ ...reading, statistics: Array(8).fill(series) }));
  return storeRun(study, sessionId, [{ ...made, readings }]);
}

describe("what reports are computed from", () => {
  it("is there without any analysis, and without a model", async () => {
    await addTestSession(study);
    importRatings(
      study.db,
      "test",
      "r.csv",
      tableFile("patient,session,minute,rater,arousal,emotion\nP01,1,1,R1,2,\n").bytes,
    );
    expect(gather()).toMatchObject({
      model: null,
      sessions: [{ patient: "P01", session: 1, minutes: 3, analysed: false, excluded: null }],
      ratings: [{ rater: "R1", arousal: 2, phase: "main", peak: null }],
      minutes: [],
      outcomes: [],
      actionUnits: null,
      labels: null,
    });
  });

  it("rests on own runs where there are any, on imported minutes where there are none", async () => {
    minutes(`P02,1,1,${SEVEN},10,5\n`);
    expect(gather().model).toEqual({
      modelId: "imported:fer",
      name: "Imported minutes (fer)",
      sha256: null,
      temperature: 1,
      parts: [],
    });
    storeOwnRun(await addTestSession(study));
    const own = gather();
    expect(own.model?.modelId).toBe(NETWORK);
    expect(own.sessions.map(({ patient, analysed }) => [patient, analysed])).toEqual([
      ["P01", true],
      ["P02", false],
    ]);
    const imported = gather("imported:fer");
    expect(imported.minutes.map(({ patient, coverage }) => [patient, coverage])).toEqual([["P02", 0.5]]);
    expect(() => gather("imported:none")).toThrow(
      expect.objectContaining({ code: "NOT_FOUND", remedy: expect.stringContaining("imported:fer") }),
    );
  });

  it("has the summaries of an own run's minutes, the time above the threshold as a share", async () => {
    storeOwnRun(await addTestSession(study));
    expect(gather().minutes).toEqual([
      {
        patient: "P01",
        session: 1,
        minute: 1,
        means: [0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.3].map((value) => expect.closeTo(value, 6)),
        coverage: 1,
        partial: false,
        aggregates: { median: 0.7, p90: 0.71, maximum: 0.72, shareAbove: 0.5, bursts: 1 },
      },
    ]);
  });

  it("leaves excluded sessions out, by the verdict on their run or by what was imported", async () => {
    const first = await addTestSession(study);
    const second = await addTestSession(study, "P01", 2);
    const run = storeOwnRun(first);
    storeOwnRun(second, [0, 0, 0, 0, 0, 0, 1]);
    await sessions(
      "patient,session,analysed,exclusion_reason\nP01,2,0,a lamp for a face\nP01,3,0,\nP01,4,1,\n",
    );
    minutes(`P01,2,1,${SEVEN},10,5\nP01,3,1,${SEVEN},10,5\nP01,4,1,${SEVEN},10,5\n`);
    decideRun(study.db, "test", { runId: run, verdict: "excluded", reason: "the therapist" });
    const own = gather();
    expect(own.sessions.map(({ analysed, excluded }) => [analysed, excluded])).toEqual([
      [false, "the therapist"],
      // Its own run was not excluded; the imported exclusion is about the analysis elsewhere.
      [true, null],
      [false, "no reason stated"],
      [false, null],
    ]);
    expect(own.minutes.map(({ session }) => session)).toEqual([2]);
    const imported = gather("imported:fer");
    expect(imported.sessions.map(({ excluded }) => excluded)).toEqual([
      "the therapist",
      "a lamp for a face",
      "no reason stated",
      null,
    ]);
    expect(imported.minutes.map(({ session }) => session)).toEqual([4]);
  });

  it("has one version for equal data, another one for others", async () => {
    const rows = [`P01,1,1,${SEVEN},10,5\n`, `P01,1,2,${SEVEN},10,6\n`, `P02,1,1,${SEVEN},10,7\n`];
    minutes(rows.join(""));
    importOutcomes(study.db, "test", tableFile("patient,pre_a,pre_b\nP01,1,2\n"));
    const { dataVersion } = gather();
    study = newStudy();
    minutes(rows.toReversed().join(""));
    importOutcomes(study.db, "test", tableFile("patient,pre_b,pre_a\nP01,2,1\n"));
    expect(gather().dataVersion).toBe(dataVersion);
    importOutcomes(study.db, "test", tableFile("patient,pre_a\nP01,3\n"));
    expect(gather().dataVersion).not.toBe(dataVersion);
    importOutcomes(study.db, "test", tableFile("patient,pre_a\nP01,1\n"));
    expect(gather().dataVersion).toBe(dataVersion);
  });
});
