import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { SystemInfo } from "../shared/contract/system.ts";
import type { FromWorker, ToWorker } from "../shared/worker-protocol.ts";
import { openLog } from "./log.ts";
import { lowerPriority } from "./lower-priority.ts";
import type { Platform, WorkerHandle } from "./platform.ts";
import { logFile, userDataFolder } from "./user-data-folder.ts";
import { WorkerComplaints } from "./worker-complaints.ts";

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The platform of the hosts that run under plain Node: browser host and command line. */
export function createNodePlatform(host: Exclude<SystemInfo["host"], "electron">): Platform {
  const folder = userDataFolder();
  return {
    host,
    version: programVersion(),
    userDataFolder: folder,
    modelsFolder: fromHere("../../resources/models"),
    reportThread: fromHere("reports/thread/entry.ts"),
    scriptsFolder: fromHere("../../resources/r"),
    mediaBase: () => "",
    startWorker: (urgency) => forkWorker(fromHere("../worker/main.ts"), folder, urgency === "background"),
  };
}

/** The version that the program's package states. */
export function programVersion(): string {
  const file = fromHere("../../package.json");
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, "utf8"))).version;
}

function forkWorker(entry: string, dataFolder: string, background: boolean): WorkerHandle {
  const log = openLog(logFile(dataFolder));
  const child: ChildProcess = fork(entry, [], {
    execPath: process.execPath,
    execArgv: [],
    serialization: "advanced",
    // Compiled code is kept for the next child, which then starts in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(dataFolder, "compile-cache") },
    // Standard output belongs to the command's own result.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  if (background) lowerPriority(child.pid, log);
  const complaints = new WorkerComplaints();
  child.stderr?.on("data", (chunk: Buffer) => complaints.add(chunk));
  const exitListeners: ((code: number | null, signal: string | null) => void)[] = [];
  let ended = false;
  function end(code: number | null, signal: string | null): void {
    if (ended) return;
    ended = true;
    if (code !== 0) log.error({ code, signal, stderr: complaints.text() }, "worker ended");
    for (const listener of exitListeners) listener(code, signal);
  }
  child.on("close", end);
  child.on("error", (error) => {
    log.error({ err: error }, "worker process error");
    // A process that never started reports no exit.
    if (child.pid === undefined) end(null, null);
  });
  return {
    send: (message: ToWorker) => {
      if (message.type === "start") complaints.hidePathsOf(message.task);
      // The process may have ended in between; its exit is reported then.
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => child.on("message", (message) => listener(message as FromWorker)),
    onExit: (listener) => exitListeners.push(listener),
    kill: () => child.kill("SIGKILL"),
  };
}
