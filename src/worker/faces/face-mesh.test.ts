import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type ActionUnit, AUS } from "../../shared/face-geometry/action-unit-table.ts";
import { estimateActionUnits } from "../../shared/face-geometry/action-units.ts";
import { findBlinks } from "../../shared/face-geometry/blinks.ts";
import { measureOf } from "../../shared/face-geometry/landmark-measures.ts";
import { summariseLandmarks } from "../../shared/face-geometry/landmark-summary.ts";
import { neutralBaseline } from "../../shared/face-geometry/neutral-baseline.ts";
import { loadModel } from "../models/load-model.ts";
import { PictureSource } from "../picture/read-picture.ts";
import { shippedModel, talkingFace } from "../testing/run-worker.ts";
import { displayOf } from "../video/display.ts";
import { createFrame, FrameReader } from "../video/frame-reader.ts";
import { openMediaFile } from "../video/media-file.ts";
import { type FaceBox, squareAround, wholePicture } from "./face-box.ts";
import { FaceDetector } from "./face-detector.ts";
import { FaceMesh } from "./face-mesh.ts";

interface Sample {
  readonly frame: number;
  readonly presence: number;
  readonly summary: Float32Array | null;
}

/** Reads the frames `from` up to `to` of a recording in which one face is always in view. */
async function samplesOf(path: string, from: number, to: number, every: number): Promise<Sample[]> {
  const detector = new FaceDetector(await loadModel(shippedModel("blazeface-back")));
  const mesh = new FaceMesh(await loadModel(shippedModel("face-mesh")));
  const file = openMediaFile(path);
  const reader = new FrameReader(file, file.video, 1);
  const pictures = new PictureSource(displayOf(file.video));
  const [frame, spare] = [createFrame(), createFrame()];
  const samples: Sample[] = [];
  let box: FaceBox | undefined;
  for (let i = 0; i < to && reader.next(frame); i++) {
    if (i < from || (i - from) % every !== 0) continue;
    const picture = pictures.read(frame, spare);
    box ??= (await detector.detect(picture, wholePicture(picture), 0.5))[0];
    // The box is looked for in every fifth frame, to save time.
    if (box && samples.length % 5 === 0) {
      box = (await detector.detect(picture, squareAround(box, 3), 0.5))[0];
    }
    if (!box) continue;
    const { presence, points } = await mesh.read(picture, box);
    samples.push({ frame: i, presence, summary: summariseLandmarks(points) });
  }
  frame.free();
  spare.free();
  pictures.close();
  reader.close();
  file.close();
  return samples;
}

/** Mean estimate of each unit over samples, against the neutral face of others. */
function meanEstimates(neutral: readonly Sample[], samples: readonly Sample[]): Map<ActionUnit, number> {
  const { baseline, reason } = neutralBaseline(neutral.map(({ summary }) => summary));
  if (baseline === null) throw new Error(reason);
  const estimates = samples
    .map(({ summary }) => summary && estimateActionUnits(summary, baseline.summary))
    .filter((values) => values !== null);
  return new Map(
    AUS.map((au, place) => [
      au,
      estimates.reduce((sum, values) => sum + (values[place] ?? Number.NaN), 0) / estimates.length,
    ]),
  );
}

function eyeOpening({ summary }: Sample): number {
  return summary
    ? (measureOf(summary, "eyeOpeningLeft") + measureOf(summary, "eyeOpeningRight")) / 2
    : Number.NaN;
}

describe("a man who talks", () => {
  it("is found in every frame, facing the camera, with the blinks that can be seen", async () => {
    const from = 560;
    const samples = await samplesOf(talkingFace("franck.mp4"), from, 900, 1);
    expect(samples.length).toBe(340);
    expect(Math.min(...samples.map(({ presence }) => presence))).toBeGreaterThan(0.99);
    for (const angle of ["yaw", "pitch", "roll"] as const) {
      const angles = samples.map(({ summary }) => Math.abs(measureOf(summary ?? [], angle)));
      expect(Math.max(...angles), angle).toBeLessThan(25);
    }
    // At 24 frames a second.
    const { blinks, perMinute } = findBlinks(
      samples.map(({ frame }) => (frame * 1000) / 24),
      samples.map(eyeOpening),
    );
    expect(perMinute).not.toBeNull();
    // Seen by eye: frames 591, 728 and 883.
    const frames = blinks.map(({ startMs }) => (startMs * 24) / 1000);
    expect(frames.length).toBe(3);
    [591, 728, 883].forEach((seen, i) => {
      expect(Math.abs((frames[i] ?? Number.NaN) - seen)).toBeLessThanOrEqual(3);
    });
  });

  it("tilts his head to his right shoulder in frame 73 and looks to his left in frame 1089", async () => {
    const [tilted, turned] = await samplesOf(talkingFace("franck.mp4"), 73, 1090, 1016);
    const angle = (sample: Sample | undefined, name: "yaw" | "pitch" | "roll") =>
      measureOf(sample?.summary ?? [], name);
    expect(angle(tilted, "roll")).toBeLessThan(-8);
    expect(Math.abs(angle(tilted, "yaw"))).toBeLessThan(8);
    expect(angle(turned, "yaw")).toBeGreaterThan(20);
    expect(Math.abs(angle(turned, "roll"))).toBeLessThan(8);
  });
});

const FACES =
  process.env["MINUTEWISE_FACES"] ?? fileURLToPath(new URL("../../../../shared/faces", import.meta.url));
const SMILE = join(FACES, "single_face.mp4");

describe.skipIf(!existsSync(SMILE))("a man who begins to smile after half a second", () => {
  it("shows lip corner puller and cheek raiser, the former the most of all but parted lips", async () => {
    // 30 frames a second: neutral until about 0.55 s, smiling from 0.65 s.
    const samples = await samplesOf(SMILE, 0, 72, 1);
    const neutral = samples.slice(0, 16);
    const before = meanEstimates(neutral, neutral);
    for (const au of AUS) expect(before.get(au), `AU ${au}`).toBeLessThan(0.1);
    const smiling = meanEstimates(neutral, samples.slice(26, 56));
    expect(smiling.get(12)).toBeGreaterThan(0.8);
    expect(smiling.get(6)).toBeGreaterThan(0.5);
    for (const au of AUS) {
      if (au === 12 || au === 25) continue;
      expect(smiling.get(au), `AU ${au}`).toBeLessThan(smiling.get(12) ?? 0);
    }
    for (const au of [1, 2, 5, 10, 15, 17, 20] as const) {
      expect(smiling.get(au), `AU ${au}`).toBeLessThan(0.2);
    }
  });
});
