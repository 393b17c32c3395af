import { fileURLToPath } from "node:url";
import type { Platform, WorkerHandle } from "../../src/core/platform.ts";
import type { Probe } from "../../src/shared/contract/media.ts";
import { readingsOf } from "../../src/shared/expression-readings.ts";
import type {
  AnalysedMinute,
  AnalysisTask,
  FromWorker,
  ToWorker,
  WorkerTask,
} from "../../src/shared/worker-protocol.ts";

/** What a scripted child can do. */
export interface ScriptedWorker {
  readonly task: WorkerTask;
  send(message: FromWorker): void;
  exit(code: number | null, signal?: string): void;
  /** Called with every later message of the core. */
  onMessage(listener: (message: ToWorker) => void): void;
}

export type Script = (worker: ScriptedWorker) => void;

export const PROBE: Probe = {
  durationMs: 125_000,
  width: 640,
  height: 360,
  container: "mov",
  videoCodec: "h264",
  pixelFormat: "yuv420p",
  frameRate: 25,
  variableFrameRate: false,
  rotation: 0,
  audio: null,
  expectedFrames: 3_125,
  notices: [],
  traits: [],
  interlaced: false,
  pixelAspect: 1,
};

/** Answers every probe with {@link PROBE}, and passes every self-test. */
export const probing: Script = (worker) => {
  const { task } = worker;
  if (task.kind === "self-test") {
    const passed = { provider: "cpu", maxDifference: 0, tolerance: 1, notice: null, failure: null } as const;
    const results = task.models.map(({ modelId }) => ({ modelId, ...passed }));
    worker.send({ type: "self-tested", results });
    worker.exit(0);
    return;
  }
  worker.send({ type: "probed", probe: PROBE });
  worker.exit(0);
};

/** A platform whose child processes follow a script instead of reading videos. */
export function standInPlatform(userDataFolder: string, modelsFolder: string, script: Script): Platform {
  return {
    host: "command-line",
    version: "0.0.0-test",
    userDataFolder,
    modelsFolder,
    reportThread: fileURLToPath(new URL("../../src/core/reports/thread/entry.ts", import.meta.url)),
    scriptsFolder: fileURLToPath(new URL("../../resources/r", import.meta.url)),
    mediaBase: () => "",
    startWorker: () => startScripted(script),
  };
}

function startScripted(script: Script): WorkerHandle {
  const messageListeners: ((message: FromWorker) => void)[] = [];
  const exitListeners: ((code: number | null, signal: string | null) => void)[] = [];
  const coreListeners: ((message: ToWorker) => void)[] = [];
  let ended = false;
  const exit = (code: number | null, signal: string | null): void => {
    if (ended) return;
    ended = true;
    queueMicrotask(() => {
      for (const listener of exitListeners) listener(code, signal);
    });
  };
  return {
    send: (message) => {
      if (message.type !== "start") {
        for (const listener of coreListeners) listener(message);
        return;
      }
      queueMicrotask(() =>
        script({
          task: message.task,
          send: (answer) => {
            if (!ended) for (const listener of messageListeners) listener(answer);
          },
          exit: (code, signal) => exit(code, signal ?? null),
          onMessage: (listener) => coreListeners.push(listener),
        }),
      );
    },
    onMessage: (listener) => messageListeners.push(listener),
    onExit: (listener) => exitListeners.push(listener),
    kill: () => exit(null, "SIGKILL"),
  };
}

const FRAMES_PER_MINUTE = 4;

/** A minute without frames. */
export function emptyMinute(minute: number): AnalysedMinute {
  return {
    minute,
    nFrames: 0,
    nFaces: 0,
    timesMs: new Float64Array(),
    boxes: new Float32Array(),
    scores: new Float32Array(),
    presences: new Float32Array(),
    tracks: new Uint32Array(),
    probabilities: [],
    readings: [],
    otherOutputs: [],
    meshFrames: new Uint32Array(),
    meshMeasures: new Float32Array(),
    medianFaceHeight: null,
    medianPose: null,
    otherFaces: [],
    droppedTracks: [],
    stills: [],
    following: { framesBefore: 0, state: "{}" },
  };
}

/** A minute as a child would send it: four frames, a face in all of them but in the third minute. */
export function analysedMinute(task: AnalysisTask, minute: number): AnalysedMinute {
  const hasFace = minute !== 3;
  const filled = (length: number, value: number): Float32Array =>
    new Float32Array(length).fill(hasFace ? value : Number.NaN);
  const means = [0.25, 0.125, 0, 0.125, 0.25, 0, 0.25];
  return {
    ...emptyMinute(minute),
    nFrames: FRAMES_PER_MINUTE,
    nFaces: hasFace ? FRAMES_PER_MINUTE : 0,
    timesMs: Float64Array.from({ length: FRAMES_PER_MINUTE }, (_, i) => (minute - 1) * 60_000 + i * 40),
    boxes: filled(4 * FRAMES_PER_MINUTE, 100),
    scores: filled(FRAMES_PER_MINUTE, 0.9),
    presences: filled(FRAMES_PER_MINUTE, 0.99),
    tracks: new Uint32Array(FRAMES_PER_MINUTE).fill(hasFace ? 1 : 0),
    probabilities: task.models.expressions.map(({ modelId }) => ({
      modelId,
      values: hasFace
        ? Float32Array.from({ length: 7 * FRAMES_PER_MINUTE }, (_, i) => means[i % 7] ?? 0)
        : new Float32Array(7 * FRAMES_PER_MINUTE).fill(Number.NaN),
    })),
    readings: readingsOf(task.models.expressions.map(({ modelId }) => ({ id: modelId, name: modelId }))).map(
      ({ id }) => ({
        modelId: id,
        nUsed: hasFace ? FRAMES_PER_MINUTE : 0,
        nUncertain: 0,
        means: hasFace ? means : null,
        statistics: null,
      }),
    ),
    medianFaceHeight: hasFace ? 100 : null,
    following: { framesBefore: FRAMES_PER_MINUTE * minute, state: "{}" },
  };
}

/** Sends the minutes of a task from where it resumes to `last`. Returns the number of frames sent in all. */
export function sendMinutes(worker: ScriptedWorker, task: AnalysisTask, last: number): number {
  for (let minute = task.resume?.minute ?? 1; minute <= last; minute += 1) {
    worker.send({ type: "minute", minute: analysedMinute(task, minute) });
    worker.send({ type: "progress", framesDone: FRAMES_PER_MINUTE * minute, timeMs: minute * 60_000 });
  }
  return FRAMES_PER_MINUTE * last;
}
