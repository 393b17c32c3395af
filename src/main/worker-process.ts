import { utilityProcess } from "electron";
import type { Log } from "../core/log.ts";
import { lowerPriority } from "../core/lower-priority.ts";
import type { WorkerHandle, WorkerUrgency } from "../core/platform.ts";
import { WorkerComplaints } from "../core/worker-complaints.ts";
import type { FromWorker, ToWorker } from "../shared/worker-protocol.ts";

/** Starts the built worker in a utility process. */
export function startWorkerProcess(entry: string, log: Log, urgency?: WorkerUrgency): WorkerHandle {
  const child = utilityProcess.fork(entry, [], {
    serviceName: "Minutewise analysis",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (urgency === "background") child.once("spawn", () => lowerPriority(child.pid, log));
  const complaints = new WorkerComplaints();
  child.stderr?.on("data", (chunk: Buffer) => complaints.add(chunk));
  const exitListeners: ((code: number | null, signal: string | null) => void)[] = [];
  child.on("exit", (code) => {
    if (code !== 0) log.error({ code, stderr: complaints.text() }, "worker ended");
    for (const listener of exitListeners) listener(code, null);
  });
  return {
    send: (message: ToWorker) => {
      if (message.type === "start") complaints.hidePathsOf(message.task);
      child.postMessage(message);
    },
    onMessage: (listener) => child.on("message", (message: FromWorker) => listener(message)),
    onExit: (listener) => exitListeners.push(listener),
    kill: () => {
      // kill() of the utility process only asks; one that is busy inside a native library would not hear it.
      if (child.pid === undefined) child.kill();
      else process.kill(child.pid, "SIGKILL");
    },
  };
}
