import { parseArgs } from "node:util";
import { createCore } from "../core/core.ts";
import { createNodePlatform } from "../core/node-platform.ts";
import { terminalWords } from "../core/terminal-words.ts";
import { serveCore } from "./serve-core.ts";

/**
 * The browser host as a program of its own: `main.ts [STUDY] [--port N] [--no-open]`. The command line checks what
 * users type and starts it.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: "0" }, "no-open": { type: "boolean", default: false } },
  });
  const core = createCore(createNodePlatform("browser"));
  try {
    const [study] = positionals;
    if (study !== undefined) await core.client(core.connect()).studies.open({ path: study });
    await serveCore(core, {
      port: Number(values.port),
      open: !values["no-open"],
      say: (line) => process.stdout.write(`${line}\n`),
    });
  } finally {
    await core.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${terminalWords(error).join("\n")}\n`);
  process.exitCode = 1;
}
// A parent that waits for the end holds the channel open on its side.
if (process.connected) process.disconnect();
