import { join } from "node:path";
import { builtFrom, sourcesDigest, stampBuild } from "../../src/server/build-stamp.ts";

const SOURCES = ["src/**/*", "electron.vite.config.ts", "vite.renderer.config.ts", "package-lock.json"];

/** Builds the desktop program when it was not built from the sources that stand there now. */
export async function ensureDesktopBuild(programFolder: string, say: (line: string) => void): Promise<void> {
  const folder = join(programFolder, "out", "main");
  const sources = sourcesDigest(programFolder, SOURCES);
  if (builtFrom(folder) === sources) return;
  say("Building the desktop program (once after each change) ...");
  const { build } = await import("electron-vite");
  await build({ root: programFolder, logLevel: "error" });
  stampBuild(folder, sources);
}
