import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, systemErrorCode } from "../core/failure.ts";

const SOURCES = ["src/renderer/**/*", "src/shared/**/*", "vite.renderer.config.ts", "package-lock.json"];
const STAMP = "built-from.txt";

/**
 * The folder with the built page. Builds it when it is missing or was built from other sources than those that
 * stand there now; `say` is told when that happens.
 *
 * @throws Failure STORAGE_FAILED when the page cannot be built.
 */
export async function ensurePage(programFolder: string, say: (line: string) => void): Promise<string> {
  const folder = join(programFolder, "out", "renderer");
  const sources = sourcesDigest(programFolder);
  if (readStamp(folder) === sources) return folder;
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
    writeFileSync(join(unfinished, STAMP), sources);
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

/** SHA-256 over the names and contents of everything that the page is built from, tests left out. */
export function sourcesDigest(programFolder: string): string {
  const hash = createHash("sha256");
  const files = globSync(SOURCES, { cwd: programFolder }).filter((file) => !/\.test\.tsx?$/.test(file));
  for (const file of files.sort()) {
    const path = join(programFolder, file);
    if (statSync(path).isFile())
      hash.update(file.replaceAll("\\", "/")).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function readStamp(folder: string): string | null {
  const file = join(folder, STAMP);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
