import { mkdir, mkdtemp, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure, storageFailure, systemErrorCode } from "../../failure.ts";

/**
 * Writes text files into a folder: all of them beside their places first, then each is put in its place by renaming.
 * A file is there whole or as it was before, whatever happens in between.
 *
 * @throws Failure STORAGE_FAILED
 */
export async function writeFiles(directory: string, files: ReadonlyMap<string, string>): Promise<void> {
  try {
    await makeFolder(directory);
    const unfinished = await mkdtemp(join(directory, ".unfinished-"));
    try {
      for (const [name, text] of files) await writeDurably(join(unfinished, name), text);
      for (const name of files.keys()) await rename(join(unfinished, name), join(directory, name));
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  } catch (error) {
    throw storageFailure(error, directory) ?? error;
  }
}

/** Not `mkdir` with `recursive`: that never returns where a file system refuses new folders with ENOENT, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  if (await exists(folder)) return;
  await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw error;
    throw new Failure("STORAGE_FAILED", "Nothing was stored: no folder can be created there.", {
      where: folder,
      remedy: "Choose a folder that you may write to.",
      cause: error,
    });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return false;
    throw error;
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await handle.writeFile(text, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
}
