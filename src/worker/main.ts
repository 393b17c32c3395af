import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { serveTask } from "./serve-task.ts";
import { connectToParent } from "./transport.ts";

if (isMainThread || parentPort === null) {
  // Ctrl-C in a terminal reaches this process too; the core decides what it means and tells.
  process.on("SIGINT", () => {});
  serveTask(connectToParent());
} else {
  const { serveFrames } = await import("./analysis/frame-thread.ts");
  serveFrames(parentPort, workerData);
}
