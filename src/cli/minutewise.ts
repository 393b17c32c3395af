import { userFolder } from "./command-io.ts";
import { runCommandLine } from "./program.ts";

// A reader that closes the pipe early (head, a pager) has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY,
  folder: userFolder(process.cwd(), process.env),
});
