import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { madeUpMinute, NETWORK, storeRun } from "../../../test/support/run-fixture.ts";
import { addTestSession, newStudy } from "../../../test/support/study-fixture.ts";
import { EXPRESSIONS } from "../../shared/expression.ts";
import { readingsOf } from "../../shared/expression-readings.ts";
import { LANDMARK_MEASURE_COUNT, placeOf } from "../../shared/face-geometry/landmark-measures.ts";
import type { RegionStill } from "../../shared/worker-protocol.ts";
import { runCandidates } from "./candidates.ts";
import { chooseClient, clientChoice, clientRegion } from "./client-choice.ts";
import { exportStills } from "./export-stills.ts";
import { finishedRun, runOfSession } from "./finished-run.ts";
import { meshTrace } from "./mesh-trace.ts";
import { runQuality } from "./quality.ts";
import { runFrames } from "./run-frames.ts";
import { eventThreshold, runStatistics } from "./statistics.ts";
import { missingStills, stillFile, writeStills } from "./still-files.ts";
import { runStills } from "./stills.ts";
import { runTracks } from "./tracks.ts";
import { decideRun, excludedRuns, verdictOf } from "./verdicts.ts";

const BOX = { x: 10, y: 20, width: 80, height: 100 };
const HAPPY = [0, 0, 0, 0.75, 0, 0, 0.25];
const CALM = [0, 0, 0, 0.25, 0, 0, 0.75];

async function studyWithSession() {
  const study = newStudy();
  return { study, sessionId: await addTestSession(study) };
}

describe("which run", () => {
  it("is the newest finished one unless another is named", async () => {
    const { study, sessionId } = await studyWithSession();
    expect(runOfSession(study.db, sessionId, undefined)).toBeNull();
    const first = storeRun(study, sessionId, [madeUpMinute(1, [])]);
    const second = storeRun(study, sessionId, [madeUpMinute(1, [])]);
    storeRun(study, sessionId, [], { finished: false });
    expect(runOfSession(study.db, sessionId, undefined)?.runId).toBe(second);
    expect(runOfSession(study.db, sessionId, first)?.runId).toBe(first);
  });

  it("is refused in words when it is unknown, unfinished or of another session", async () => {
    const { study, sessionId } = await studyWithSession();
    const other = await addTestSession(study, "P02", 1);
    const ofOther = storeRun(study, other, []);
    const unfinished = storeRun(study, sessionId, [], { finished: false });
    for (const runId of [999, ofOther, unfinished]) {
      expect(() => runOfSession(study.db, sessionId, runId)).toThrow(
        expect.objectContaining({ code: "NOT_FOUND", message: expect.stringContaining(`Run ${runId}`) }),
      );
    }
    expect(() => runOfSession(study.db, 999, undefined)).toThrow(
      expect.objectContaining({ code: "NOT_FOUND" }),
    );
  });
});

describe("quality", () => {
  it("tells coverage, heights, gaps, pose and tracks from the stored frames", async () => {
    const { study, sessionId } = await studyWithSession();
    const small = { ...BOX, height: 50 };
    const tiny = { ...BOX, height: 30 };
    const mesh = new Float32Array(2 * LANDMARK_MEASURE_COUNT);
    mesh[placeOf("yaw")] = -40;
    const runId = storeRun(study, sessionId, [
      madeUpMinute(
        1,
        [
          { timeMs: 0, box: BOX },
          { timeMs: 500, box: small },
          { timeMs: 1000 },
          { timeMs: 1500 },
          { timeMs: 2000 },
          { timeMs: 2500, box: tiny, track: 3 },
        ],
        {
          meshFrames: Uint32Array.of(0, 1),
          meshMeasures: mesh,
          medianFaceHeight: 50,
          medianPose: [-20, 0, 0],
          otherFaces: [
            {
              track: 2,
              frames: Uint32Array.of(1),
              boxes: Float32Array.of(200, 0, 50, 60),
              scores: Float32Array.of(0.5),
            },
          ],
        },
      ),
      madeUpMinute(2, [
        { timeMs: 60_000, box: BOX, track: 3 },
        { timeMs: 60_500 },
        { timeMs: 61_000 },
        { timeMs: 61_500 },
      ]),
      madeUpMinute(3, []),
    ]);
    const quality = runQuality(study.db, finishedRun(study.db, runId));
    expect(quality).toMatchObject({
      runId,
      nFrames: 10,
      nFaces: 4,
      coverage: 0.4,
      medianFaceHeight: 75,
      uncertainShare: 0.5,
      tooSmallShare: 0.25,
      turnedShare: 0.5,
      // From 1.0 to 2.5 s, and from 60.5 s to the end of the last frame.
      gaps: 2,
      longestGapMs: 1500,
      verdict: { verdict: "open" },
    });
    expect(quality.minutes).toEqual([
      {
        minute: 1,
        nFrames: 6,
        nFaces: 3,
        coverage: 0.5,
        medianFaceHeight: 50,
        medianPose: [-20, 0, 0],
        tracks: [1, 3],
        otherFaces: 1,
      },
      expect.objectContaining({ minute: 2, coverage: 0.25, medianPose: null, tracks: [3], otherFaces: 0 }),
      expect.objectContaining({ minute: 3, coverage: null, tracks: [] }),
    ]);
    expect(quality.warnings.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        "low-coverage",
        "low-minutes",
        "too-small-face",
        "turned-head",
        "low-frame-rate",
      ]),
    );
  });
});

