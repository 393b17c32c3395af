import { existsSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RegionStill } from "../../shared/worker-protocol.ts";
import { Failure, storageFailure } from "../failure.ts";
import { makeFolder } from "../make-folder.ts";

/** Where the stills of a run stand; the folder may be deleted, the rows about them stay. */
export function stillsFolder(studyFolder: string, runId: number): string {
  return join(studyFolder, "derived", "stills", String(runId));
}

export function stillFile(studyFolder: string, runId: number, frame: number): string {
  return join(stillsFolder(studyFolder, runId), `${frame}.jpg`);
}

/** Frames of the stills whose files are gone. */
export function missingStills(
  studyFolder: string,
  runId: number,
  stills: readonly { readonly frame: number }[],
): number[] {
  const folder = stillsFolder(studyFolder, runId);
  const there = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return stills.flatMap(({ frame }) => (there.has(`${frame}.jpg`) ? [] : [frame]));
}

/**
 * Writes stills before the rows about them are stored, each as a whole or not at all.
 *
 * @throws Failure STORAGE_FAILED, saying that analysed minutes are kept
 */
export function writeStills(studyFolder: string, runId: number, stills: readonly RegionStill[]): void {
  if (stills.length === 0) return;
  const folder = stillsFolder(studyFolder, runId);
  try {
    makeFolder(folder);
    for (const { frame, jpeg } of stills) {
      const file = stillFile(studyFolder, runId, frame);
      writeFileSync(`${file}.new`, jpeg);
      renameSync(`${file}.new`, file);
    }
  } catch (error) {
    const known = error instanceof Failure ? error : storageFailure(error, folder);
    if (!known) throw error;
    throw new Failure("STORAGE_FAILED", `The stills of a minute could not be stored. ${known.message}`, {
      where: folder,
      remedy: `${known.remedy ?? "Check the disk."} The minutes analysed so far are kept; the analysis goes on from there.`,
      cause: error,
    });
  }
}
