import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Core } from "../core/core.ts";
import { Failure } from "../core/failure.ts";
import { userDataFolder } from "../core/user-data-folder.ts";
import { type BrowserHost, startBrowserHost } from "./browser-host.ts";
import { openBrowser } from "./open-browser.ts";
import { ensurePage } from "./page-build.ts";
import { RememberedPort } from "./remembered-port.ts";

const programFolder = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Serves a core to the local browser until the program is told to end (Ctrl-C, a signal, or the end of the program
 * that started it), then closes the host. The core stays the caller's to close.
 *
 * @throws Failure when the page cannot be built or the port cannot be had.
 */
export async function serveCore(
  core: Core,
  options: {
    readonly port: number;
    /** True opens the default browser. */
    readonly open: boolean;
    /** Where the page starts, such as `/session/1`; the start room when left out. */
    readonly room?: string;
    readonly say: (line: string) => void;
  },
): Promise<void> {
  const toldToEnd = untilToldToEnd();
  const pageFolder = await ensurePage(programFolder, (line) => process.stderr.write(`${line}\n`));
  const host = await startOnUsualPort(core, pageFolder, options.port);
  const newAddress = () => host.newAddress() + (options.room === undefined ? "" : `#${options.room}`);
  const address = newAddress();
  const newOnes = process.stdin.isTTY ? " Enter prints a new one." : "";
  options.say(`Minutewise is open at ${address}`);
  options.say(`The address works once, on this computer only.${newOnes} Ctrl-C ends Minutewise.`);
  const keyboard = process.stdin.isTTY ? createInterface({ input: process.stdin }) : null;
  keyboard?.on("line", () => options.say(newAddress()));
  if (options.open) openBrowser(address);
  await toldToEnd;
  keyboard?.close();
  await host.close();
}

/** On the port that was asked for; otherwise on that of last time, or a free one where it is taken. */
async function startOnUsualPort(core: Core, pageFolder: string, asked: number): Promise<BrowserHost> {
  if (asked !== 0) return startBrowserHost(core, { pageFolder, port: asked });
  const remembered = new RememberedPort(userDataFolder());
  const host = await startBrowserHost(core, { pageFolder, port: remembered.read() ?? 0 }).catch((error) => {
    if (error instanceof Failure) return startBrowserHost(core, { pageFolder, port: 0 });
    throw error;
  });
  remembered.write(host.port);
  return host;
}

function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
    process.once("disconnect", () => resolve());
  });
}
