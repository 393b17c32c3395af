import { Command, CommanderError } from "commander";
import { type ExpectedFailure, failureLines } from "../core/failure-words.ts";
import { programVersion } from "../core/node-platform.ts";
import { describeError } from "../core/terminal-words.ts";
import type { CommandIo, ExitCode } from "./command-io.ts";
import { addActionUnitsCommand } from "./commands/action-units.ts";
import { addAnalyzeCommand } from "./commands/analyze.ts";
import { addCompareCommand } from "./commands/compare.ts";
import { commandContext } from "./commands/context.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addFramesCommand } from "./commands/frames.ts";
import { addImportCommand } from "./commands/import.ts";
import { addImportRatingsCommand } from "./commands/import-ratings.ts";
import { addImportTableCommands } from "./commands/import-tables.ts";
import { addInitCommand } from "./commands/init.ts";
import { addMinutesCommand } from "./commands/minutes.ts";
import { addModelsCommand } from "./commands/models.ts";
import { addProxyCommand } from "./commands/proxy.ts";
import { addQualityCommand } from "./commands/quality.ts";
import { addReportCommand } from "./commands/report.ts";
import { addReproduceCommand } from "./commands/reproduce.ts";
import { addRunsCommand } from "./commands/runs.ts";
import { addServeCommand } from "./commands/serve.ts";
import { addSpeechCommand } from "./commands/speech.ts";
import { addStillsCommand } from "./commands/stills.ts";
import { addTracksCommand } from "./commands/tracks.ts";

/** Runs one command of Minutewise, `args` without the program's own name. Never throws. */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  let code: ExitCode = 0;
  let asJson = false;
  const context = commandContext(io, (wanted) => {
    code = wanted;
  });
  const program = new Command("minutewise")
    .description("Minute-wise coding of emotional arousal beside a local facial-expression analysis")
    .version(programVersion(), "--version", "print the program's version")
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError("(--help lists what can be given)")
    .hook("preAction", (_, command) => {
      const { json, format } = command.opts<{ json?: boolean; format?: string }>();
      asJson = json === true || format === "json";
    });
  addInitCommand(program, context);
  addImportCommand(program, context);
  addImportRatingsCommand(program, context);
  addImportTableCommands(program, context);
  addAnalyzeCommand(program, context);
  addMinutesCommand(program, context);
  addModelsCommand(program, context);
  addRunsCommand(program, context);
  addFramesCommand(program, context);
  addActionUnitsCommand(program, context);
  addTracksCommand(program, context);
  addSpeechCommand(program, context);
  addStillsCommand(program, context);
  addQualityCommand(program, context);
  addCompareCommand(program, context);
  addProxyCommand(program, context);
  addReportCommand(program, context);
  addReproduceCommand(program, context);
  addServeCommand(program, context);
  addDoctorCommand(program, context);
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    // Help that was asked for ends with 0; all else that commander says is about the way it was called.
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (asksForJson(args)) io.out(failureJson(usageFailure(error)));
      return 2;
    }
    const failure = describeError(error);
    if (asJson) io.out(failureJson(failure));
    io.err(`${failureLines(failure).join("\n")}\n`);
    return 1;
  }
}

/** True when JSON was asked for, as far as can be told of a command that was wrongly called. */
function asksForJson(args: readonly string[]): boolean {
  return args.some(
    (arg, at) =>
      arg === "--json" || arg === "--format=json" || (arg === "json" && args[at - 1] === "--format"),
  );
}

function usageFailure({ message }: CommanderError): ExpectedFailure {
  return {
    code: "USAGE",
    message: message.replace(/^error: /, "").replaceAll("\n", " "),
    where: null,
    remedy: "--help lists what can be given.",
    problems: [],
  };
}

/** A failure as a program reads it, in place of the JSON object that was asked for. */
function failureJson({ code, message, where, remedy, problems }: ExpectedFailure): string {
  return `${JSON.stringify({ error: { code, message, where, remedy, problems } }, null, 2)}\n`;
}
