import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

const RELEASES = "https://github.com/electron/electron/releases/download/";
const PROBE_MS = 5_000;
const DOWNLOAD_MS = 5 * 60_000;

/** Electron's executable, where its package keeps it; it need not be there. */
export function electronBinary(programFolder: string): string {
  const folder = join(programFolder, "node_modules", "electron");
  const named = join(folder, "path.txt");
  return join(folder, "dist", existsSync(named) ? readFileSync(named, "utf8") : "electron");
}

/**
 * Why the desktop window cannot open here, in words; null when it can. A binary that is missing is downloaded, with
 * bounded waiting at each step.
 */
export async function whyNoWindow(
  programFolder: string,
  platform: NodeJS.Platform,
  env: Environment,
  say: (line: string) => void,
): Promise<string | null> {
  if (!hasDisplay(platform, env)) return "There is no display for the desktop window";
  if (existsSync(electronBinary(programFolder))) return null;
  if (!(await answers(downloadAddress(env)))) {
    return "The desktop window needs Electron, which is neither here nor can be downloaded now";
  }
  say("Downloading Electron for the desktop window (about 110 MB, once) ...");
  await runInstaller(programFolder);
  return existsSync(electronBinary(programFolder))
    ? null
    : "The desktop window needs Electron, whose download did not succeed";
}

/** Windows and macOS always have a display; elsewhere X11 or Wayland says so. */
export function hasDisplay(platform: NodeJS.Platform, env: Environment): boolean {
  return platform === "win32" || platform === "darwin" || Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);
}

/** Where Electron's own installer downloads from. */
export function downloadAddress(env: Environment): string {
  return env["npm_config_electron_mirror"] || env["ELECTRON_MIRROR"] || RELEASES;
}

/** True when the server answers soon, whatever it says: without it the installer would wait for minutes. */
async function answers(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    // Offline, blocked or too slow: all the same to the question.
    return false;
  }
}

/** Runs the installer of the Electron package; what it writes about a failure says nothing to a user. */
async function runInstaller(programFolder: string): Promise<void> {
  const script = join(programFolder, "node_modules", "electron", "install.js");
  const installer = spawn(process.execPath, [script], {
    stdio: "ignore",
    timeout: DOWNLOAD_MS,
    killSignal: "SIGKILL",
  });
  await once(installer, "exit");
}
