import { runCommandLine } from "../../src/cli/program.ts";

/** Runs one command in a folder, in this process; what it wrote and its exit code. */
export async function runCommand(
  folder: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const code = await runCommandLine(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    errIsTerminal: false,
    folder,
  });
  return { code, out, err };
}
