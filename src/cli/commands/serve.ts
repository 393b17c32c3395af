import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { ExitCode } from "../command-io.ts";
import { portArgument } from "../usage.ts";
import type { CommandContext } from "./context.ts";

const browserHost = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

export function addServeCommand(program: Command, context: CommandContext): void {
  program
    .command("serve")
    .description("open the workstation in the browser of this computer")
    .argument("[study]", "folder of the study (default: choose one in the start room)")
    .option("--port <number>", "port to listen on (default: a free one)", portArgument, 0)
    .option("--no-open", "only print the address")
    .action(async (typed: string | undefined, options: { port: number; open: boolean }) => {
      context.exit(
        await runBrowserHost([
          ...(typed === undefined ? [] : [context.path(typed)]),
          `--port=${options.port}`,
          ...(options.open ? [] : ["--no-open"]),
        ]),
      );
    });
}

/** The browser host is a program of its own; it ends when this one does, however that happens. */
async function runBrowserHost(args: readonly string[]): Promise<ExitCode> {
  const child = fork(browserHost, args, { execPath: process.execPath, execArgv: [], stdio: "inherit" });
  const end = () => {
    if (child.connected) child.disconnect();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, end);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("exit", resolve);
    child.on("error", reject);
  });
  for (const signal of signals) process.off(signal, end);
  return code === 0 ? 0 : 1;
}
