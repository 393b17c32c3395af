import { describe, expect, it } from "vitest";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../../shared/analysis-parameters.ts";
import type { AnalysedMinute, AnalysisTask, FromWorker } from "../../shared/worker-protocol.ts";
import type { FaceBox } from "../faces/face-box.ts";
import type { Finder } from "../faces/face-finder.ts";
import { colourMatrix } from "../picture/colour.ts";
import type { Picture } from "../picture/picture.ts";
import { TaskCancelled, TaskControl } from "../task-control.ts";
import { ExpressionBatch } from "./expression-batch.ts";
import { MinuteAnalysis } from "./minute-analysis.ts";
import { readResumePoint } from "./resume-state.ts";

const plane = { samples: new Uint8Array(4), stride: 2, width: 2, height: 2 };
const picture: Picture = {
  luma: plane,
  chromaU: plane,
  chromaV: plane,
  colour: colourMatrix("bt601", true),
  rotation: 0,
  width: 2,
  height: 2,
};
const box: FaceBox = { x: 1, y: 2, width: 3, height: 4, score: 0.75 };

/** A face that is always in the same place and always looks different, or never there. */
function finding(face: FaceBox | null): Finder<Picture> {
  let looks = 0;
  return {
    around: async () => (face ? [face] : []),
    parts: () => 1,
    candidates: async () => (face ? [face] : []),
    presence: async () => 0.99,
    signature: () => Buffer.alloc(256, (looks++ % 3) * 100).toString("base64"),
    checksum: () => looks,
    size: ({ width, height }) => ({ width, height }),
  };
}
const alwaysThere = finding(box);
const neverThere = finding(null);

const LAYOUT = {
  expressions: [],
  readings: [],
  others: [],
  meshMeasures: 0,
  eventThreshold: 0.5,
  endMs: Number.POSITIVE_INFINITY,
};
const model = (modelId: string) => ({ modelId, path: "", sha256: "" });

function task(durationMs: number, resume: AnalysisTask["resume"] = null): AnalysisTask {
  return {
    kind: "analysis",
    videoPath: "",
    durationMs,
    models: { detector: model("d"), mesh: model("m"), expressions: [], others: [] },
    providers: ["cpu"],
    parameters: DEFAULT_ANALYSIS_PARAMETERS,
    resume,
  };
}

/** Analyses frames at these times; every minute is acknowledged at once. */
async function analyse(
  of: AnalysisTask,
  timesMs: readonly number[],
  finder = alwaysThere,
): Promise<AnalysedMinute[]> {
  const minutes: AnalysedMinute[] = [];
  const control = new TaskControl(of.resume ? of.resume.minute - 1 : 0);
  const send = (message: FromWorker): void => {
    if (message.type !== "minute") return;
    minutes.push(message.minute);
    control.markStored(message.minute.minute);
  };
  const resume = of.resume && readResumePoint(of.resume);
  const analysis = new MinuteAnalysis(of, LAYOUT, resume, finder, new ExpressionBatch([], 4), control, send);
  for (const timeMs of timesMs) await analysis.add({ picture, timeMs });
  await analysis.end();
  return minutes;
}

const every = (intervalMs: number, fromMs: number, toMs: number): number[] =>
  Array.from({ length: Math.ceil((toMs - fromMs) / intervalMs) }, (_, i) => fromMs + i * intervalMs);

describe("MinuteAnalysis", () => {
  it("splits at the full minute: 59999.99 ms belongs to the first, 60000 to the second", async () => {
    const minutes = await analyse(task(60_040), [0, 59_999.99, 60_000]);
    expect(minutes.map(({ minute, nFrames }) => [minute, nFrames])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect([...(minutes[0]?.timesMs ?? [])]).toEqual([0, 59_999.99]);
  });

  it("sends minutes in a gap and after an early end, without frames", async () => {
    const minutes = await analyse(task(300_000), [10, 185_000]);
    expect(minutes.map(({ minute, nFrames }) => [minute, nFrames])).toEqual([
      [1, 1],
      [2, 0],
      [3, 0],
      [4, 1],
      [5, 0],
    ]);
    expect(minutes[1]?.following.framesBefore).toBe(1);
  });

  it("gives the frames beyond the stated duration their minute", async () => {
    const minutes = await analyse(task(60_000), [0, 60_010]);
    expect(minutes.map(({ nFrames }) => nFrames)).toEqual([1, 1]);
  });

  it("stores the box of each frame, and NaN where there is no face", async () => {
    const [found] = await analyse(task(1000), [0, 40]);
    expect([...(found?.boxes ?? [])]).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
    expect([...(found?.scores ?? [])]).toEqual([0.75, 0.75]);
    expect(found?.nFaces).toBe(2);
    const [none] = await analyse(task(1000), [0, 40], neverThere);
    expect(none?.nFaces).toBe(0);
    expect([...(none?.boxes ?? [])].every(Number.isNaN)).toBe(true);
  });

  it("gives the same minutes when it resumes after any of them", async () => {
    const times = every(333.3, 0, 230_000);
    const whole = await analyse(task(230_000), times);
    for (const stored of whole.slice(0, -1)) {
      const resume = { minute: stored.minute + 1, following: stored.following };
      const rest = times.filter((time) => time >= stored.minute * 60_000);
      expect(await analyse(task(230_000, resume), rest)).toEqual(whole.slice(stored.minute));
    }
  });

  it("sends the minutes of a span alone, with the frames of the span", async () => {
    const whole = task(300_000);
    const parameters = { ...whole.parameters, fromMs: 90_000, toMs: 150_000 };
    const minutes = await analyse({ ...whole, parameters }, every(1000, 90_000, 150_000));
    expect(minutes.map(({ minute, nFrames }) => [minute, nFrames])).toEqual([
      [2, 30],
      [3, 30],
    ]);
  });

  it("does not run more than three minutes ahead of what is stored", async () => {
    const control = new TaskControl();
    const sent: number[] = [];
    const send = (message: FromWorker): void => {
      if (message.type === "minute") sent.push(message.minute.minute);
    };
    const analysis = new MinuteAnalysis(
      task(600_000),
      LAYOUT,
      null,
      alwaysThere,
      new ExpressionBatch([], 4),
      control,
      send,
    );
    const running = analysis.add({ picture, timeMs: 500_000 });
    await control.breathe();
    expect(sent).toEqual([1, 2, 3]);
    control.markStored(1);
    await control.breathe();
    expect(sent).toEqual([1, 2, 3, 4]);
    control.cancel();
    await expect(running).rejects.toBeInstanceOf(TaskCancelled);
  });
});
