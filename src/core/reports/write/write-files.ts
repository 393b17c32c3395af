import { mkdtemp, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { storageFailure } from "../../failure.ts";
import { makeFolder } from "../../make-folder.ts";

/**
 * Writes files into a folder, or, by names such as `figures/a.svg`, into folders in it: all of them beside their places
 * first, then each is put in its place by renaming. A file is there whole or as it was before, whatever happens in
 * between.
 *
 * @param signal gives up as long as no file is in its place
 * @throws Failure STORAGE_FAILED; the signal's reason when aborted
 */
export async function writeFiles(
  directory: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    makeFolder(directory);
    const unfinished = await mkdtemp(join(directory, ".unfinished-"));
    try {
      for (const [name, content] of files) {
        signal?.throwIfAborted();
        makeFolder(dirname(join(unfinished, name)));
        await writeDurably(join(unfinished, name), content);
      }
      for (const name of files.keys()) {
        makeFolder(dirname(join(directory, name)));
        await rename(join(unfinished, name), join(directory, name));
      }
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  } catch (error) {
    throw storageFailure(error, directory) ?? error;
  }
}

async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await handle.writeFile(content, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
}
