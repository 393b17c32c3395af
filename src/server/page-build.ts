import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure, systemErrorCode } from "../core/failure.ts";
import { builtFrom, sourcesDigest, stampBuild } from "./build-stamp.ts";

const PAGE_SOURCES = ["src/renderer/**/*", "src/shared/**/*", "vite.renderer.config.ts", "package-lock.json"];

/**
 * The folder with the built page. Builds it when it is missing or was built from other sources than those that
 * stand there now; `say` is told when that happens.
 *
 * @throws Failure STORAGE_FAILED when the page cannot be built.
 */
export async function ensurePage(programFolder: string, say: (line: string) => void): Promise<string> {
  const folder = join(programFolder, "out", "renderer");
  const sources = sourcesDigest(programFolder, PAGE_SOURCES);
  if (builtFrom(folder) === sources) return folder;
  say("Building the page (once after each change of the program) ...");
  const unfinished = `${folder}-${process.pid}`;
  try {
    // Loaded only when it is needed: most starts find the page built.
    const { build } = await import("vite");
    await build({
      configFile: join(programFolder, "vite.renderer.config.ts"),
      logLevel: "error",
      build: { outDir: unfinished, emptyOutDir: true },
    });
    stampBuild(unfinished, sources);
    replaceFolder(folder, unfinished);
  } catch (error) {
    throw new Failure("STORAGE_FAILED", `The page could not be built: ${firstLine(error)}`, {
      where: folder,
      remedy: "Run npm ci and try again.",
      cause: error,
    });
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Puts the new folder in place at once, so that a program that serves the old one never sees half a page. */
function replaceFolder(folder: string, next: string): void {
  const old = `${next}-old`;
  if (existsSync(folder)) renameSync(folder, old);
  try {
    renameSync(next, folder);
  } catch (error) {
    // Another start has put the same page there in the meantime.
    if (!["ENOTEMPTY", "EEXIST", "EPERM"].includes(systemErrorCode(error) ?? "") || !existsSync(folder))
      throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