describe("verdicts", () => {
  it("are added with an audit row; the newest holds", async () => {
    const { study, sessionId } = await studyWithSession();
    const runId = storeRun(study, sessionId, []);
    expect(verdictOf(study.db, runId)).toEqual({ verdict: "open", reason: "", actor: null, decidedAt: null });
    decideRun(study.db, "SUP", { runId, verdict: "excluded", reason: "the therapist's face" });
    expect(verdictOf(study.db, runId)).toMatchObject({ verdict: "excluded", actor: "SUP" });
    expect(excludedRuns(study.db)).toEqual(new Set([runId]));
    decideRun(study.db, "SUP", { runId, verdict: "accepted", reason: "" });
    expect(excludedRuns(study.db).size).toBe(0);
    const actions = study.db
      .prepare("SELECT action FROM audit WHERE action LIKE 'run.%' ORDER BY id")
      .pluck()
      .all();
    expect(actions).toEqual(["run.excluded", "run.accepted"]);
    expect(study.db.prepare("SELECT count(*) FROM run_verdict").pluck().get()).toBe(2);
  });

  it("need a reason to exclude, and a finished run", async () => {
    const { study, sessionId } = await studyWithSession();
    const runId = storeRun(study, sessionId, []);
    const unfinished = storeRun(study, sessionId, [], { finished: false });
    const decide = (id: number, reason: string) => () =>
      decideRun(study.db, "SUP", { runId: id, verdict: "excluded", reason });
    expect(decide(runId, "")).toThrow(expect.objectContaining({ code: "INVALID_VALUE" }));
    expect(decide(unfinished, "why")).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
    expect(study.db.prepare("SELECT count(*) FROM run_verdict").pluck().get()).toBe(0);
  });
});

describe("the client's place", () => {
  it("is the newest choice, cut at the picture's edge; null is the default again", async () => {
    const { study, sessionId } = await studyWithSession();
    expect(clientRegion(study.db, sessionId)).toBeNull();
    expect(clientChoice(study.db, sessionId)).toEqual({ kind: "largest" });
    const chosen = chooseClient(study.db, "SUP", sessionId, { x: 0.75, y: 0.5, width: 0.5, height: 0.25 });
    expect(chosen).toEqual({ x: 0.75, y: 0.5, width: 0.25, height: 0.25 });
    expect(clientChoice(study.db, sessionId)).toEqual({ kind: "region", ...chosen });
    chooseClient(study.db, "SUP", sessionId, null);
    expect(clientRegion(study.db, sessionId)).toBeNull();
    expect(study.db.prepare("SELECT count(*) FROM client_choice").pluck().get()).toBe(2);
    expect(study.db.prepare("SELECT count(*) FROM audit WHERE action = 'client.chosen'").pluck().get()).toBe(
      2,
    );
  });

  it("does not lie outside the picture, and belongs to a session", async () => {
    const { study, sessionId } = await studyWithSession();
    const outside = { x: 1, y: 0, width: 0.5, height: 0.5 };
    expect(() => chooseClient(study.db, "SUP", sessionId, outside)).toThrow(
      expect.objectContaining({ code: "INVALID_VALUE" }),
    );
    expect(() => chooseClient(study.db, "SUP", 99, null)).toThrow(
      expect.objectContaining({ code: "NOT_FOUND" }),
    );
  });
});

