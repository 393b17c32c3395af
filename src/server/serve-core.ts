import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Core } from "../core/core.ts";
import { startBrowserHost } from "./browser-host.ts";
import { openBrowser } from "./open-browser.ts";
import { ensurePage } from "./page-build.ts";

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
  const host = await startBrowserHost(core, { pageFolder, port: options.port });
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

function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
    process.once("disconnect", () => resolve());
  });
}
