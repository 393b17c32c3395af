import { spawn } from "node:child_process";

export interface Cost {
  readonly seconds: number;
  /** Processor time of all threads. */
  readonly cpuSeconds: number;
  /** Largest resident memory. */
  readonly peakMb: number;
}

/** Runs a program to its end under GNU time. @throws Error when it does not end with 0 */
export async function costOf(command: string, ...args: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const child = spawn("/usr/bin/time", ["-f", "%U %S %M", command, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${said}`);
  const [user = 0, system = 0, kib = 0] = (said.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { seconds, cpuSeconds: user + system, peakMb: (kib * 1024) / 1e6 };
}
