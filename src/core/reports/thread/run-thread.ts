import { Worker } from "node:worker_threads";
import type { Log } from "../../log.ts";
import type { ReportProgress } from "../built-report.ts";
import type { FromThread, ThreadTask } from "./thread-task.ts";

/** Its memory is given back when it ends; beyond this it ends with an error instead of taking all there is. */
const MOST_MEGABYTES = 4096;

interface ThreadOptions {
  /** File of the thread's program. */
  readonly entry: string;
  readonly onProgress: ReportProgress;
  /** Ends the thread at once, wherever it is. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

type Answer = Exclude<FromThread, { type: "progress" }>;

/**
 * Does a task in a thread of its own, so that the core stays free.
 *
 * @throws the signal's reason when aborted; what was thrown in the thread, with its stack; Error when the thread ends
 *   without an answer
 */
export async function runThread(task: ThreadTask, options: ThreadOptions): Promise<Answer> {
  const { entry, onProgress, signal, log } = options;
  signal.throwIfAborted();
  const thread = new Worker(entry, {
    workerData: task,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  // Standard output and error belong to the command's own result.
  for (const stream of [thread.stdout, thread.stderr]) {
    stream.on("data", (chunk: Buffer) => log.warn({ said: chunk.toString() }, "report thread"));
  }
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const cancel = (): void => reject(signal.reason);
  signal.addEventListener("abort", cancel, { once: true });
  thread.on("message", (message: FromThread) => {
    if (message.type === "progress") onProgress(message.label, message.share);
    else resolve(message);
  });
  thread.on("error", reject);
  thread.on("messageerror", reject);
  thread.on("exit", (code) => reject(new Error(`The report's thread ended with ${code} without an answer.`)));
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", cancel);
    await thread.terminate();
  }
}
