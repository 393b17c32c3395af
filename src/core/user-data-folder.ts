import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** What the choice of the folder depends on; `process` and the home folder unless a test says otherwise. */
interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Folder for what belongs to this user of this computer (recent studies, log, demo study), by the convention of
 * the operating system. The environment variable MINUTEWISE_DATA names another one.
 */
export function userDataFolder(
  { platform, env, home }: Surroundings = { platform: process.platform, env: process.env, home: homedir() },
): string {
  if (env["MINUTEWISE_DATA"]) return resolve(env["MINUTEWISE_DATA"]);
  if (platform === "win32") return join(env["APPDATA"] ?? join(home, "AppData", "Roaming"), "Minutewise");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Minutewise");
  return join(env["XDG_DATA_HOME"] || join(home, ".local", "share"), "minutewise");
}

/** Settings of this computer. */
export function settingsFile({ userDataFolder: folder }: { readonly userDataFolder: string }): string {
  return join(folder, "settings.json");
}

/** The program's log within the user-data folder. */
export function logFile(folder: string): string {
  return join(folder, "minutewise.log");
}
