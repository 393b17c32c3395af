import { systemErrorCode } from "../core/failure.ts";
import { userFolder } from "./command-io.ts";
import { outputWords } from "./output-words.ts";
import { runCommandLine } from "./program.ts";

// A reader that closes the pipe early (head, a pager) has seen enough.
process.stdout.on("error", (error) => {
  if (systemErrorCode(error) === "EPIPE") process.exit();
  process.stderr.write(`${outputWords(error)}\n`);
  process.exit(1);
});
// There is no other place where this could be said; the exit code still tells how the command ended.
process.stderr.on("error", () => {});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY,
  folder: userFolder(process.cwd(), process.env),
});
