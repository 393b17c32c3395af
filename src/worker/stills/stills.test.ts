import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../../shared/analysis-parameters.ts";
import type { FromWorker, StillTask } from "../../shared/worker-protocol.ts";
import { type DecodedJpeg, decodeJpeg } from "../testing/decode-jpeg.ts";
import { recordVideo } from "../testing/record-video.ts";
import { analysisTask, runWorker, talkingFace } from "../testing/run-worker.ts";
import { STILL_SIDE_PX } from "./still-camera.ts";

let folder = "";
let video = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-stills-"));
  video = join(folder, "talking.mp4");
  recordVideo({
    source: talkingFace("cap13_edit2.mp4"),
    target: video,
    width: 400,
    height: 300,
    frames: 75,
    timeOf: (frame) => frame * 40,
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type StillMessage = Extract<FromWorker, { type: "still" }>;

async function pictureAt(timeMs: number, changes: Partial<StillTask> = {}): Promise<StillMessage> {
  const { outcome } = await runWorker({
    kind: "still",
    videoPath: video,
    timeMs,
    maxSidePx: 2000,
    ...changes,
  });
  if (outcome?.type !== "still") throw new Error(`There is no picture: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Mean absolute difference of the colours of a still and of the part of a picture that it is said to show. */
function difference(
  still: DecodedJpeg,
  picture: DecodedJpeg,
  region: { x: number; y: number; width: number; height: number },
): number {
  let sum = 0;
  let n = 0;
  for (let y = 4; y < still.height - 4; y += 5) {
    for (let x = 4; x < still.width - 4; x += 5) {
      const px = Math.round(region.x + ((x + 0.5) * region.width) / still.width - 0.5);
      const py = Math.round(region.y + ((y + 0.5) * region.height) / still.height - 0.5);
      const there = picture.rgbAt(px, py);
      for (const [channel, value] of still.rgbAt(x, y).entries())
        sum += Math.abs(value - (there[channel] ?? 0));
      n += 3;
    }
  }
  return sum / n;
}

describe("stills of an analysis", () => {
  it("show the region around the face at the stated frames, and decode", async () => {
    const parameters = { ...DEFAULT_ANALYSIS_PARAMETERS, stillInterval: 30 };
    const { minutes } = await runWorker(analysisTask(video, 3000, { parameters }));
    const [minute] = minutes;
    expect(minute?.stills.map(({ frame, timeMs }) => [frame, timeMs])).toEqual([
      [0, 0],
      [30, 1200],
      [60, 2400],
    ]);
    const last = minute?.stills.at(-1);
    if (!minute || !last) throw new Error("There is no still.");
    const { region } = last;
    const [x = 0, y = 0, width = 0, height = 0] = minute.boxes.subarray(4 * 60, 4 * 60 + 4);
    expect(region.x).toBeLessThan(x);
    expect(region.y).toBeLessThan(y);
    expect(region.x + region.width).toBeGreaterThan(x + width);
    expect(region.y + region.height).toBeGreaterThan(y + height);
    expect(region.width).toBeLessThan(400);

    const decoded = decodeJpeg(last.jpeg);
    expect([decoded.width, decoded.height]).toEqual([last.width, last.height]);
    expect(Math.max(last.width, last.height)).toBeLessThanOrEqual(STILL_SIDE_PX);
    const whole = decodeJpeg((await pictureAt(2400)).jpeg);
    expect(difference(decoded, whole, region)).toBeLessThan(6);
    // Another region would be told apart.
    expect(difference(decoded, whole, { ...region, x: region.x + 40 })).toBeGreaterThan(10);
  });
});

describe("the picture at an instant", () => {
  it("is the last one that starts at or before it, and the last of all behind the end", async () => {
    expect(await pictureAt(0)).toMatchObject({ timeMs: 0, width: 400, height: 300 });
    expect((await pictureAt(1199)).timeMs).toBe(1160);
    expect((await pictureAt(2500)).timeMs).toBe(2480);
    expect((await pictureAt(900_000)).timeMs).toBe(2960);
  });

  it("is made smaller where it is asked for", async () => {
    const { width, height, jpeg } = await pictureAt(500, { maxSidePx: 160 });
    expect([width, height]).toEqual([160, 120]);
    expect(decodeJpeg(jpeg)).toMatchObject({ width: 160, height: 120 });
  });

  it("is missing in words where there is no video", async () => {
    const { outcome } = await runWorker({
      kind: "still",
      videoPath: join(folder, "gone.mp4"),
      timeMs: 0,
      maxSidePx: 100,
    });
    expect(outcome).toMatchObject({ type: "failed", failure: { code: "VIDEO_MISSING" } });
  });
});
