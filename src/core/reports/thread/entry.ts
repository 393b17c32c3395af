import { deserialize, serialize } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { BUILDER_OF } from "../build-report.ts";
import type { BuiltReport, ReportProgress } from "../built-report.ts";
import { seldomProgress } from "./seldom-progress.ts";
import type { FromThread, StoredReport, ThreadTask } from "./thread-task.ts";

// Runs as a thread of the core: takes one task, tells of its progress, answers once and ends.

const progress: ReportProgress = seldomProgress(
  (label, share) => tell({ type: "progress", label, share }),
  Date.now,
);
const task = workerData as ThreadTask;
// Each task loads what it needs alone: the drawing of figures takes longer to load than many a report to compute.
if (task.kind === "compute") {
  const build = await BUILDER_OF[task.report]();
  const { document, data } = build(task.tables, task.options, progress);
  const stored = { document: bytesOf(document), data: bytesOf(data) };
  tell({ type: "computed", stored }, [stored.document, stored.data]);
} else {
  const { reportFiles } = await import("../write/report-files.ts");
  const written = await reportFiles(builtReport(task.stored), task.scripts, progress);
  const encoder = new TextEncoder();
  const files = new Map([...written].map(([name, text]) => [name, encoder.encode(text)]));
  tell({ type: "files", files }, [...files.values()]);
}

function tell(message: FromThread, handedOver: readonly Uint8Array<ArrayBuffer>[] = []): void {
  parentPort?.postMessage(
    message,
    handedOver.map(({ buffer }) => buffer),
  );
}

function builtReport({ document, data }: StoredReport): BuiltReport {
  return {
    document: deserialize(document) as BuiltReport["document"],
    data: deserialize(data) as BuiltReport["data"],
  };
}

/** In a buffer of its own, since only whole buffers can be handed over. */
function bytesOf(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(serialize(value));
}
