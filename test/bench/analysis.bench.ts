/**
 * Speed and memory of an analysis, as a ratio to merely decoding the same file with the same threads in the same
 * run, and the processor time of each stage. `node test/bench/analysis.bench.ts [rounds]`
 */
import { analysisTask } from "../../src/worker/testing/run-worker.ts";
import { createFrame, FrameReader } from "../../src/worker/video/frame-reader.ts";
import { openMediaFile } from "../../src/worker/video/media-file.ts";
import { analyse, BENCHMARK_VIDEO, benchmarkVideo } from "./benchmark-video.ts";
import { median } from "./median.ts";
import { measureStages } from "./stages.ts";

/** Threads of the decoding that the analysis is compared with; the analysis as a whole has two cores too. */
const DECODER_THREADS = 2;
const TARGET_RATIO = 0.45;
const TARGET_MEMORY_MB = 700;

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
    `(${(analysis / BENCHMARK_VIDEO.frameRate).toFixed(1)} times real time), ` +
    `${ratio.toFixed(2)} of decoding alone with ${DECODER_THREADS} threads (target ${TARGET_RATIO}); ` +
    `peak memory of both processes ${peakMb.toFixed(0)} MB (target ${TARGET_MEMORY_MB}).`,
);
// At the end: the models that it loads would count as memory of the analysis.
console.log(JSON.stringify({ bench: "stage", stage: "decode", cpuMs: decodeAlone(video).cpuMs }));
for (const stage of await measureStages(analysisTask(video, BENCHMARK_VIDEO.durationMs))) {
  console.log(JSON.stringify({ bench: "stage", ...stage }));
}
