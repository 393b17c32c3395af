import type { FromWorker, WorkerFailure, WorkerTask } from "../shared/worker-protocol.ts";
import { TaskCancelled, TaskControl } from "./task-control.ts";
import { TaskFailure } from "./task-failure.ts";
import type { Transport } from "./transport.ts";

/** Serves the one task that the core sends, then ends the process. Ends at once when the core has gone. */
export function serveTask(transport: Transport): void {
  let control: TaskControl | null = null;
  transport.onDisconnect(() => process.exit(1));
  transport.onMessage((message) => {
    if (message.type === "start" && control === null) {
      const { task } = message;
      control = new TaskControl(task.kind === "analysis" && task.resume ? task.resume.minute - 1 : 0);
      void runAndEnd(task, control, transport);
    } else if (message.type === "stored") {
      control?.markStored(message.minute);
    } else if (message.type === "cancel") {
      if (control) control.cancel();
      else void transport.send({ type: "cancelled" }).then(() => process.exit(0));
    }
  });
}

async function runAndEnd(task: WorkerTask, control: TaskControl, transport: Transport): Promise<void> {
  await transport.send(await outcome(task, control, transport));
  process.exit(0);
}

async function outcome(task: WorkerTask, control: TaskControl, transport: Transport): Promise<FromWorker> {
  try {
    return await run(task, control, transport);
  } catch (error) {
    if (error instanceof TaskCancelled) return { type: "cancelled" };
    return { type: "failed", failure: inWords(error) };
  }
}

/** Each task's code is loaded when it is asked for: a probe must not wait for the inference library. */
async function run(task: WorkerTask, control: TaskControl, transport: Transport): Promise<FromWorker> {
  switch (task.kind) {
    case "probe": {
      const { probeVideo } = await import("./video/probe.ts");
      return { type: "probed", probe: await probeVideo(task.videoPath, control) };
    }
    case "peaks": {
      const { readPeaks } = await import("./audio/peaks.ts");
      return { type: "peaks", values: await readPeaks(task.videoPath, task.peaksPerSecond, control) };
    }
    case "analysis": {
      const { analyse } = await import("./analysis/analyse.ts");
      return await analyse(task, control, (message) => void transport.send(message));
    }
    case "speech": {
      const { readSpeech } = await import("./speech/read-speech.ts");
      const progress = (timeMs: number): void =>
        void transport.send({ type: "progress", framesDone: 0, timeMs });
      return await readSpeech(task, control, progress);
    }
    case "proxy": {
      const { makeProxy } = await import("./proxy/make-proxy.ts");
      return await makeProxy(task, control, (message) => void transport.send(message));
    }
    case "still": {
      const { pictureAt } = await import("./stills/picture-at.ts");
      return await pictureAt(task, control);
    }
    case "self-test": {
      const { testModels } = await import("./self-test/test-models.ts");
      return { type: "self-tested", results: await testModels(task, control) };
    }
    case "try-model": {
      const { tryModel } = await import("./models/try-model.ts");
      return await tryModel(task, control);
    }
  }
}

function inWords(error: unknown): WorkerFailure {
  if (error instanceof TaskFailure) return { code: error.code, message: error.message, remedy: error.remedy };
  // The core keeps what stands on standard error for its log.
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return {
    code: "ANALYSIS_FAILED",
    message: "The process that reads the video met an error of its own.",
    remedy: "Start it again; if that ends the same way, the log says more.",
  };
}
