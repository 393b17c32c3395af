import { existsSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../../src/shared/analysis-parameters.ts";
import type { AnalysisParameters } from "../../src/shared/worker-protocol.ts";
import { recordVideo } from "../../src/worker/testing/record-video.ts";
import { analysisTask, runWorker, talkingFace } from "../../src/worker/testing/run-worker.ts";
import { watchMemory } from "./watch-memory.ts";

/** The video that benchmarks read. */
export const BENCHMARK_VIDEO = { frames: 1800, frameRate: 30, durationMs: 60_000 } as const;

/** 60 s of a talking face at 1280 x 720 and 30 frames a second, kept for the next run. */
export function benchmarkVideo(): string {
  const path = join(tmpdir(), "minutewise-bench-1280x720.mp4");
  if (existsSync(path)) return path;
  const unfinished = `${path}.unfinished.mp4`;
  process.stderr.write("Encoding the benchmark's video (once) ...\n");
  recordVideo({
    source: talkingFace("franck.mp4"),
    target: unfinished,
    width: 1280,
    height: 720,
    frames: BENCHMARK_VIDEO.frames,
    timeOf: (frame) => (frame * 1000) / BENCHMARK_VIDEO.frameRate,
    keyFrameInterval: 250,
    preset: "veryfast",
    crf: 20,
  });
  renameSync(unfinished, path);
  return path;
}

/** Frames per second of a whole analysis in a child process, its start included, and the peak of memory. */
export async function analyse(
  path: string,
  changes: Partial<AnalysisParameters> = {},
): Promise<{ framesPerSecond: number; peakMb: number }> {
  const { frames, durationMs } = BENCHMARK_VIDEO;
  const memory = watchMemory();
  const start = performance.now();
  const run = await runWorker(
    analysisTask(path, durationMs, { parameters: { ...DEFAULT_ANALYSIS_PARAMETERS, ...changes } }),
    { onStart: memory.addProcess },
  );
  const seconds = (performance.now() - start) / 1000;
  const peakMb = memory.stop();
  if (run.outcome?.type !== "finished")
    throw new Error(`The analysis ended with ${JSON.stringify(run.outcome)}.`);
  const faces = run.minutes.reduce((sum, { nFaces }) => sum + nFaces, 0);
  if (faces < 0.98 * frames) throw new Error(`Only ${faces} of ${frames} frames have a face.`);
  return { framesPerSecond: run.outcome.framesDone / seconds, peakMb };
}
