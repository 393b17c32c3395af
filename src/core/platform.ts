import type { PathPurpose, SystemInfo } from "../shared/contract/system.ts";
import type { FromWorker, ToWorker } from "../shared/worker-protocol.ts";

/** A running child process that serves one task. */
export interface WorkerHandle {
  send(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Called once when the process has ended, however it ended. `code` is null when a signal ended it. */
  onExit(listener: (code: number | null, signal: string | null) => void): void;
  /** Ends the process at once. */
  kill(): void;
}

/** "background": somebody may be working with the computer, whose programs go first. */
export type WorkerUrgency = "background" | "awaited";

/** What the core needs from the program that hosts it. */
export interface Platform {
  readonly host: SystemInfo["host"];
  readonly version: string;
  /** Folder for what belongs to this user of this computer: the list of recent studies, the log. */
  readonly userDataFolder: string;
  /** Folder with the ONNX files and their cards. */
  readonly modelsFolder: string;
  /** Program of the thread that computes reports. */
  readonly reportThread: string;
  /** Folder with the R code of the reports. */
  readonly scriptsFolder: string;
  /** Prefix of media addresses; asked for when needed, since the listener starts after the core. */
  mediaBase(): string;
  /** Jobs of the queue at once, whatever the user's settings say. */
  readonly workers?: number;
  /** Starts a child process; utilityProcess under Electron, child_process.fork elsewhere. */
  startWorker(urgency?: WorkerUrgency): WorkerHandle;
  /** Shows the system's dialog; absent where the host has none. */
  readonly choosePath?: (purpose: PathPurpose) => Promise<string | null>;
}