describe("tracks", () => {
  it("are the client's with their means, other people's, and what was given up, by their first frame", async () => {
    const { study, sessionId } = await studyWithSession();
    const there = { x: 300, y: 20, width: 60, height: 70 };
    const runId = storeRun(study, sessionId, [
      madeUpMinute(
        1,
        [
          { timeMs: 0, box: BOX, seven: HAPPY },
          { timeMs: 40, box: { ...BOX, x: 30 }, seven: CALM },
          { timeMs: 80, box: BOX, track: 4 },
        ],
        {
          otherFaces: [
            {
              track: 2,
              frames: Uint32Array.of(1, 2),
              boxes: Float32Array.of(300, 20, 60, 70, 300, 20, 60, 70),
              scores: Float32Array.of(0.5, 0.5),
            },
          ],
          droppedTracks: [{ track: 3, reason: "still-picture", timeMs: 60, box: there }],
        },
      ),
      madeUpMinute(2, [{ timeMs: 60_000, box: BOX, seven: CALM }]),
    ]);
    const tracks = runTracks(study.db, runId);
    expect(
      tracks.map(({ track, role, firstMs, lastMs, nFrames }) => [track, role, firstMs, lastMs, nFrames]),
    ).toEqual([
      [1, "client", 0, 60_000, 3],
      [2, "other", 40, 80, 2],
      [3, "dropped", 60, 60, 0],
      [4, "client", 80, 80, 1],
    ]);
    expect(tracks[0]?.place).toEqual({ ...BOX, x: 10 });
    expect(tracks[0]?.means?.[NETWORK]?.happy).toBeCloseTo((0.75 + 0.25 + 0.25) / 3, 6);
    expect(tracks[1]).toMatchObject({ means: null, place: there, medianHeight: 70 });
    expect(tracks[2]?.reason).toContain("never moved");
    expect(tracks[3]?.means).toBeNull();
  });
});

