import { constants } from "node:fs";
import { access, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { storageFailure, systemErrorCode } from "../../failure.ts";

/**
 * Tells before a long computation that its result could not be stored: the folder, or the nearest one above it that
 * exists, must be a folder that can be written.
 *
 * @throws Failure STORAGE_FAILED
 */
export async function checkWritable(directory: string): Promise<void> {
  let folder = directory;
  for (;;) {
    try {
      await readdir(folder);
      await access(folder, constants.W_OK);
      return;
    } catch (error) {
      const above = dirname(folder);
      if (systemErrorCode(error) !== "ENOENT" || above === folder)
        throw storageFailure(error, directory) ?? error;
      folder = above;
    }
  }
}
