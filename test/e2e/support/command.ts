import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PROGRAM = fileURLToPath(new URL("../../../src/cli/minutewise.ts", import.meta.url));

/** Runs a command of the command line; throws when it fails. Returns what it printed. */
export async function command(dataFolder: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, MINUTEWISE_DATA: dataFolder },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

export interface ServedStudy {
  /** The one-time address that was printed. */
  readonly address: string;
  stop(): Promise<void>;
  /** Ends the program as a crash would. */
  kill(): Promise<void>;
}

/** Starts `serve`, on a study or on none, and waits for the address that it prints. */
export async function serve(dataFolder: string, study?: string): Promise<ServedStudy> {
  const args = [PROGRAM, "serve", ...(study === undefined ? [] : [study]), "--no-open"];
  const child: ChildProcess = spawn(process.execPath, args, {
    env: { ...process.env, MINUTEWISE_DATA: dataFolder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  const stop = (): Promise<void> => end("SIGTERM");
  const kill = (): Promise<void> => end("SIGKILL");
  if (!child.stdout) throw new Error("The command has no output.");
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0];
    if (address) return { address, stop, kill };
  }
  throw new Error("The command ended without printing an address.");
}
