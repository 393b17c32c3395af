import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { madeUpMinute } from "../../../test/support/run-fixture.ts";
import { PROBE, type Script, standInPlatform } from "../../../test/support/stand-in-worker.ts";
import { addTestSession, newStudy, writeVideoFile } from "../../../test/support/study-fixture.ts";
import { tempFolder } from "../../../test/support/temp-folder.ts";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../../shared/analysis-parameters.ts";
import type { AnalysedMinute, RegionStill } from "../../shared/worker-protocol.ts";
import { type AnalysisSetup, analyseSession } from "../analysis/analyse-session.ts";
import { analysisModels, readModelCatalogue } from "../analysis/model-catalogue.ts";
import { createCore } from "../core.ts";
import { stillFile } from "./still-files.ts";

const MODELS = fileURLToPath(new URL("../../../resources/models", import.meta.url));
const SETUP: AnalysisSetup = {
  models: analysisModels(readModelCatalogue(MODELS)),
  parameters: DEFAULT_ANALYSIS_PARAMETERS,
  providers: ["cpu"],
};
const BOX = { x: 10, y: 20, width: 80, height: 100 };

const still = (frame: number, timeMs: number): RegionStill => ({
  frame,
  timeMs,
  region: { x: 0, y: 0, width: 200, height: 150 },
  jpeg: Buffer.from(`still ${frame}`),
  width: 200,
  height: 150,
});

const MINUTES: AnalysedMinute[] = [
  madeUpMinute(1, [{ timeMs: 0, box: BOX }, { timeMs: 40 }], { stills: [still(0, 0)] }),
  madeUpMinute(2, [{ timeMs: 60_000 }], { stills: [still(2, 60_000)] }),
];

/** Answers probes, stills and analyses; the analysis sends the two minutes. */
const working: Script = (worker) => {
  if (worker.task.kind === "analysis") {
    for (const minute of MINUTES) worker.send({ type: "minute", minute });
    worker.send({ type: "finished", framesDone: 3, notices: [] });
  } else if (worker.task.kind === "still") {
    worker.send({ type: "still", timeMs: 480, jpeg: Buffer.from("picture"), width: 64, height: 36 });
  } else worker.send({ type: "probed", probe: PROBE });
  worker.exit(0);
};

const LISTENER = { onRun: () => {}, onProgress: () => {} };

describe("stills of an analysis", () => {
  it("stand in the derived folder when their minute is stored", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    const platform = standInPlatform(study.folder, MODELS, working);
    const runId = await analyseSession(
      platform,
      study,
      sessionId,
      SETUP,
      LISTENER,
      new AbortController().signal,
    );
    expect(readFileSync(stillFile(study.folder, runId, 2), "utf8")).toBe("still 2");
    expect(
      study.db.prepare("SELECT frame FROM still WHERE run_id = ? ORDER BY frame").pluck().all(runId),
    ).toEqual([0, 2]);
  });

  it("that cannot be written end it in words; the minute is not stored without them", async () => {
    const study = newStudy();
    const sessionId = await addTestSession(study);
    mkdirSync(join(study.folder, "derived"));
    writeFileSync(join(study.folder, "derived", "stills"), "in the way");
    const platform = standInPlatform(study.folder, MODELS, working);
    const analysing = analyseSession(
      platform,
      study,
      sessionId,
      SETUP,
      LISTENER,
      new AbortController().signal,
    );
    await expect(analysing).rejects.toMatchObject({
      code: "STORAGE_FAILED",
      message: expect.stringContaining("stills"),
    });
    expect(study.db.prepare("SELECT count(*) FROM run_minute").pluck().get()).toBe(0);
    expect(study.db.prepare("SELECT count(*) FROM still").pluck().get()).toBe(0);
  });
});

describe("the evidence's contract", () => {
  async function analysedStudy() {
    const folder = tempFolder();
    const core = createCore(standInPlatform(join(folder, "user"), MODELS, working));
    onTestFinished(() => core.close());
    const client = core.client(core.connect());
    await client.studies.create({ path: join(folder, "study"), name: "Study" });
    const path = writeVideoFile(join(folder, "video.mp4"), "content");
    const { sessionId } = await client.imports.video({ path, patient: "P01", session: 1, date: null });
    return { core, client, sessionId, folder };
  }

  async function analyse(client: Awaited<ReturnType<typeof analysedStudy>>["client"], sessionId: number) {
    await client.analysis.enqueue({ sessionIds: [sessionId] });
    for await (const queue of await client.analysis.watch()) {
      if (queue.jobs.every(({ state }) => state !== "queued" && state !== "running")) return;
    }
  }

  it("answers with null before the first analysis, and with what the run kept after it", async () => {
    const { core, client, sessionId, folder } = await analysedStudy();
    const { evidence } = client;
    for (const ask of [evidence.quality, evidence.tracks, evidence.stills, evidence.mesh, evidence.frames])
      expect(await ask({ sessionId })).toBeNull();
    expect(await evidence.statistics({ sessionId })).toBeNull();
    expect(await evidence.candidates({ sessionId })).toBeNull();

    await analyse(client, sessionId);
    const quality = await evidence.quality({ sessionId });
    expect(quality).toMatchObject({ nFrames: 3, nFaces: 1 });
    const runId = quality?.runId ?? 0;
    expect(await evidence.tracks({ sessionId })).toHaveLength(1);
    expect(await evidence.stills({ sessionId })).toMatchObject({
      runId,
      missing: 0,
      stills: [{ frame: 0 }, { frame: 2 }],
    });
    expect(await evidence.mesh({ sessionId })).toMatchObject({ nReadings: 0 });
    expect(await evidence.candidates({ sessionId, modelId: "blend" })).toMatchObject({
      modelId: "blend",
      candidates: [],
    });
    expect(await evidence.statistics({ sessionId })).toMatchObject({
      threshold: 0.5,
      minutes: [{ minute: 1 }, { minute: 2 }],
    });

    expect(core.openStill(runId, 2)).toBe(stillFile(join(folder, "study"), runId, 2));
    expect(existsSync(core.openStill(runId, 2) ?? "")).toBe(true);
    expect(core.openStill(runId, 1)).toBeNull();
    expect(core.openStill(runId + 1, 2)).toBeNull();
  });

  it("takes verdicts and the client's place, and shows the picture at an instant", async () => {
    const { client, sessionId } = await analysedStudy();
    await analyse(client, sessionId);
    const runId = (await client.evidence.quality({ sessionId }))?.runId ?? 0;
    await expect(client.evidence.decide({ runId, verdict: "excluded", reason: "  " })).rejects.toMatchObject({
      code: "INVALID_VALUE",
    });
    await client.evidence.decide({ runId, verdict: "excluded", reason: "the therapist's face" });
    expect((await client.evidence.quality({ sessionId }))?.verdict).toMatchObject({
      verdict: "excluded",
      reason: "the therapist's face",
    });
    expect((await client.traces.studyMinutes({})).minutes).toEqual([]);
    // The session itself still shows what the run saw.
    expect((await client.traces.minutes({ sessionId }))?.minutes).toHaveLength(2);

    const region = { x: 0.5, y: 0.25, width: 0.25, height: 0.5 };
    expect(await client.evidence.chooseClient({ sessionId, region })).toEqual(region);
    expect(await client.evidence.client({ sessionId })).toEqual(region);
    const picture = await client.evidence.picture({ sessionId, timeMs: 500 });
    expect(picture).toMatchObject({ timeMs: 480, width: 64, height: 36 });
    expect(await picture.jpeg.text()).toBe("picture");
    await expect(client.evidence.picture({ sessionId: 99, timeMs: 0 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
