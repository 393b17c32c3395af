import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WorkerTask } from "../shared/worker-protocol.ts";
import { recordVideo } from "./testing/record-video.ts";
import { analysisTask, runWorker, shippedModel, talkingFace } from "./testing/run-worker.ts";

let folder = "";
const inFolder = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "minutewise-worker-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const probe = (videoPath: string): WorkerTask => ({ kind: "probe", videoPath });

describe("probing", () => {
  it("describes a recording", async () => {
    const { outcome, exitCode } = await runWorker(probe(talkingFace("cap13_edit2.mp4")));
    expect(outcome).toEqual({
      type: "probed",
      probe: {
        durationMs: 30_600,
        width: 400,
        height: 300,
        container: "mov,mp4,m4a,3gp,3g2,mj2",
        videoCodec: "h264",
        pixelFormat: "yuv420p",
        frameRate: 25,
        variableFrameRate: false,
        rotation: 0,
        audio: null,
        expectedFrames: 765,
        notices: [],
        traits: [],
        interlaced: false,
        pixelAspect: 1,
      },
    });
    expect(exitCode).toBe(0);
  });

  it("sees a variable frame rate, sound and a rotation", async () => {
    const uneven = inFolder("uneven.mkv");
    recordVideo({
      source: talkingFace("cap13_edit2.mp4"),
      target: uneven,
      width: 160,
      height: 120,
      frames: 90,
      timeOf: (frame) => frame * 40 + (frame % 3) * 15,
      sound: { seconds: 2, sampleAt: (i) => (i < 8000 ? 0 : 0.5 * Math.sin(i)) },
    });
    const first = await runWorker(probe(uneven));
    expect(first.outcome).toMatchObject({
      probe: { variableFrameRate: true, audio: { codec: "pcm_s16le", sampleRate: 8000, channels: 1 } },
    });
    const peaks = await runWorker({ kind: "peaks", videoPath: uneven, peaksPerSecond: 4 });
    expect(peaks.outcome).toMatchObject({ type: "peaks" });
    const values = peaks.outcome?.type === "peaks" ? [...(peaks.outcome.values ?? [])] : [];
    // 3.6 s of video: one second of silence, one of sound at half scale, the rest without sound.
    expect(values.slice(0, 8)).toEqual([0, 0, 0, 0, 127, 127, 127, 127]);
    expect(values.slice(8).every((value) => value === 0)).toBe(true);
    expect(values.length).toBe(15);

    const turned = inFolder("turned.mov");
    recordVideo({
      source: talkingFace("cap13_edit2.mp4"),
      target: turned,
      width: 160,
      height: 120,
      frames: 10,
      timeOf: (frame) => frame * 40,
      rotation: 90,
    });
    const second = await runWorker(probe(turned));
    expect(second.outcome).toMatchObject({ probe: { rotation: 90, width: 120, height: 160 } });
  });

  it("gives no peaks of a recording without sound", async () => {
    const { outcome } = await runWorker({
      kind: "peaks",
      videoPath: talkingFace("cap13_edit2.mp4"),
      peaksPerSecond: 100,
    });
    expect(outcome).toEqual({ type: "peaks", values: null });
  });

  it("measures a recording that was cut off instead of believing its header", async () => {
    const cut = inFolder("cut.mkv");
    recordVideo({
      source: talkingFace("cap13_edit2.mp4"),
      target: cut,
      width: 160,
      height: 120,
      frames: 500,
      timeOf: (frame) => frame * 40,
    });
    truncateSync(cut, (readFileSync(cut).length * 5) >> 3);
    const { outcome } = await runWorker(probe(cut));
    const durationMs = outcome?.type === "probed" ? outcome.probe.durationMs : Number.NaN;
    expect(durationMs).toBeGreaterThan(8_000);
    expect(durationMs).toBeLessThan(16_000);
  });

  it.each([
    [
      "a text file named .mp4",
      "UNSUPPORTED_MEDIA",
      (path: string) => writeFileSync(path, "minute,arousal\n1,3\n"),
    ],
    ["an empty file", "UNSUPPORTED_MEDIA", (path: string) => writeFileSync(path, "")],
    ["noise", "UNSUPPORTED_MEDIA", (path: string) => writeFileSync(path, Buffer.alloc(50_000, "q7#~"))],
    ["a missing file", "VIDEO_MISSING", () => {}],
    [
      "a video without its index",
      "UNSUPPORTED_MEDIA",
      (path: string) => {
        copyFileSync(talkingFace("cap13_edit2.mp4"), path);
        truncateSync(path, 3000);
      },
    ],
  ] as const)("refuses %s in words", async (name, code, create) => {
    const path = inFolder(`${name}.mp4`);
    create(path);
    const { outcome, exitCode } = await runWorker(probe(path));
    expect(outcome).toMatchObject({ type: "failed", failure: { code } });
    const message = outcome?.type === "failed" ? outcome.failure.message : "";
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(message).not.toMatch(/Error|at \w+ \(|undefined|AVERROR/);
    expect(exitCode).toBe(0);
  });
});

describe("analysis", () => {
  it("finds the face in every frame of a talking face, with sensible boxes and probabilities", async () => {
    const short = inFolder("short.mp4");
    recordVideo({
      source: talkingFace("cap13_edit2.mp4"),
      target: short,
      width: 400,
      height: 300,
      frames: 75,
      timeOf: (frame) => frame * 40,
    });
    const { minutes, outcome } = await runWorker(analysisTask(short, 3000));
    expect(outcome).toEqual({ type: "finished", framesDone: 75, notices: [] });
    const [minute] = minutes;
    expect(minute).toMatchObject({ minute: 1, nFrames: 75, nFaces: 75 });
    expect(minute?.timesMs[30]).toBe(1200);
    for (const { values } of minute?.probabilities ?? []) {
      for (let at = 0; at < values.length; at += 7) {
        expect(values.slice(at, at + 7).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
      }
    }
    const [x = 0, y = 0, width = 0, height = 0] = minute?.boxes ?? [];
    expect(width).toBeGreaterThan(60);
    expect(x).toBeGreaterThan(0);
    expect(y).toBeGreaterThan(0);
    expect(x + width).toBeLessThan(400);
    expect(y + height).toBeLessThan(300);
  });

  it("sees a recording that is stored on its head as it is displayed", async () => {
    const plan = {
      source: talkingFace("cap13_edit2.mp4"),
      width: 400,
      height: 300,
      frames: 10,
      timeOf: (frame: number) => frame * 40,
    };
    recordVideo({ ...plan, target: inFolder("upright.mov") });
    recordVideo({ ...plan, target: inFolder("turned.mov"), upsideDown: true, rotation: 180 });
    const upright = await runWorker(analysisTask(inFolder("upright.mov"), 400));
    const turned = await runWorker(analysisTask(inFolder("turned.mov"), 400));
    const boxes = upright.minutes[0]?.boxes ?? [];
    expect(boxes.length).toBe(40);
    // Encoding differs a little, and with it the detector, by some per cent of the box (98 px).
    for (const [place, value] of boxes.entries()) {
      expect(Math.abs((turned.minutes[0]?.boxes[place] ?? Number.NaN) - value)).toBeLessThan(10);
    }
  });

  it("gives the same bytes from run to run and when it resumes at any minute", async () => {
    const slow = inFolder("slow.mp4");
    // 140 s at two frames a second: three minutes that are read fast.
    recordVideo({
      source: talkingFace("franck.mp4"),
      target: slow,
      width: 360,
      height: 288,
      frames: 280,
      every: 12,
      timeOf: (frame) => frame * 500,
    });
    const whole = await runWorker(analysisTask(slow, 140_000));
    expect(whole.minutes.map(({ nFrames }) => nFrames)).toEqual([120, 120, 40]);
    const again = await runWorker(analysisTask(slow, 140_000));
    expect(again.minutes).toEqual(whole.minutes);
    // The last of them: all minutes were stored when the run was interrupted.
    for (const minute of [2, 3, 4]) {
      const following = whole.minutes[minute - 2]?.following;
      if (!following) throw new Error("The whole run lacks a minute.");
      const resumed = await runWorker(analysisTask(slow, 140_000, { resume: { minute, following } }));
      expect(resumed.minutes).toEqual(whole.minutes.slice(minute - 1));
      expect(resumed.outcome).toEqual(whole.outcome);
    }
  }, 120_000);

  it("goes on behind a broken place and says so", async () => {
    const broken = inFolder("broken.mp4");
    recordVideo({
      source: talkingFace("cap13_edit2.mp4"),
      target: broken,
      width: 400,
      height: 300,
      frames: 100,
      keyFrameInterval: 20,
      timeOf: (frame) => frame * 40,
    });
    const bytes = readFileSync(broken);
    bytes.fill(0xa5, bytes.length >> 1, (bytes.length * 5) >> 3);
    writeFileSync(broken, bytes);
    const { minutes, outcome } = await runWorker(analysisTask(broken, 4000));
    expect(outcome?.type).toBe("finished");
    expect(outcome?.type === "finished" ? outcome.notices.length : 0).toBeGreaterThan(0);
    expect(minutes[0]?.nFrames).toBeGreaterThan(70);
    expect(minutes[0]?.timesMs.at(-1)).toBe(99 * 40);
  });

  it("stops within its turn when it is cancelled, and ends by itself", async () => {
    const { outcome, exitCode } = await runWorker(analysisTask(talkingFace("franck.mp4"), 200_000), {
      onMessage: (message, core) => {
        if (message.type === "progress") core.send({ type: "cancel" });
      },
    });
    expect(outcome).toEqual({ type: "cancelled" });
    expect(exitCode).toBe(0);
  });

  it("refuses a model whose bytes have changed", async () => {
    const changed = inFolder("changed.onnx");
    const model = shippedModel("expression-fer2013-xception");
    const bytes = readFileSync(model.path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(changed, bytes);
    const task = analysisTask(talkingFace("cap13_edit2.mp4"), 30_600);
    const models = { ...task.models, expressions: [{ ...model, path: changed }] };
    const { outcome, minutes } = await runWorker({ ...task, models });
    expect(outcome).toMatchObject({ type: "failed", failure: { code: "MODEL_DAMAGED" } });
    expect(minutes).toEqual([]);
  });

  it("ends when the core has gone", async () => {
    const { exitCode, outcome } = await runWorker(analysisTask(talkingFace("franck.mp4"), 200_000), {
      onMessage: (message, core) => {
        if (message.type === "progress") core.disconnect();
      },
    });
    expect(outcome).toBeNull();
    expect(exitCode).toBe(1);
  });
});
