import { constants, setPriority } from "node:os";
import type { Log } from "./log.ts";

/**
 * Lets other programs of the computer go before a child process that has just been started. On Linux this holds for the
 * threads that the process makes from then on, so it has to happen at once. A child that cannot be put back works on.
 */
export function lowerPriority(pid: number | undefined, log: Log): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    log.warn({ err: error }, "worker keeps its priority");
  }
}
