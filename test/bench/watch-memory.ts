import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const INTERVAL_MS = 200;

export interface MemoryWatch {
  /** Counts another process in. */
  readonly addProcess: (pid: number) => void;
  /** Ends watching. @returns the largest sum of resident memory, in MB, of this and the added processes */
  readonly stop: () => number;
}

/** Watches the resident memory of this process and of others. */
export function watchMemory(): MemoryWatch {
  const others: number[] = [];
  let peak = 0;
  const look = (): void => {
    const own = process.memoryUsage().rss / 1e6;
    peak = Math.max(
      peak,
      others.reduce((sum, pid) => sum + residentMb(pid), own),
    );
  };
  const timer = setInterval(look, INTERVAL_MS);
  return {
    addProcess: (pid) => others.push(pid),
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

/** 0 for a process that has ended. */
function residentMb(pid: number): number {
  try {
    if (process.platform === "linux") {
      const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
      return (Number(kib ?? 0) * 1024) / 1e6;
    }
    return (Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024) / 1e6;
  } catch {
    return 0;
  }
}
