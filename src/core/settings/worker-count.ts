import { availableParallelism } from "node:os";
import type { AnalysisSettings } from "../../shared/contract/analysis.ts";
import { Failure, storageFailure } from "../failure.ts";
import { readSettings, writeSettings } from "./settings-file.ts";

/** How many jobs run at once on this computer. */
export interface WorkerCount {
  /** Jobs at once now. */
  count(): number;
  settings(): AnalysisSettings;
  /** Stores the user's choice; null: the usual number. @throws Failure INVALID_VALUE, STORAGE_FAILED */
  save(workers: number | null): AnalysisSettings;
}

/**
 * By default half of the cores, so that the computer stays usable: a child reads video and computes on threads of its
 * own, and needs about half a gigabyte.
 *
 * @param override number that counts instead of the user's setting, as a command asks for it
 * @param cores for tests
 */
export function workerCount(
  file: string,
  override: number | undefined,
  cores: number = availableParallelism(),
): WorkerCount {
  const usualWorkers = Math.max(1, Math.floor(cores / 2));
  const settings = (): AnalysisSettings => {
    const { workers } = readSettings(file);
    return { workers: workers === null ? null : Math.min(workers, cores), usualWorkers, cores };
  };
  return {
    count: () => Math.min(cores, override ?? settings().workers ?? usualWorkers),
    settings,
    save: (workers) => {
      if (workers !== null && workers > cores) {
        throw new Failure(
          "INVALID_VALUE",
          `This computer has ${cores} cores, too few for ${workers} jobs at once.`,
          {
            remedy: `Choose 1 to ${cores}.`,
          },
        );
      }
      try {
        writeSettings(file, { workers });
      } catch (error) {
        throw storageFailure(error, file) ?? error;
      }
      return settings();
    },
  };
}
