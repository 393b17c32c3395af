import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createCore } from "../src/core/core.ts";
import { createNodePlatform } from "../src/core/node-platform.ts";
import { terminalWords } from "../src/core/terminal-words.ts";
import { serveCore } from "../src/server/serve-core.ts";
import { ensureDesktopBuild } from "./desktop/build.ts";
import { electronBinary, whyNoWindow } from "./desktop/electron-binary.ts";

/**
 * `npm start`: the desktop window, or where it cannot open the same program in the local browser.
 */
const programFolder = fileURLToPath(new URL("..", import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Opens the window and waits for its end. Returns why it could not open, or null. */
async function openWindow(): Promise<string | null> {
  const reason = await whyNoWindow(programFolder, process.platform, process.env, say);
  if (reason !== null) return reason;
  await ensureDesktopBuild(programFolder, say);
  const window = spawn(electronBinary(programFolder), [programFolder], { stdio: "inherit" });
  const startedMs = Date.now();
  const [code] = await Promise.race([once(window, "exit"), once(window, "error").then(() => [1])]);
  const endedAtOnce = Date.now() - startedMs < 5_000;
  return code !== 0 && code !== null && endedAtOnce ? "The desktop window ended as soon as it started" : null;
}

async function serveToBrowser(): Promise<void> {
  const core = createCore(createNodePlatform("browser"));
  try {
    await serveCore(core, { port: 0, open: true, say });
  } finally {
    await core.close();
  }
}

try {
  const reason = await openWindow();
  if (reason !== null) {
    say(`${reason}; Minutewise opens in this computer's browser instead.`);
    await serveToBrowser();
  }
} catch (error) {
  process.stderr.write(`${terminalWords(error).join("\n")}\n`);
  process.exitCode = 1;
}