describe("stills", () => {
  const still = (frame: number, timeMs: number): RegionStill => ({
    frame,
    timeMs,
    region: { x: 0, y: 10, width: 240, height: 200 },
    jpeg: Buffer.from(`jpeg ${frame}`),
    width: 240,
    height: 200,
  });

  async function studyWithStills() {
    const { study, sessionId } = await studyWithSession();
    const stills = [still(0, 0), still(2, 60_000), still(3, 60_040)];
    const runId = storeRun(study, sessionId, [
      madeUpMinute(1, [{ timeMs: 0 }, { timeMs: 40, box: BOX }], { stills: stills.slice(0, 1) }),
      madeUpMinute(2, [{ timeMs: 60_000, box: BOX, track: 5 }, { timeMs: 60_040 }], {
        stills: stills.slice(1),
        otherFaces: [
          {
            track: 6,
            frames: Uint32Array.of(0),
            boxes: Float32Array.of(1, 2, 3, 4),
            scores: Float32Array.of(0.5),
          },
        ],
      }),
    ]);
    writeStills(study.folder, runId, stills);
    return { study, sessionId, runId };
  }

  it("come with the faces of their frames, which are counted over the run", async () => {
    const { study, runId } = await studyWithStills();
    const found = runStills(study.db, runId);
    expect(found.map(({ frame, box, track, others }) => ({ frame, box, track, others }))).toEqual([
      { frame: 0, box: null, track: null, others: [] },
      { frame: 2, box: BOX, track: 5, others: [{ track: 6, box: { x: 1, y: 2, width: 3, height: 4 } }] },
      { frame: 3, box: null, track: null, others: [] },
    ]);
    expect(found[1]?.region).toEqual({ x: 0, y: 10, width: 240, height: 200 });
    expect(readFileSync(stillFile(study.folder, runId, 2), "utf8")).toBe("jpeg 2");
  });

  it("survive that derived files are deleted: what is missing is told", async () => {
    const { study, runId } = await studyWithStills();
    expect(missingStills(study.folder, runId, runStills(study.db, runId))).toEqual([]);
    rmSync(stillFile(study.folder, runId, 2));
    expect(missingStills(study.folder, runId, runStills(study.db, runId))).toEqual([2]);
    rmSync(join(study.folder, "derived"), { recursive: true });
    expect(missingStills(study.folder, runId, runStills(study.db, runId))).toEqual([0, 2, 3]);
  });

  it("that cannot be written fail in words, naming what is kept", () => {
    const study = newStudy();
    mkdirSync(join(study.folder, "derived"));
    writeFileSync(join(study.folder, "derived", "stills"), "in the way");
    expect(() => writeStills(study.folder, 1, [still(0, 0)])).toThrow(
      expect.objectContaining({ code: "STORAGE_FAILED", remedy: expect.stringContaining("are kept") }),
    );
  });

  it("are copied out under speaking names with an index; the audit trail tells", async () => {
    const { study, sessionId, runId } = await studyWithStills();
    rmSync(stillFile(study.folder, runId, 3));
    const directory = join(study.folder, "..", "out");
    const result = await exportStills(study, "SUP", { sessionId, directory, contactSheet: true });
    expect(result).toEqual({
      runId,
      directory,
      files: ["frame-000000_0-00.000.jpg", "frame-000002_1-00.000.jpg", "index.csv", "contact-sheet.html"],
      missing: [3],
    });
    expect(readFileSync(join(directory, "frame-000002_1-00.000.jpg"), "utf8")).toBe("jpeg 2");
    expect(readFileSync(join(directory, "index.csv"), "utf8").split("\n").slice(0, 3)).toEqual([
      "file,frame,time_ms,region_x,region_y,region_w,region_h,width,height,face,x,y,w,h,track",
      "frame-000000_0-00.000.jpg,0,0,0,10,240,200,240,200,0,,,,,",
      "frame-000002_1-00.000.jpg,2,60000,0,10,240,200,240,200,1,10,20,80,100,5",
    ]);
    const sheet = readFileSync(join(directory, "contact-sheet.html"), "utf8");
    expect(sheet).toContain('<rect class="client" x="10" y="20" width="80" height="100"/>');
    expect(sheet).toContain('viewBox="0 10 240 200"');
    expect(study.db.prepare("SELECT actor FROM audit WHERE action = 'stills.exported'").pluck().get()).toBe(
      "SUP",
    );
  });

  it("that are all gone, or were never taken, say so and leave nothing behind", async () => {
    const { study, sessionId } = await studyWithSession();
    const directory = join(study.folder, "..", "out");
    const exporting = () => exportStills(study, "SUP", { sessionId, directory, contactSheet: false });
    await expect(exporting()).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("not analysed"),
    });
    storeRun(study, sessionId, [madeUpMinute(1, [])]);
    await expect(exporting()).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("no stills"),
    });
    expect(existsSync(directory)).toBe(false);
  });
});

describe("statistics", () => {
  it("are told by expression, and by the run's own threshold", async () => {
    const { study, sessionId } = await studyWithSession();
    const series = (median: number) => ({ median, p90: 0.9, maximum: 1, msAbove: 40, bursts: 2 });
    const reading = { modelId: NETWORK, nUsed: 1, nUncertain: 0, means: HAPPY };
    const runId = storeRun(
      study,
      sessionId,
      [
        madeUpMinute(1, [], { readings: [{ ...reading, statistics: [0, 1, 2, 3, 4, 5, 6, 7].map(series) }] }),
        madeUpMinute(2, []),
      ],
      { parameters: { eventThreshold: 0.4 } },
    );
    const [first, second] = runStatistics(study.db, runId, NETWORK);
    expect(first?.expressions?.happy).toEqual(series(3));
    expect(first?.nonspecific).toEqual(series(7));
    expect(second).toEqual({ minute: 2, expressions: null, nonspecific: null });
    expect(eventThreshold(finishedRun(study.db, runId))).toBe(0.4);
  });
});

