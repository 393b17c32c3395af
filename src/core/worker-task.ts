import type { FromWorker, WorkerTask } from "../shared/worker-protocol.ts";
import { Failure } from "./failure.ts";
import type { Platform } from "./platform.ts";

/** How long a cancelled child may take before it is ended. */
const CANCEL_GRACE_MS = 800;

/** Messages that complete a task. */
const CLOSING: ReadonlySet<FromWorker["type"]> = new Set<FromWorker["type"]>([
  "finished",
  "probed",
  "peaks",
  "proxied",
  "speech",
  "still",
  "self-tested",
  "tried",
]);

/** Tasks that take long and that nobody sits and waits for. */
const BACKGROUND: ReadonlySet<WorkerTask["kind"]> = new Set<WorkerTask["kind"]>([
  "analysis",
  "proxy",
  "speech",
]);

/** What a listener may answer to the child while the task runs. */
export interface TaskControls {
  stored(minute: number): void;
}

/**
 * Runs one task in a child process and resolves when the child has finished it.
 *
 * @param where what the task is about, for the words of a failure: the video's path
 * @throws Failure with the child's words; ANALYSIS_FAILED when the child ended without any; CANCELLED when the
 * signal was aborted. An error thrown by the listener ends the child and is thrown on.
 */
export async function runWorkerTask(
  platform: Platform,
  task: WorkerTask,
  where: string,
  onMessage: (message: FromWorker, controls: TaskControls) => void,
  signal?: AbortSignal,
): Promise<void> {
  const worker = platform.startWorker(BACKGROUND.has(task.kind) ? "background" : "awaited");
  let grace: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    worker.send({ type: "cancel" });
    grace = setTimeout(() => worker.kill(), CANCEL_GRACE_MS);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      let outcome: (() => void) | null = null;
      worker.onMessage((message) => {
        if (outcome !== null) return;
        if (message.type === "failed") {
          const { code, message: text, remedy } = message.failure;
          // A damaged model has nothing to do with the video.
          const place = code === "MODEL_DAMAGED" ? {} : { where };
          outcome = () =>
            reject(new Failure(code, text, { ...place, ...(remedy === null ? {} : { remedy }) }));
          return;
        }
        try {
          onMessage(message, { stored: (minute) => worker.send({ type: "stored", minute }) });
        } catch (error) {
          outcome = () => reject(error);
          worker.kill();
          return;
        }
        if (CLOSING.has(message.type)) outcome = resolve;
      });
      worker.onExit((code, exitSignal) => {
        // A task that was complete before it could be cancelled is complete.
        if (outcome !== null) outcome();
        else if (signal?.aborted) reject(new Failure("CANCELLED", "The work was cancelled.", { where }));
        else reject(unexpectedEnd(where, code, exitSignal));
      });
      if (signal?.aborted) cancel();
      else signal?.addEventListener("abort", cancel, { once: true });
      worker.send({ type: "start", task });
    });
  } finally {
    clearTimeout(grace);
    signal?.removeEventListener("abort", cancel);
  }
}

function unexpectedEnd(where: string, code: number | null, exitSignal: string | null): Failure {
  const how = exitSignal !== null ? `ended by ${exitSignal}` : `exit code ${code ?? "unknown"}`;
  return new Failure("ANALYSIS_FAILED", `The process that reads the video ended unexpectedly (${how}).`, {
    where,
    remedy:
      "Start it again: it continues after the last stored minute. If it ends again, the file may be damaged.",
  });
}
