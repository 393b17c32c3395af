/**
 * Speed and memory of an analysis, as a ratio to merely decoding the same file with the same threads in the same
 * run, and the processor time of each stage. `node test/bench/analysis.bench.ts [rounds]`
 */
import { existsSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordVideo } from "../../src/worker/testing/record-video.ts";
import { analysisTask, runWorker, talkingFace } from "../../src/worker/testing/run-worker.ts";
import { createFrame, FrameReader } from "../../src/worker/video/frame-reader.ts";
import { openMediaFile } from "../../src/worker/video/media-file.ts";
import { measureStages } from "./stages.ts";
import { watchMemory } from "./watch-memory.ts";

const FRAMES = 1800;
const FRAME_RATE = 30;
/** Threads of the decoding that the analysis is compared with; the analysis as a whole has two cores too. */
const DECODER_THREADS = 2;
const TARGET_RATIO = 0.45;
const TARGET_MEMORY_MB = 700;

/** 60 s of a talking face at 1280 x 720 and 30 frames a second, kept for the next run. */
function benchmarkVideo(): string {
  const path = join(tmpdir(), "minutewise-bench-1280x720.mp4");
  if (existsSync(path)) return path;
  const unfinished = `${path}.unfinished.mp4`;
  process.stderr.write("Encoding the benchmark's video (once) ...\n");
  recordVideo({
    source: talkingFace("franck.mp4"),
    target: unfinished,
    width: 1280,
    height: 720,
    frames: FRAMES,
    timeOf: (frame) => (frame * 1000) / FRAME_RATE,
    keyFrameInterval: 250,
    preset: "veryfast",
    crf: 20,
  });
  renameSync(unfinished, path);
  return path;
}

/** Frames per second of decoding alone, and its processor time. */
function decodeAlone(path: string): { framesPerSecond: number; cpuMs: number } {
  const start = performance.now();
  const cpuBefore = process.cpuUsage();
  const file = openMediaFile(path);
  const reader = new FrameReader(file, file.video, DECODER_THREADS);
  const frame = createFrame();
  let frames = 0;
  while (reader.next(frame)) frames += 1;
  frame.free();
  reader.close();
  file.close();
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    framesPerSecond: (frames * 1000) / (performance.now() - start),
    cpuMs: (user + system) / 1000 / frames,
  };
}

/** Frames per second of a whole analysis in a child process, its start included, and the peak of memory. */
async function analyse(path: string): Promise<{ framesPerSecond: number; peakMb: number }> {
  const memory = watchMemory();
  const start = performance.now();
  const run = await runWorker(analysisTask(path, (FRAMES * 1000) / FRAME_RATE), {
    onStart: memory.addProcess,
  });
  const seconds = (performance.now() - start) / 1000;
  const peakMb = memory.stop();
  if (run.outcome?.type !== "finished")
    throw new Error(`The analysis ended with ${JSON.stringify(run.outcome)}.`);
  const faces = run.minutes.reduce((sum, { nFaces }) => sum + nFaces, 0);
  if (faces < 0.98 * FRAMES) throw new Error(`Only ${faces} of ${FRAMES} frames have a face.`);
  return { framesPerSecond: run.outcome.framesDone / seconds, peakMb };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const rounds = Number(process.argv[2] ?? 3);
const video = benchmarkVideo();
decodeAlone(video);
const results: { decode: number; analysis: number; ratio: number; peakMb: number }[] = [];
for (let round = 1; round <= rounds; round++) {
  const before = decodeAlone(video).framesPerSecond;
  const { framesPerSecond, peakMb } = await analyse(video);
  const decode = (before + decodeAlone(video).framesPerSecond) / 2;
  const result = { decode, analysis: framesPerSecond, ratio: framesPerSecond / decode, peakMb };
  results.push(result);
  console.log(JSON.stringify({ bench: "analysis", round, ...result }));
}
const ratio = median(results.map((result) => result.ratio));
const analysis = median(results.map((result) => result.analysis));
const peakMb = Math.max(...results.map((result) => result.peakMb));
console.log(JSON.stringify({ bench: "analysis", ratio, analysis, peakMb }));
console.log(
  `Analysis of every frame with both expression models: ${analysis.toFixed(0)} frames/s ` +
    `(${(analysis / FRAME_RATE).toFixed(1)} times real time), ` +
    `${ratio.toFixed(2)} of decoding alone with ${DECODER_THREADS} threads (target ${TARGET_RATIO}); ` +
    `peak memory of both processes ${peakMb.toFixed(0)} MB (target ${TARGET_MEMORY_MB}).`,
);
// At the end: the models that it loads would count as memory of the analysis.
console.log(JSON.stringify({ bench: "stage", stage: "decode", cpuMs: decodeAlone(video).cpuMs }));
for (const stage of await measureStages(analysisTask(video, (FRAMES * 1000) / FRAME_RATE))) {
  console.log(JSON.stringify({ bench: "stage", ...stage }));
}