describe("the mesh", () => {
  it("comes with action units against the person's own neutral face", async () => {
    const { study, sessionId } = await studyWithSession();
    const n = 80;
    const measures = new Float32Array(n * LANDMARK_MEASURE_COUNT);
    for (let i = 0; i < n; i++) {
      const at = i * LANDMARK_MEASURE_COUNT;
      measures.fill(0.3, at, at + LANDMARK_MEASURE_COUNT);
      for (const name of ["yaw", "pitch", "roll"] as const) measures[at + placeOf(name)] = 0;
    }
    // In the last reading the brows are raised, in the one before the head is turned away.
    const last = (n - 1) * LANDMARK_MEASURE_COUNT;
    for (const name of ["innerBrowLeft", "innerBrowRight"] as const) measures[last + placeOf(name)] = 0.4;
    measures[last - LANDMARK_MEASURE_COUNT + placeOf("yaw")] = 60;
    const frames = Array.from({ length: n }, (_, i) => ({ timeMs: i * 200, box: BOX, seven: CALM }));
    const runId = storeRun(study, sessionId, [
      madeUpMinute(1, frames, { meshFrames: Uint32Array.from(frames, (_, i) => i), meshMeasures: measures }),
    ]);
    const trace = meshTrace(study.db, runId);
    expect(trace).toMatchObject({
      nReadings: n,
      readingsPerSecond: 5,
      actionUnitNames: expect.arrayContaining(["AU1"]),
    });
    expect(trace.baseline.nReadings).toBeGreaterThan(10);
    const units = new Float32Array(await trace.actionUnits.arrayBuffer());
    const width = trace.actionUnitNames.length;
    const at = (reading: number) => units[reading * width + trace.actionUnitNames.indexOf("AU1")];
    expect(at(0)).toBe(0);
    expect(at(n - 2)).toBeNaN();
    expect(at(n - 1)).toBe(1);
    expect([...new Float64Array(await trace.timesMs.arrayBuffer())].at(-1)).toBe((n - 1) * 200);
  });

  it("of too few readings has no baseline, and says why", async () => {
    const { study, sessionId } = await studyWithSession();
    const runId = storeRun(study, sessionId, [madeUpMinute(1, [])]);
    const trace = meshTrace(study.db, runId);
    expect(trace).toMatchObject({ nReadings: 0, readingsPerSecond: null, baseline: { nReadings: 0 } });
    expect(trace.baseline.note).toMatch(/\w{3}/);
  });
});

describe("candidates for micro-expressions", () => {
  it("are found across minutes, with the caveat of the frame rate", async () => {
    const { study, sessionId } = await studyWithSession();
    // 25 frames a second from 59 s on; happy for 200 ms around the minute's end.
    const frame = (i: number) => ({
      timeMs: 59_000 + i * 40,
      box: BOX,
      seven: i >= 23 && i < 28 ? HAPPY : CALM,
    });
    const runId = storeRun(study, sessionId, [
      madeUpMinute(
        1,
        Array.from({ length: 25 }, (_, i) => frame(i)),
      ),
      madeUpMinute(
        2,
        Array.from({ length: 25 }, (_, i) => frame(25 + i)),
      ),
    ]);
    const [reading] = readingsOf([{ id: NETWORK, name: "Study" }]);
    if (!reading) throw new Error("There is no reading.");
    const { caveat, candidates } = runCandidates(study.db, runId, reading);
    expect(candidates).toEqual([
      { expression: "happy", startMs: 59_920, apexMs: 59_920, endMs: 60_120, peak: 0.75 },
    ]);
    expect(caveat).toContain("25 frames a second");
  });
});

describe("every frame of a run", () => {
  it("holds what is kept of each, minutes joined", async () => {
    const { study, sessionId } = await studyWithSession();
    const runId = storeRun(study, sessionId, [
      madeUpMinute(1, [{ timeMs: 0, box: BOX, seven: HAPPY, presence: 0.5 }]),
      madeUpMinute(2, [{ timeMs: 60_000 }]),
    ]);
    const frames = runFrames(study.db, runId);
    expect(frames.nFrames).toBe(2);
    expect([...new Float64Array(await frames.timesMs.arrayBuffer())]).toEqual([0, 60_000]);
    expect([...new Uint32Array(await frames.tracks.arrayBuffer())]).toEqual([1, 0]);
    expect([...new Float32Array(await frames.presences.arrayBuffer())]).toEqual([0.5, Number.NaN]);
    expect(frames.networks.map(({ modelId }) => modelId)).toEqual([NETWORK]);
    const values = new Float32Array(
      (await frames.networks[0]?.probabilities.arrayBuffer()) ?? new ArrayBuffer(0),
    );
    expect([...values.subarray(0, 7)]).toEqual(HAPPY);
    expect(values).toHaveLength(2 * EXPRESSIONS.length);
    expect(values.subarray(7).every(Number.isNaN)).toBe(true);
  });
});
